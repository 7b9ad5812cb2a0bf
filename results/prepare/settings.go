package prepare

import (
	"maps"
	"strings"

	"serialfraction/results"
	"serialfraction/workloads"
)

// Args are the settings of a request as the header has them: each of its workload as
// one text, of several values line by line, and that left to the workload by its default.
// They tell whether two sweeps are of the same work; the work itself is made from the
// request.
func Args(r results.Request) map[string]string {
	args := map[string]string{}
	if spec, err := workloads.Lookup(r.Workload); err == nil {
		for _, p := range spec.Params {
			args[p.Name] = p.Default
		}
	}
	for name, values := range r.Settings {
		args[name] = strings.Join(values, "\n")
	}
	return args
}

// withDefaults returns settings of a header with the defaults of those that there were
// not yet when it was made: a new setting does by default what was done without it.
func withDefaults(workload string, args map[string]string) map[string]string {
	full := Args(results.Request{Workload: workload})
	maps.Copy(full, args)
	return full
}
