package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/machine"
	"serialfraction/harness/output"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/results/record"
	"serialfraction/results/report"
	"serialfraction/workloads"
)

func sweepVerb() *cli.Command {
	flags := []cli.Flag{
		&cli.StringFlag{Name: "data", Category: onData, Usage: "rows to work on: `SOURCE` is golub (built-in gene expression data), synth:rows=…,cols=…,seed=…, or a file (" + strings.Join(extensions(false), ", ") + "; .gz, .zst)", DefaultText: "generated, see harness workloads"},
		&cli.StringFlag{Name: "rows", Category: onData, Usage: "sweep the job at each number of rows of `LIST`, such as 1e4,1e5,1e6, and show what S depends on; rows of a file are repeated", DefaultText: "one size"},
		&cli.IntFlag{Name: "tile", Category: onData, Usage: "repeat the rows `K` times, to make a small data set long enough to time", DefaultText: "1"},

		&cli.StringFlag{Name: "workload", Value: "ttest", Category: onWork, Usage: "the work on each row: `NAME`, see harness workloads"},
		timeFlag("pace", onWork, "let each row take at least `TIME`, such as 250us: workers wait without using the CPU, so N may exceed the CPUs", 0, "not paced"),

		&cli.IntFlag{Name: "max-workers", Category: onRuns, Usage: "measure N = 1, 2, 4 … `MAX`", DefaultText: "the CPUs this process may use"},
		&cli.StringFlag{Name: "workers", Category: onRuns, Usage: "measure N = 1 and the N of `LIST`, such as 2,3,6"},
		&cli.BoolFlag{Name: "weak", Category: onRuns, Usage: "give N workers N times the rows of one (weak scaling): how much more work N workers do in the same time, by Gustafson's law", DisableDefaultText: true},
		&cli.StringFlag{Name: "engine", Value: prepare.Engines[0].Name, Category: onRuns, Usage: "`NAME` of the engine: " + describe(prepare.Engines, engineWords)},
		&cli.StringFlag{Name: "schedule", Value: harness.Schedules[0].Name, Category: onRuns, Usage: "how chunks are assigned to workers: `NAME` of " + describe(harness.Schedules, func(s harness.Schedule) (string, string) { return s.Name, s.Summary })},
		&cli.StringFlag{Name: "ship", Category: onRuns, Usage: "how rows come to the workers of the engine remote: `HOW` is " + describe(prepare.Ships, func(s prepare.Ship) (string, string) { return s.Name, s.Summary }), DefaultText: prepare.Ships[0].Name},
		&cli.StringFlag{Name: "pin", Category: onRuns, Usage: "bind each worker, with the programs that it starts, to a CPU of its own among those that this process may use, in turn: `HOW` is " + describe(machine.Pins, func(p machine.PinKind) (string, string) { return string(p.Pin), p.Summary }) + "; engine pool, Linux", DefaultText: "the system puts workers where it likes"},
		&cli.IntFlag{Name: "chunk", Category: onRuns, Usage: "hand out `ROWS` rows at a time", DefaultText: "32 chunks for each worker, but none shorter than 100 µs, or 2 ms if paced"},
		&cli.IntFlag{Name: "repeats", Category: onRuns, Usage: "make `R` repeats of every N, whatever the precision and however long it takes", DefaultText: "until --precision or --max-time ends the sweep"},
		&cli.IntFlag{Name: "warmup", Value: 1, Category: onRuns, Usage: "make `R` repeats beforehand, recorded but not counted"},
		&cli.Float64Flag{Name: "precision", Value: 0.005, Category: onRuns, Usage: "stop when the interval of S, or where N = 1 is the only one the relative interval of its time, is narrower than `WIDTH`, after at least 5 repeats; 0 = do not stop by it"},
		timeFlag("max-time", onRuns, "stop before the runs take more than `TIME`, warm-up included, but after one repeat, unless that takes more than twice a TIME that was typed; in seconds unless it has a unit; 0 = no limit", time.Minute, "1m"),
		&cli.Uint64Flag{Name: "seed", Value: 1, Category: onRuns, Usage: "`SEED` of the order of the runs, and of the noise of sim"},
		&cli.BoolFlag{Name: "no-doctor", Category: onRuns, Usage: "do not measure the machine before the first run, which takes about 25 ms", DisableDefaultText: true},
		&cli.BoolFlag{Name: "control", Category: onRuns, Usage: "also run independent copies, which share only the machine, to show what of S they have too", DisableDefaultText: true},

		&cli.StringFlag{Name: "resume", Category: onRuns, Usage: "continue the sweep of `FILE` where it ended, with its settings and in its order; --repeats, --precision and --max-time may change"},
		&cli.BoolFlag{Name: "force", Category: onRuns, Usage: "measure even while another sweep is running, or continue a FILE of another machine; the report mentions it", DisableDefaultText: true},

		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Category: onOutput, Usage: "write the runs to `FILE`, the result file", DefaultText: "a new one in ~/.local/share/harness/results, or below $XDG_DATA_HOME"},
		&cli.BoolFlag{Name: "no-timeline", Category: onOutput, Usage: "do not keep the times of chunks, about 8 bytes in FILE for each chunk of a run", DisableDefaultText: true},
		&cli.StringFlag{Name: "results", Category: onOutput, Usage: "write the result rows to `FILE`, whose name says how, by ending in " + output.Endings()},
		safeCSVFlag(),
		&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "print no progress", DisableDefaultText: true},
		&cli.BoolFlag{Name: "live", Category: onOutput, Usage: "while the sweep runs, show what it has so far, fit, plot and causes, between two runs and in at most a twentieth of the time", DisableDefaultText: true},
	}
	flags = append(flags, elsewhereFlags()...)
	flags = append(flags, groupFlags()...)
	flags = append(flags, paramFlags()...)
	flags = append(flags, profileFlags()...)
	flags = append(flags, gateFlags("'S<0.05'")...)
	return &cli.Command{
		Name:      "sweep",
		Usage:     "time a workload at several numbers of workers and fit S",
		UsageText: "harness sweep [options] [-- PROGRAM …]",
		Description: `Runs the work on N = 1, 2, 4 … workers, in blocks of every N in a random order, checks
each answer against that of a plain loop, and reports S with its causes. With
--repeats each N has so many runs; without, where it is known beforehand which N the
CPUs have room for, those that show S best have more, and those without room five. A
TIME is in seconds, such as 20 or 0.5, or has a unit: 250us, 20ms, 5m.

` + gateHelp + `

  harness sweep --max-workers 16 --max-time 5m
  harness sweep --data rows.csv.gz --groups g.csv --contrast case,control --results p.csv
  harness sweep --workload wait --plant 0.05 --repeats 20
  harness sweep --repeats 3 --format json -o run.jsonl
  harness sweep --rows 1e4,1e5,1e6 --max-time 30s
  harness sweep --weak --max-workers 16
  harness sweep --resume run.jsonl --repeats 10
  harness sweep --check 'S<0.05' --check 'speedup@2>1.8'`,
		Flags:  slices.Concat(flags, outputFlags(), belowFlags()),
		Action: sweep,
	}
}

// sweep makes a new sweep: it reads the rows, makes the runs, writes the result file and
// prints the report.
func sweep(c *cli.Context) (failed error) {
	switch {
	case isSet(c, "resume") && isSet(c, "rows"):
		return usagef("--rows: a sweep that is continued has its own numbers of rows: leave the flag out, or begin a new sweep without --resume")
	case isSet(c, "resume"):
		return resume(c)
	}
	r, err := requestOf(c)
	if err != nil {
		return err
	}
	if isSet(c, "rows") {
		sized, err := sizesOf(c, r)
		switch {
		case err != nil:
			return err
		case len(sized) > 1 && r.Weak:
			return usagef("--weak: the rows grow with N from one number of rows: type one after --rows")
		case len(sized) > 1:
			return sweepSizes(c, sized)
		}
		r = sized[0].Request
	}
	show, err := newShow(c)
	if err != nil {
		return err
	}
	if err := cmp.Or(checkWeak(c, r), checkBefore(c, r, show)); err != nil {
		return err
	}
	held, err := lockFor(c, r)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	s, err := beginSweep(c, r, held)
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, s.Close()) }()
	w, err := createFile(c.String("output"), s.Header)
	if err != nil {
		return err
	}
	defer w.Close()
	return makeRuns(c, s, w, show)
}

// makeRuns makes the runs of a sweep and prints the report, also where the runs end with a
// failure.
func makeRuns(c *cli.Context, s *prepare.Sweep, w *results.Writer, show show) (failed error) {
	defer keepOnPanic(c, w)
	before := len(w.File().Runs)
	failed = onlyRuns(c, s, w)
	stored := false
	if failed == nil && c.Context.Err() == nil {
		writing := newStage(newProgressLine(c), "Writing the result rows", "")
		failed = storeRows(c.Context, s, w, before)
		writing.end()
		stored = failed == nil
	}
	if exitCode(failed) == exitKernel {
		return fmt.Errorf("%w\n%s", failed, kept(w, "The runs before it", false))
	}
	interrupted := c.Context.Err() != nil
	show.path = w.Path()
	reading := machine.Frugal() // until profiles are made
	a, err := show.file(c, w.File())
	reading()
	held, err := gateOnly(err)
	if err != nil && failed == nil && !interrupted {
		failed = err
	}
	if interrupted {
		failed = context.Cause(c.Context)
	}
	if !c.Bool("quiet") {
		printFiles(c, w, s.Header.Request.Results, stored, failed)
		if failed == nil {
			fmt.Fprintf(c.App.ErrWriter, "harness help %s explains the words of the report\n", allWords)
		}
		if failed == nil && show.format.Name == report.Formats[0].Name && a != nil {
			planNext(c, a, w.Path())
		}
	}
	if failed == nil {
		failed = profile(c, s)
	}
	if failed == nil {
		failed = held
	}
	return failed
}

// onlyRuns makes the runs of a sweep into its file, and shows how far they are.
func onlyRuns(c *cli.Context, s *prepare.Sweep, w *results.Writer) error {
	s.Order.Warmed = record.Warmed(w.File(), s.Stop)
	before := len(w.File().Runs)
	failed := shownRuns(c, s, w)
	printNotes(c, s.Trials[0].Job.Workload)
	printRemarks(c, s.Remarks())
	if lost := lostRunsWords(w.File().Runs[before:]); lost != "" {
		warn(c, []string{lost})
	}
	return withAdvice(inFlags(failed), s.Trials[0].Job.Workload)
}

// shownRuns makes the runs of a sweep into its file; its line of progress is gone afterwards, also
// on a panic.
func shownRuns(c *cli.Context, s *prepare.Sweep, w *results.Writer) error {
	line := newSweepLine(c, s.Stop.MaxTime, s.Passes)
	line.view = newLiveView(c, w.File(), analysis.Scope(c.String("scope")))
	defer line.end()
	ctx, bound := boundOf(c, s.Stop.MaxTime)
	defer bound.release()
	bound.in(bound.limit - s.Passes)
	blocks := 0
	_, failed := record.Runs(ctx, s.Runs(ctx), w, s.Stop, func(p record.Progress) {
		if blocks == 0 && p.Runs+p.Warmup == 1 { // the first run is finished
			bound.in(2*bound.limit - s.Passes - p.Elapsed)
		}
		if blocks = p.Block; blocks == 0 && p.Outlook.By == record.ByTime {
			bound.needs(p.Elapsed + p.Outlook.Left + s.Passes)
		}
		line.show(p)
	})
	over := spent(ctx)
	if over == nil || failed != nil {
		return failed
	}
	s.Trials[0].Answer = nil // of a run that was ended, and in part of the one before
	if blocks == 0 && len(w.File().Resumes) == 0 {
		return over
	}
	return nil
}

// keepOnPanic is deferred while a sweep has runs: on a panic it prints where they are before the
// crash is reported.
func keepOnPanic(c *cli.Context, w *results.Writer) {
	if cause := recover(); cause != nil {
		fmt.Fprintln(c.App.ErrWriter, kept(w, "The runs before it", true))
		panic(crash.Of(cause))
	}
}

// engineWords returns the name of an engine and its summary for help.
func engineWords(k prepare.Engine) (name, summary string) {
	if k.Simulated {
		return k.Name, k.Summary + ", or --" + prepare.Plant + " of workload " + strings.Join(workloads.Having(prepare.Plant), ", ")
	}
	return k.Name, k.Summary
}

// describe lists the names of a table with their summaries, for help.
func describe[T any](table []T, entry func(T) (name, summary string)) string {
	text := ""
	for i, t := range table {
		if i > 0 {
			text += "; "
		}
		name, summary := entry(t)
		text += name + " (" + summary + ")"
	}
	return text
}
