package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/output"
	"serialfraction/harness/remote"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/results/record"
	"serialfraction/results/store"
)

// planNext names the plan as the step after a sweep whose S serves a forecast. The file of the
// sweep is latest where the program chose its place.
func planNext(c *cli.Context, a *analysis.Report, path string) {
	if !a.Foretells() {
		return // the report ends with what makes S known
	}
	if !isSet(c, "output") && !isSet(c, "resume") {
		path = store.Latest
	}
	nextPlan(c, path)
}

// printFiles prints where the result rows and the runs are. rows is the path of --results,
// and stored whether they were written there: an interrupt may come after that.
func printFiles(c *cli.Context, w *results.Writer, rows string, stored bool, failed error) {
	switch {
	case rows != "" && stored:
		fmt.Fprintf(c.App.ErrWriter, "The result rows are in %s.\n", rows)
	case errors.As(failed, new(*wholefile.Error)): // its message names the rows
	case rows != "":
		fmt.Fprintf(c.App.ErrWriter, "The result rows were not written to %s: the sweep was not finished.\n", rows)
	}
	switch {
	case errors.As(failed, new(*results.WriteError)): // its message names what is kept
	default:
		fmt.Fprintln(c.App.ErrWriter, kept(w, "The runs", mayGoOn(failed)))
	}
}

// mayGoOn reports whether a sweep that ended with an error can be continued: it was ended, it lost its
// workers or their tasks, or others that came in their place do not have its rows.
func mayGoOn(failed error) bool {
	return errors.Is(failed, context.Canceled) || errors.Is(failed, record.ErrTime) ||
		errors.Is(failed, remote.ErrServerGone) || errors.Is(failed, remote.ErrAcknowledged) || errors.Is(failed, remote.ErrAlone) ||
		errors.As(failed, new(*remote.FewWorkersError)) || errors.As(failed, new(*remote.RowsError)) || errors.As(failed, new(*harness.LostError))
}

// kept returns a sentence about where the runs of a sweep are and what to type next: the
// command that continues the sweep where it may be continued, else the one that shows it.
// runs is the subject of the sentence. A sweep without a timed run has nothing to show but
// what stopped it.
func kept(w *results.Writer, runs string, mayGoOn bool) string {
	path := w.Path()
	switch none := !slices.ContainsFunc(w.File().Runs, func(r harness.Run) bool { return r.Counts() }); {
	case none && mayGoOn:
		return fmt.Sprintf("No run was finished: %s makes the runs", resumption(&w.File().Header, path))
	case none:
		return fmt.Sprintf("No run was finished; what stopped the sweep is kept in %s", path)
	case mayGoOn:
		return fmt.Sprintf("%s are in %s: %s continues the sweep", runs, path, resumption(&w.File().Header, path))
	}
	return fmt.Sprintf("%s are in %s: harness report %s", runs, path, wording.ShellWord(path))
}

// storeRows writes the result rows of a sweep, once, and records how long that took. before
// is the number of runs in the file when this process began. The rows are the answer of the
// last run, in the memory that the run wrote. If this process made no run, the rows are the
// reference's: goOn has compared its digest with that of the earlier processes.
func storeRows(ctx context.Context, s *prepare.Sweep, w *results.Writer, before int) error {
	path := s.Header.Request.Results
	if path == "" {
		return nil
	}
	own := s.Trials[0]
	job, rows := own.Job, own.Answer
	if len(w.File().Runs) == before || rows == nil { // nil: the last run was ended by the time limit
		rows = own.Reference.Answer
	}
	unanswered := results.UnansweredOf(job, rows, writers())
	start := time.Now()
	table := &harness.Table{Columns: job.Workload.Outputs, Values: rows}
	named := namedFor(job.Data, s.Header.Request.SafeCSV)
	synced, err := output.WriteFile(ctx, path, named, table, writers())
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx) // the file of the sweep has the runs that give the rows
	}
	if err != nil {
		if kept, failed := writeWhereRoom(ctx, besidePath(path), named, table); failed == nil {
			err = fmt.Errorf("%w\nAll %s are in %s", err, wording.Count(table.NumRows(), "row"), kept)
		}
		return fmt.Errorf("%w; once there is room in %s, type %s", err, filepath.Dir(path), resumption(&w.File().Header, w.Path()))
	}
	return w.Store(results.Stored{Wall: time.Since(start), Sync: &synced, Unanswered: unanswered})
}
