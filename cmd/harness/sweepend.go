package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
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
