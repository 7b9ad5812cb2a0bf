package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// Allocation returns the design of a sweep, for [results.Header.Design]: how often each of its N
// is run so that S is known soonest; nil = once in each block.
//
// Which N fit is known before the first run where each worker uses a CPU. What a program uses of
// a CPU, for it may wait, or have several threads, is only seen in its runs: where N may fit or
// not, all are run alike. Paced workers wait, and are taken to use hardly any CPU. Where the
// largest N do not fit after all, S is of the others, so none has fewer runs than alike.
func Allocation(h *results.Header) []int {
	c := capacityOf(h, false, nil)
	fitting := 0
	for _, n := range h.Workers {
		if c.fits(n) {
			fitting++
		}
	}
	if h.Processes() || h.WholePrograms() && fitting < len(h.Workers) {
		return nil
	}
	runs := fit.Allocate(h.Workers, fitting, harness.DesignBlocks)
	if fitting > 0 && c.paced && float64(h.Workers[fitting-1]) > c.cpus {
		for i := range runs {
			runs[i] = max(runs[i], harness.DesignBlocks)
		}
	}
	return runs
}
