package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
)

// Workers that come from elsewhere: the flags, who came, and what was not taken from whom.

// elsewhereFlags returns the flags of how workers come from elsewhere.
func elsewhereFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "listen", Category: onRuns, Usage: "of the engine remote: wait at the address `HOST:PORT` for workers that other hosts or shells start with harness worker; port 0 = any that is free, 0.0.0.0 = every address of this host; all but 127.0.0.1 has TLS", DefaultText: "start the workers on this machine"},
		&cli.StringFlag{Name: "join-file", Category: onRuns, Usage: "write what these workers need to join to `FILE`, which is for its owner alone and holds for 8 days"},
		timeFlag("join-timeout", onRuns, "wait for these workers for at most `TIME`, in seconds unless it has a unit", 0, "1m"),
		&cli.StringFlag{Name: "nats", Category: onRuns, Usage: "use the NATS server at `URL` that people already run, with a configuration of harness nats-conf", DefaultText: "a server within this process"},
		&cli.StringFlag{Name: "credentials", Category: onRuns, Usage: "`FILE` with the keys for the server of --nats, which harness nats-conf has written"},
	}
}

// gathering returns a function that shows which workers come. It first calls begun. That all are here it
// says once they have been waited for, and not of those that come besides.
func gathering(c *cli.Context, r results.Request, begun func()) func(remote.Gathering) {
	waited, whole := false, false
	return func(g remote.Gathering) {
		begun()
		if g.Outage > 0 {
			fmt.Fprintf(c.App.ErrWriter, "The server for the workers is gone: waiting for up to %s for it to come back.\n", number.Duration(g.Outage.Seconds()))
			return
		}
		if g.Left {
			fmt.Fprintf(c.App.ErrWriter, "N = %d waits for %s: type harness worker --join %s\n", g.Want, wording.Count(g.Want-g.Have, "more worker"), wording.ShellWord(r.Elsewhere.JoinFile))
			waited = true
		}
		if !waited {
			waited = true
			fmt.Fprintf(c.App.ErrWriter, "Waiting for %s: on each host type harness worker --join %s\n", wording.Count(g.Want, "worker"), wording.ShellWord(r.Elsewhere.JoinFile))
		}
		for _, m := range g.Joined {
			fmt.Fprintf(c.App.ErrWriter, "%s of host %s joined (process %d)\n", wording.Count(m.Slots, "worker"), wording.Shown(m.Host), m.PID)
		}
		for _, t := range g.TurnedAway {
			fmt.Fprintf(c.App.ErrWriter, "warning: a worker of host %s may not join: %s\n", wording.Shown(t.Host), wording.Shown(t.Reason))
		}
		before := whole
		whole = g.Have >= g.Want
		switch {
		case before || !whole:
		case g.Want == 1:
			fmt.Fprintln(c.App.ErrWriter, "The worker is here.")
		default:
			fmt.Fprintf(c.App.ErrWriter, "All %s are here.\n", wording.Count(g.Want, "worker"))
		}
	}
}

// printRemarks prints the notes of remote workers on their runs, and how many results were not taken because
// of whom they came from.
func printRemarks(c *cli.Context, r prepare.Remarks) {
	warn(c, noteWords(r.Notes))
	if r.Dropped.Forged > 0 {
		warn(c, []string{droppedWords(r.Dropped.Forged)})
	}
	if r.Dropped.Unread > 0 {
		warn(c, []string{unreadWords(r.Dropped.Unread)})
	}
}

// noteWords words the notes of workers: of each host those of one process, for the workers of a host do
// the same work.
func noteWords(notes []remote.Note) (words []string) {
	first, others := map[string]int{}, map[string]map[int]bool{} // processes, by host
	for _, n := range notes {
		switch p, seen := first[n.Host]; {
		case !seen:
			first[n.Host], others[n.Host] = n.Process, map[int]bool{}
		case p != n.Process:
			others[n.Host][n.Process] = true
		}
	}
	for _, n := range notes {
		if n.Process != first[n.Host] {
			continue
		}
		like := ""
		if more := len(others[n.Host]); more > 0 {
			like = ", and " + wording.Count(more, "other worker process") + " there had such notes"
		}
		words = append(words, fmt.Sprintf("worker %d on host %s: %s%s", n.Process, wording.Shown(n.Host), wording.Shown(n.Text), like))
	}
	return words
}

// lostWords tells how many workers a run has lost; "" = none.
func lostWords(workers int) string {
	if workers == 0 {
		return ""
	}
	return wording.Count(workers, "worker") + " ended or fell silent: others did the work, and no row is missing"
}

// lostRunsWords tells how many runs of a sweep have lost workers; "" = none.
func lostRunsWords(runs []harness.Run) string {
	lost := 0
	for _, r := range runs {
		if r.Timing.Lost > 0 {
			lost++
		}
	}
	if lost == 0 {
		return ""
	}
	return "workers ended or fell silent in " + wording.Count(lost, "run") + ": what was lost was made again, and these runs count for nothing"
}

func droppedWords(n int) string {
	if n == 1 {
		return "1 result was dropped: no worker of this sweep made it"
	}
	return wording.Count(n, "result") + " were dropped: no worker of this sweep made them"
}

func unreadWords(n int) string {
	were := " were"
	if n == 1 {
		were = " was"
	}
	return wording.Count(n, "message") + were + " dropped unread: workers sent more than the coordinator takes in; chunks whose answer was among them were made again; look which worker floods it, and whether this machine has too little CPU for so many workers"
}
