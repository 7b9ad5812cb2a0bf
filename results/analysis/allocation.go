package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// Allocation returns the design of a sweep, for [results.Header.Design]: how often each of
// its N is run so that S is known soonest. Before the first run each worker is taken to use
// a CPU, unless it is paced.
func Allocation(h *results.Header) []int {
	c := capacityOf(h, false, nil)
	fitting := 0
	for _, n := range h.Workers {
		if c.fits(n) {
			fitting++
		}
	}
	return fit.Allocate(h.Workers, fitting, harness.DesignBlocks)
}
