package prepare

import (
	"maps"
	"strings"

	"serialfraction/results"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Args are the settings of a request as the header has them: each of its workload as
// one text, of several values line by line, and that left to the workload by its default.
// They tell whether two sweeps are of the same work, of which the folders are no part that
// the runs write to; the work itself is made from the request.
func Args(r results.Request) map[string]string {
	args := map[string]string{}
	for _, p := range params(r.Workload) {
		args[p.Name] = p.Default
	}
	for name, values := range r.Settings {
		args[name] = strings.Join(values, "\n")
	}
	return unwritten(r.Workload, args)
}

// withDefaults returns settings of a header with the defaults of those that there were
// not yet when it was made: a new setting does by default what was done without it. Older
// headers have the folders that the runs wrote to: these are left out.
func withDefaults(workload string, args map[string]string) map[string]string {
	full := Args(results.Request{Workload: workload})
	maps.Copy(full, args)
	return unwritten(workload, full)
}

// unwritten takes the settings out of a map of the caller's that name a folder which the
// runs write to and which must be empty before.
func unwritten[V any](workload string, settings map[string]V) map[string]V {
	for _, p := range params(workload) {
		if p.Fresh {
			delete(settings, p.Name)
		}
	}
	return settings
}

// params are the settings that a workload has; nil where there is no such workload.
func params(workload string) []spec.Param {
	found, err := workloads.Lookup(workload)
	if err != nil {
		return nil
	}
	return found.Params
}
