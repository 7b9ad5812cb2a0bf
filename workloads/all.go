// Package workloads holds what can be done to the rows of a dataset. [All] is the
// table; each workload is one file, and a new one is one line more in the table.
package workloads

import (
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

	// New makes the workload for a dataset. The error is a *harness.FlagError
	// where an argument is wrong in itself, and a plain one, saying what to type,
	// where the data cannot serve. The workload keeps ds.
	New func(ds *harness.Dataset, args Args) (harness.Workload, error)
}

// All is the table of workloads, the default first.
var All = []Spec{ttestSpec, spinSpec, waitSpec}

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
