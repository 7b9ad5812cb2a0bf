package analysis

import (
	"slices"

	"serialfraction/harness"
)

// Scope says which phases of a run count as the job.
type Scope string

// The scopes, from the narrowest.
const (
	Steady   Scope = "steady"     // dispatch, kernel, imbalance: workers that have started
	Compute  Scope = "compute"    // plus spawn
	Pipeline Scope = "pipeline"   // plus split and merge: the default
	EndToEnd Scope = "end-to-end" // plus load and store, where they were measured
)

// ParseScope returns the scope of that name; an unknown one is a
// [harness.FlagError].
func ParseScope(name string) (Scope, error) {
	switch s := Scope(name); s {
	case Steady, Compute, Pipeline, EndToEnd:
		return s, nil
	}
	return "", &harness.FlagError{Flag: "scope", Value: name, Want: "use steady, compute, pipeline or end-to-end"}
}

// holds reports whether what counts in the narrower scope counts in s.
func (s Scope) holds(narrower Scope) bool {
	order := []Scope{Steady, Compute, Pipeline, EndToEnd}
	return slices.Index(order, narrower) <= slices.Index(order, s)
}
