// Package workloads holds what can be done to the rows of a dataset. [All] is the
// table; each workload is one file, and a new one is one line more in the table.
package workloads

import (
	"context"
	"slices"
	"strings"

	"serialfraction/harness"
)

// A Spec is one workload before it has met its data.
type Spec struct {
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
func (s Spec) TakesCommand() bool { return s.Script != nil || s.Program != nil }

// All is the table of workloads, the default first.
var All = []Spec{ttestSpec, invertSpec, trendSpec, permtestSpec, spinSpec, waitSpec, streamSpec, commandSpec, pipeSpec}

// Lookup returns the workload of that name. The error is a *harness.FlagError
// that lists the names.
func Lookup(name string) (Spec, error) {
	i := slices.IndexFunc(All, func(s Spec) bool { return s.Name == name })
	if i < 0 {
		var names []string
		for _, s := range All {
			names = append(names, s.Name)
		}
		return Spec{}, &harness.FlagError{Flag: "workload", Value: name,
			Want: "no such workload; there are " + strings.Join(names, ", ")}
	}
	return All[i], nil
}

// Having returns the names of the workloads that have a setting.
func Having(setting string) (names []string) {
	for _, s := range All {
		if slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == setting }) {
			names = append(names, s.Name)
		}
	}
	return names
}
