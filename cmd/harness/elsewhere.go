package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/remote"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
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

// gathering returns a function that shows which workers come. It first calls begun.
func gathering(c *cli.Context, r results.Request, begun func()) func(remote.Gathering) {
	waited := false
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
		if g.Have == g.Want {
			fmt.Fprintf(c.App.ErrWriter, "All %s are here.\n", wording.Count(g.Want, "worker"))
		}
	}
}

// printDropped prints how many results were not taken because of whom they came from.
func printDropped(c *cli.Context, d remote.Dropped) {
	if d.Forged > 0 {
		warn(c, []string{droppedWords(d.Forged)})
	}
}

func droppedWords(n int) string {
	if n == 1 {
		return "1 result was dropped: no worker of this sweep made it"
	}
	return wording.Count(n, "result") + " were dropped: no worker of this sweep made them"
}
