package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/output"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
	"serialfraction/results/store"
	"serialfraction/workloads"
)

func runVerb() *cli.Command {
	flags := slices.DeleteFunc(sweepVerb().Flags, func(f cli.Flag) bool { return !slices.Contains(runFlags, f.Names()[0]) })
	return &cli.Command{
		Name:      "run",
		Usage:     "do the work once, for its results, on the N that a sweep recommends",
		UsageText: "harness run [options] --results FILE [-- PROGRAM …]",
		Description: `Writes one line for each row, whole or not at all; of a
job that fails, the rows that are done are in a file of their own. Without --workers, N is taken
from the newest sweep of the same workload, settings and program on this machine,
one on the same data before others of rows enough: the least N that was within
5 % of the fastest. Where there is none, N is the CPUs that this process may use.

  harness run --data rows.csv.gz --groups g.csv --results p.csv
  harness run --workload pipe --data rows.csv.gz --results out.csv -- python3 score.py`,
		Flags: append(append(flags,
			&cli.IntFlag{Name: "workers", Category: onRuns, Usage: "run on `N` workers", DefaultText: "what the last sweep recommends, else the CPUs"}),
			paramFlags()...),
		Action: runOnce,
	}
}

// runFlags are the flags of a sweep that say what is done, not how it is timed.
var runFlags = []string{"data", "groups", "group-by", "group-field", "contrast", "tile", "workload", "pace", "schedule", "chunk", "results", "quiet"}

// runOnce goes from rows to results.
func runOnce(c *cli.Context) error {
	spec, err := workloads.Lookup(c.String("workload"))
	switch {
	case err != nil:
		return err
	case spec.Program != nil:
		return usagef("workload %s has no rows and no results: run the program itself", spec.Name)
	case c.String("results") == "":
		return usagef("no file for the results: type --results FILE (.csv, .tsv, .gz)")
	}
	if isSet(c, "workers") {
		if err := prepare.CheckWorkers("workers", c.Int("workers")); err != nil {
			return err
		}
	}
	r, err := requestOf(c)
	if err != nil {
		return err
	}
	if err := checkPaths(r, ""); err != nil {
		return err
	}
	once, err := prepare.NewOnce(c.Context, r)
	if err != nil {
		return err
	}
	workers, why := recommended(c, once, r.Program)
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "%s\n", why)
	}
	if err := once.Cut(c.Context, workers); err != nil {
		return err
	}
	return carryOut(c, once, workers)
}

// recommended returns the N of --workers, of the newest sweep of the same work, or of the
// machine, and why it is that.
func recommended(c *cli.Context, once *prepare.Once, program []string) (workers int, why string) {
	if isSet(c, "workers") {
		n := c.Int("workers")
		return n, fmt.Sprintf("N = %d, as --workers says.", n)
	}
	folder, _ := store.Default(os.Getenv) // where there is none, no sweep is kept
	found := once.Recommend(folder, func(h *results.Header) bool { return timedProgram(h, program) })
	if found.Of == nil {
		return found.Workers, fmt.Sprintf("N = %d, the CPUs that this process may use: no sweep of this was found, harness sweep makes one.", found.Workers)
	}
	return found.Workers, fmt.Sprintf("N = %d: in the sweep of %s on %s it was the least N within %.0f %% of the fastest, N = %d.", found.Workers,
		found.Of.Time.Local().Format("2 Jan 2006, 15:04"), found.Of.Data.Name, 100*prepare.Near, found.Fastest)
}

// carryOut runs the job, tells how far it is, and writes the results.
func carryOut(c *cli.Context, once *prepare.Once, workers int) error {
	job := once.Job
	progress := newRowProgress(c, job.Data.NumRows())
	counted := *job
	counted.Workload = counting(job.Workload, progress.add)
	answer, timing, err := harness.Once(c.Context, &harness.Pool{Schedule: once.Schedule}, &counted, workers)
	progress.end()
	if c.Context.Err() != nil {
		fmt.Fprintf(c.App.ErrWriter, "Interrupted. %s.\n", keepFinished(job, answer, c.String("results")))
		return context.Cause(c.Context)
	}
	if err != nil {
		return fmt.Errorf("%w\n%s", err, keepFinished(job, answer, c.String("results")))
	}
	warnOf(c, job.Workload)
	if _, err := output.WriteFile(c.String("results"), job.Data, &harness.Table{Columns: job.Workload.Outputs, Values: answer}); err != nil {
		return err
	}
	if c.Bool("quiet") {
		return nil
	}
	return write(c.App.Writer, fmt.Sprintf("%d rows in %v on %s: %s rows/s. The result rows are in %s.\n", progress.rows, number.Rounded(timing.Wall.Seconds()),
		wording.Count(workers, "worker"), number.Significant(float64(progress.rows)/timing.Wall.Seconds(), 3), c.String("results")))
}
