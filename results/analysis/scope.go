package analysis

import (
	"slices"

	"serialfraction/harness"
)

// Scope is the set of phases of a run that count as the job.
type Scope string

// The scopes, from the narrowest.
const (
	Steady   Scope = "steady"     // dispatch, kernel and imbalance, once the workers have started
	Compute  Scope = "compute"    // plus spawn
	Pipeline Scope = "pipeline"   // plus split and merge: the default
	EndToEnd Scope = "end-to-end" // plus load and store, where they were measured
)

// Scopes is the list of scopes, from the narrowest.
var Scopes = []Scope{Steady, Compute, Pipeline, EndToEnd}

// ParseScope returns the scope of that name. The error of an unknown name is a
// [*harness.FlagError].
func ParseScope(name string) (Scope, error) {
	if slices.Contains(Scopes, Scope(name)) {
		return Scope(name), nil
	}
	return "", &harness.FlagError{Flag: "scope", Value: name, Want: "type one of steady, compute, pipeline, end-to-end"}
}

// holds reports whether s includes the phases of a narrower scope.
func (s Scope) holds(narrower Scope) bool {
	return slices.Index(Scopes, narrower) <= slices.Index(Scopes, s)
}
