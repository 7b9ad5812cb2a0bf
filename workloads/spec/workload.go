package spec

import (
	"context"

	"serialfraction/harness"
)

// A Workload is a workload before it has its data.
type Workload struct {
	Name    string
	Summary string
	Bound   string  // what limits its speed: "CPU", "CPU and memory bandwidth", "waiting"
	Data    Data    // the default of --data
	Params  []Param // its flags
	Example string  // an example of what follows its name on a command line: settings, or a program

	// Takes returns what the workload has in memory beside its rows; nil = not known before it
	// is made. Settings that New refuses may have any result.
	Takes func(args Args, rows Rows) Memory

	// Texts reports whether the workload reads columns of text beside the numbers of a row; nil =
	// never.
	Texts func(args Args) bool

	// File returns the path of the script that Call loads, "" where the settings name none; nil where
	// Call is.
	File func(args Args) string

	// Exactly one of the four is not nil. The error is a *harness.FlagError where an
	// argument is wrong in itself, and another error, which explains what to type, where
	// the data does not fit.

	// New makes the workload for a dataset and keeps the dataset.
	New func(ds *harness.Dataset, args Args) (harness.Workload, error)

	// Script makes the workload of a program that answers rows. It tries the program on the
	// first rows; the trial ends when ctx does. Where so many workers of this process do the
	// rows once, their processes may begin with the trial; 0 = the rows are done more often, or elsewhere.
	Script func(ctx context.Context, ds *harness.Dataset, args Args, argv []string, once int) (harness.Workload, error)

	// Call makes the workload of a function in a script of the user's, which processes call for
	// each row. It tries the function on the first rows, as Script does. It asks for the rows once it has begun
	// what needs none, and returns an error of theirs as it is.
	Call func(ctx context.Context, rows Load, args Args, once int) (harness.Workload, error)

	// Program makes the engine of a program that is timed as a whole and has no rows.
	Program func(args Args, argv []string) (harness.Engine, error)
}

// A Load returns the rows of a workload, which may take some seconds.
type Load func(ctx context.Context) (*harness.Dataset, error)

// TakesCommand reports whether the workload is a program of the user's, which ends the command line.
func (w Workload) TakesCommand() bool { return w.Script != nil || w.Program != nil }

// Processes reports whether processes answer the rows, by code of the user's that reads the ids of rows.
func (w Workload) Processes() bool { return w.Script != nil || w.Call != nil }

// ReadsTexts reports whether the workload reads columns of text with these settings.
func (w Workload) ReadsTexts(args Args) bool { return w.Texts != nil && w.Texts(args) }
