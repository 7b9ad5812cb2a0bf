package prepare

import (
	"maps"
	"strings"

	"serialfraction/results"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Args returns the settings of a request as a header has them. Each setting of the workload
// is one text, with several values on lines of their own; one that was not set has its
// default. Args decide whether two sweeps are of the same work, so folders that the runs
// write to are left out. The work itself is made from the request.
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

// withDefaults returns the settings of a header, with defaults for settings that did not
// exist yet when it was made: the default of a new setting keeps the former behaviour. It
// leaves out the folders that the runs wrote to, which older headers have.
func withDefaults(workload string, args map[string]string) map[string]string {
	full := Args(results.Request{Workload: workload})
	maps.Copy(full, args)
	return unwritten(workload, full)
}

// unwritten deletes the settings from the given map that name a folder which the runs write
// to and which must be empty before.
func unwritten[V any](workload string, settings map[string]V) map[string]V {
	for _, p := range params(workload) {
		if p.Fresh {
			delete(settings, p.Name)
		}
	}
	return settings
}

// params returns the settings that a workload has; nil if there is no such workload.
func params(workload string) []spec.Param {
	found, err := workloads.Lookup(workload)
	if err != nil {
		return nil
	}
	return found.Params
}
