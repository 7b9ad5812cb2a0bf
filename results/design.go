package results

import (
	"fmt"
	"slices"

	"serialfraction/harness"
)

// maxDesign is the most runs of one N that a few blocks hold.
const maxDesign = 1 << 10

// BlockRuns returns the number of runs of a timed block, counted from 0, those of the control
// and the alternative included.
func (h *Header) BlockRuns(block int) int { return h.runsBetween(block, block+1) }

// RunsOf returns the number of timed runs of so many blocks.
func (h *Header) RunsOf(blocks int) int { return h.runsBetween(0, blocks) }

// runsBetween returns the number of runs of the timed blocks from one to before another.
func (h *Header) runsBetween(from, to int) int {
	runs, d := 0, harness.NewDesign(h.Workers, h.Design)
	for _, workers := range h.trials() {
		for _, n := range workers {
			runs += d.Between(n, from, to)
		}
	}
	return runs
}

// Places returns at how many N the trials of the sweep are run, together.
func (h *Header) Places() int { return len(slices.Concat(h.trials()...)) }

// trials returns the N of the sweep, of its control and of its alternative.
func (h *Header) trials() [][]int {
	all := [][]int{h.Workers, h.Control}
	if h.Alternative != nil {
		all = append(all, h.Alternative.Workers)
	}
	return all
}

// checkDesign returns an error unless there is no design, or one with a number of runs for
// each N of which one is in every block.
func checkDesign(design, workers []int) error {
	if design == nil {
		return nil
	}
	if len(design) != len(workers) {
		return fmt.Errorf("design has %d numbers for %d workers: it has one for each", len(design), len(workers))
	}
	for _, runs := range design {
		if runs < 0 || runs > maxDesign {
			return fmt.Errorf("design has %d runs: it must be from 0 to %d", runs, maxDesign)
		}
	}
	if slices.Max(design) < harness.DesignBlocks {
		return fmt.Errorf("design has no N in every block: one must have %d runs or more", harness.DesignBlocks)
	}
	return nil
}
