//go:build !amd64

package studentt

import "serialfraction/workloads/vector"

// Central sets p to what TwoSided returns for t and df within the central range: df from 20 on
// and t not too large. Elsewhere it sets p to Outside. t and df have the length of p.
func Central(_ vector.Set, p, t, df []float64) { centralGo(p, t, df) }
