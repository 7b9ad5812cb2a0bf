package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// printNotes prints the notes of a workload on its runs as warnings.
func printNotes(c *cli.Context, w harness.Workload) {
	if w.Notes != nil {
		warn(c, w.Notes())
	}
}

// warn prints notes as warnings, unless --quiet.
func warn(c *cli.Context, notes []string) {
	if c.Bool("quiet") {
		return
	}
	for _, note := range notes {
		fmt.Fprintf(c.App.ErrWriter, "warning: %s\n", note)
	}
}

// warnUnanswered warns of the rows of an answer that are without one, a line for each
// reason, also where nothing is to be told of the progress: such rows are in the results.
// So many workers look for them.
func warnUnanswered(c *cli.Context, job *harness.Job, answer []float64, workers int) {
	for _, u := range results.UnansweredOf(job, answer, workers) {
		fact := analysis.Unanswered(u, job.Data.NumRows())
		line := "warning: " + fact.Message()
		if fact.Setting != "" {
			line += fmt.Sprintf("; type --%s %s", fact.Setting, fact.Value)
		}
		fmt.Fprintln(c.App.ErrWriter, line)
	}
}

// withAdvice adds to an error what to do about a program or a function whose answers differ from
// run to run. It returns any other error as it is.
func withAdvice(failed error, w harness.Workload) error {
	if w.NewWorker == nil || !errors.As(failed, new(*harness.AnswerError)) {
		return failed
	}
	if _, called := paramOf(w.Name, "call"); called {
		return fmt.Errorf("%w: if the function draws random numbers, let it have a parameter seed, which is the row's number, and seed them by it; let no row's answer depend on the rows before it", failed)
	}
	return fmt.Errorf("%w: if the program draws random numbers, let it seed them by the row's id, and let no row's answer depend on the rows before it", failed)
}
