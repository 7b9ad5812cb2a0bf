package spec

import (
	"context"

	"serialfraction/harness"
)

// A Workload is one workload before it has met its data.
type Workload struct {
	Name    string
	Summary string
	Bound   string  // what limits it: "CPU", "CPU and memory bandwidth", "waiting"
	Data    string  // the --data that it is timed on by default
	Params  []Param // its flags
	Example string  // what may stand behind its name on a command line: settings, or a program

	// Exactly one of the three is not nil. Their errors are *harness.FlagError
	// where an argument is wrong in itself, and plain ones, saying what to type,
	// where the data cannot serve.

	// New makes the workload for a dataset, which it keeps.
	New func(ds *harness.Dataset, args Args) (harness.Workload, error)

	// Script makes the workload of a program that answers rows, which it tries on the
	// first of them; that ends with ctx.
	Script func(ctx context.Context, ds *harness.Dataset, args Args, argv []string) (harness.Workload, error)

	// Program makes the engine of a program that is timed whole: it has no rows.
	Program func(args Args, argv []string) (harness.Engine, error)
}

// TakesCommand reports whether the workload is a program of the user's.
func (w Workload) TakesCommand() bool { return w.Script != nil || w.Program != nil }
