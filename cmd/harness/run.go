package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/output"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
	"serialfraction/results/store"
	"serialfraction/workloads"
)

func runVerb() *cli.Command {
	flags := slices.DeleteFunc(sweepVerb().Flags, func(f cli.Flag) bool { return !slices.Contains(runFlags, f.Names()[0]) })
	return &cli.Command{
		Name:      "run",
		Usage:     "do the work once, for its results, on as many workers as a sweep recommends",
		UsageText: "harness run [options] --results FILE [-- PROGRAM …]",
		Description: `Writes one line for each row to the file of --results, which appears only when it is
complete. If the job fails or the disk is full, the finished rows are in a file
beside it, or elsewhere, and --resume takes them from there. With --engine remote
each row goes to FILE.journal when it is computed, and --resume takes them from there
even after a kill or a crash. Without --workers, N comes from the newest sweep of the same workload, settings and program
on this machine: the least N within 5 % of the fastest. A sweep of the same data
comes first, then one of other data with enough rows. Without such a sweep, or if
other work had its CPUs, N is the number of CPUs that this process may use.

  harness run --data rows.csv.gz --groups g.csv --results p.csv
  harness run --workload pipe --data rows.csv.gz --results out.csv -- python3 score.py

The name of FILE says how the rows are written, by N workers at once: as text (.csv or
.tsv, also packed, .csv.gz or .csv.zst), as .parquet with the ids as strings, or as .npy,
which has the numbers alone.`,
		Flags: append(append(flags,
			&cli.IntFlag{Name: "workers", Category: onRuns, Usage: "run on `N` workers", DefaultText: "as the last sweep recommends, else the number of CPUs"},
			&cli.StringFlag{Name: "resume", Category: onRuns, Usage: "take the rows that `FILE` holds, a journal or rows of a run that did not end, and compute the others"},
			&cli.BoolFlag{Name: "force", Category: onOutput, Usage: "replace the results that FILE holds", DisableDefaultText: true}),
			paramFlags()...),
		Action: runOnce,
	}
}

// runFlags names the flags of a sweep that define the work, not how it is timed.
var runFlags = []string{"data", "groups", "group-by", "group-field", "contrast", "phenotype-01", "no-header", "ids", "text-columns", "columns", "na", "tile", "workload", "pace", "engine", "schedule", "ship", "listen", "nats", "credentials", "join-file", "join-timeout", "pin", "chunk", "results", "safe-csv", "quiet"}

// runOnce reads the rows, runs the job once and writes the results.
func runOnce(c *cli.Context) error {
	spec, err := workloads.Lookup(c.String("workload"))
	switch {
	case err != nil:
		return err
	case spec.Program != nil:
		return usagef("workload %s times a whole program, which has no result rows: run the program itself", spec.Name)
	case c.String("results") == "":
		return usagef("no file for the results: type --results FILE, with a name that ends in %s", output.Endings())
	}
	if isSet(c, "workers") {
		if err := prepare.CheckWorkers("workers", c.Int("workers")); err != nil {
			return err
		}
	}
	if (c.String("listen") != "" || c.String("nats") != "") && !isSet(c, "workers") {
		return usagef("--workers: so many workers from elsewhere are waited for: type a number")
	}
	r, err := requestOf(c)
	if err != nil {
		return err
	}
	err = checkPaths(r, "", c.Bool("force"))
	if errors.As(err, new(*output.ExistsError)) {
		return usagef("%v, or type --force to replace it", err)
	}
	if err != nil {
		return err
	}
	loading := newStage(newProgressLine(c), preparing(r), ofSource(r))
	defer loading.end() // also on a panic
	once, err := prepare.NewOnce(c.Context, r, watching(c, r, nil, loading))
	loading.end()
	if err != nil {
		return inFlags(err)
	}
	warn(c, once.Job.Data.Notes)
	workers, why, swept := recommended(c, once, r)
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "%s\n", why)
	}
	before, err := earlierRows(c, once)
	if err != nil {
		return err
	}
	defer before.close()
	if err := once.Cut(c.Context, workers); err != nil {
		return inFlags(err)
	}
	if once.Aside() {
		warn(c, []string{"the answers have no room in memory: they are in a file without a name beside the results until these are written"})
	}
	if err := before.begin(c, once, r); err != nil {
		return err
	}
	if err := carryOut(c, once, r, workers, before); err != nil || swept == "" || c.Bool("quiet") {
		return err
	}
	nextPlan(c, swept)
	return nil
}

// recommended returns N, a sentence with the reason: --workers, the newest sweep of the
// same work, or the CPUs of the machine, and the name of that sweep if it gives S.
func recommended(c *cli.Context, once *prepare.Once, r results.Request) (workers int, why, swept string) {
	if isSet(c, "workers") {
		n := c.Int("workers")
		return n, fmt.Sprintf("N = %d, from --workers.", n), ""
	}
	folder, _ := store.Default(os.Getenv) // without a folder there are no earlier sweeps
	found := once.Recommend(folder, func(h *results.Header) bool { return timedProgram(h, r.Program) })
	if found.Of == nil {
		return found.Workers, fmt.Sprintf("N = %d, the CPUs that this process may use: no sweep of this work was found; this makes one: %s", found.Workers, sweepOfRun(r)), ""
	}
	at := found.Of.Time.Local().Format("2 Jan 2006, 15:04")
	return found.Workers, reasonOf(found.Recommendation, fmt.Sprintf("the sweep of %s on %s", at, found.Of.Data.Name)), found.Name
}

// reasonOf returns the sentence with the reason for the N that a sweep recommends.
func reasonOf(r analysis.Recommendation, sweep string) string {
	fastest, beyond := r.FastestWords()
	switch {
	case r.Busy != nil:
		return fmt.Sprintf("N = %d, by the CPUs that this process may use: %s cannot show the best N, because %s: %s.", r.Workers, sweep, r.Busy.Sentence(), r.Busy.Cure())
	case r.Workers < r.Fastest:
		return fmt.Sprintf("N = %d, because in %s %s, N = %d, was at most %.0f %% faster%s.", r.Workers, sweep, fastest, r.Fastest, 100*analysis.Near, beyond)
	}
	return fmt.Sprintf("N = %d, %s in %s%s.", r.Workers, fastest, sweep, beyond)
}

// carryOut runs the job, shows its progress, and writes the results. It computes the rows that
// are not held.
func carryOut(c *cli.Context, once *prepare.Once, r results.Request, workers int, before *earlier) error {
	job, held := once.Job, before.held
	progress := newRowProgress(c, job.Data.NumRows())
	progress.add(before.chunks(job))
	answer, timing, err := once.Do(c.Context, workers, held, func(at harness.Chunk, values []float64) {
		if note := before.add(at, values); note != "" {
			progress.insert("warning: " + note)
		}
		progress.add(at.Rows)
	})
	progress.end()
	if err != nil && held != nil {
		held.Fill(answer)
	}
	if c.Context.Err() != nil {
		fmt.Fprintf(c.App.ErrWriter, "Interrupted. %s\n", before.leave(c, job, answer, r))
		return context.Cause(c.Context)
	}
	if err != nil {
		return fmt.Errorf("%w\n%s", inFlags(err), before.leave(c, job, answer, r))
	}
	printNotes(c, job.Workload)
	printRemarks(c, once.Remarks())
	if lost := lostWords(timing.Lost); lost != "" {
		warn(c, []string{lost})
	}
	table, here := &harness.Table{Columns: job.Workload.Outputs, Values: answer}, min(workers, writers())
	old := wholefile.Hold(r.Results)
	if _, err := output.WriteFile(c.Context, r.Results, namedFor(job.Data, r.SafeCSV), table, here); c.Context.Err() != nil && err != nil {
		fmt.Fprintf(c.App.ErrWriter, "Interrupted. %s\n", before.leave(c, job, answer, r))
		return context.Cause(c.Context)
	} else if err != nil {
		return fmt.Errorf("%w\n%s", err, before.keep(c, job, table, r))
	}
	before.drop(c, r)
	warnNoPlace(c, r.Results, job)
	warnUnanswered(c, job, answer, here)
	if err := old.Free(here, slices.Concat(job.Data.Pieces(), harness.AnswerPieces(answer))); err != nil {
		return err // a fault of this program: what is held is closed without one
	}
	if c.Bool("quiet") {
		return nil
	}
	if held != nil {
		return write(c.App.Writer, fmt.Sprintf("%s of %s computed, %s taken from %s. The result rows are in %s.\n", wording.Grouped(progress.rows-held.Rows()),
			wording.Count(progress.rows, "row"), wording.Grouped(held.Rows()), c.String("resume"), r.Results))
	}
	return write(c.App.Writer, fmt.Sprintf("%s in %s on %s: %s rows/s. The result rows are in %s.\n", wording.Count(progress.rows, "row"), number.Duration(timing.Wall.Seconds()),
		wording.Count(workers, "worker"), number.Significant(float64(progress.rows)/timing.Wall.Seconds(), 3), r.Results))
}

// writers returns the number of workers that make the text of results: this process uses no more
// CPUs, wherever the rows were computed.
func writers() int { return max(1, int(machine.EffectiveCPUs())) }

// warnNoPlace names what the format of the results has no place for.
func warnNoPlace(c *cli.Context, path string, job *harness.Job) {
	if note := output.NoPlace(path, job.Data, job.Workload.Outputs); note != "" {
		warn(c, []string{note})
	}
}
