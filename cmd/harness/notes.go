package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// printNotes prints the notes of a workload on its runs as warnings.
func printNotes(c *cli.Context, w harness.Workload) {
	if w.Notes == nil || c.Bool("quiet") {
		return
	}
	for _, note := range w.Notes() {
		fmt.Fprintf(c.App.ErrWriter, "warning: %s\n", note)
	}
}

// withAdvice adds to an error what to do about a program whose answers differ from run to
// run. It returns any other error as it is.
func withAdvice(failed error, w harness.Workload) error {
	if w.NewWorker == nil || !errors.As(failed, new(*harness.AnswerError)) {
		return failed
	}
	return fmt.Errorf("%w: if the program draws random numbers, let it seed them by the row's id, and let no row's answer depend on the rows before it", failed)
}
