package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/output"
	"serialfraction/results"
	"serialfraction/results/number"
	"serialfraction/wording"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
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
	case c.IsSet("workers") && (c.Int("workers") < 1 || c.Int("workers") > maxN):
		return &harness.FlagError{Flag: "workers", Value: strconv.Itoa(c.Int("workers")), Want: "must be from 1 to " + strconv.Itoa(maxN)}
	}
	r, err := requestOf(c)
	if err != nil {
		return err
	}
	if err := checkPaths(r, ""); err != nil {
		return err
	}
	job, schedule, key, err := onceJob(c.Context, r, spec)
	if err != nil {
		return err
	}
	choice := choiceOf(c, key)
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "%s\n", choice.why)
	}
	pinProcs(machine.This(), schedule, job.Workload.Pace, []int{choice.workers})
	if job.ChunkRows == 0 {
		if err := job.Cut(c.Context, choice.workers); err != nil {
			return err
		}
	}
	return carryOut(c, job, schedule, choice.workers)
}

// onceJob makes the job that was asked for, without chunks where none were, and the
// key by which sweeps of it are found.
func onceJob(ctx context.Context, r results.Request, spec spec.Workload) (*harness.Job, harness.Schedule, sweepKey, error) {
	none := harness.Schedule{}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return nil, none, sweepKey{}, err
	}
	data, err := input.Load(ctx, inputOf(r.Source))
	if err != nil {
		return nil, none, sweepKey{}, err
	}
	work, err := workloadOf(ctx, r, spec, data)
	if err != nil {
		return nil, none, sweepKey{}, err
	}
	key := sweepKey{workload: spec.Name, args: argsOf(r, spec), program: r.Program, pace: work.Pace, data: data.Name,
		machine: machine.This()}
	return &harness.Job{Data: data, Workload: work, ChunkRows: r.ChunkRows}, schedule, key, nil
}

// carryOut runs the job, tells how far it is, and writes the results.
func carryOut(c *cli.Context, job *harness.Job, schedule harness.Schedule, workers int) error {
	tally := newTally(c, job.Data.NumRows())
	counted := *job
	counted.Workload = counting(job.Workload, tally.add)
	answer, timing, err := harness.Once(c.Context, &harness.Pool{Schedule: schedule}, &counted, workers)
	tally.end()
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
	return write(c.App.Writer, fmt.Sprintf("%d rows in %v on %s: %s rows/s. The result rows are in %s.\n", tally.rows, number.Rounded(timing.Wall.Seconds()),
		wording.Count(workers, "worker"), number.Significant(float64(tally.rows)/timing.Wall.Seconds(), 3), c.String("results")))
}
