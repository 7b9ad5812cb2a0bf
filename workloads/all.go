package workloads

import (
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/workloads/command"
	"serialfraction/workloads/invert"
	"serialfraction/workloads/permtest"
	"serialfraction/workloads/pipe"
	"serialfraction/workloads/planted"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/trend"
	"serialfraction/workloads/ttest"
)

// All is the table of workloads, the default first.
var All = []spec.Workload{
	ttest.Spec,
	invert.Spec,
	trend.Spec,
	permtest.Spec,
	planted.Spin,
	planted.Wait,
	planted.Stream,
	command.Spec,
	pipe.Spec,
	pipe.Python,
	pipe.R,
}

// Lookup returns the workload of that name. The error is a *harness.FlagError
// that lists the names.
func Lookup(name string) (spec.Workload, error) {
	i := slices.IndexFunc(All, func(s spec.Workload) bool { return s.Name == name })
	if i < 0 {
		var names []string
		for _, s := range All {
			names = append(names, s.Name)
		}
		return spec.Workload{}, &harness.FlagError{Flag: "workload", Value: name,
			Want: "type one of " + strings.Join(names, ", ")}
	}
	return All[i], nil
}

// Having returns the names of the workloads that have a setting.
func Having(setting string) (names []string) {
	for _, s := range All {
		if slices.ContainsFunc(s.Params, func(p spec.Param) bool { return p.Name == setting }) {
			names = append(names, s.Name)
		}
	}
	return names
}
