//go:build !amd64

package studentt

import "serialfraction/workloads/vector"

// Central sets p to what TwoSided returns for t and df, which have its length, where the
// series of the central range holds: df from 20 on and t not too far out. It is Outside
// elsewhere. Four at a time on v, to the same bits.
func Central(_ vector.Set, p, t, df []float64) { centralGo(p, t, df) }
