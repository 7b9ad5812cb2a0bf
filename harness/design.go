package harness

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// A Design is how often a sweep runs each N: Design[n] times in DesignBlocks blocks. The
// first WholeBlocks blocks hold every N at least once, so that each can be summed up. nil =
// every N once in each block. It holds for every trial of the sweep.
type Design map[int]int

// DesignBlocks is the number of blocks that a Design counts runs in; WholeBlocks is how many
// blocks at first hold every N.
const (
	DesignBlocks = 4
	WholeBlocks  = 5
)

// NewDesign returns the design with so many runs of each of the workers; nil for nil runs.
func NewDesign(workers, runs []int) Design {
	if runs == nil {
		return nil
	}
	d := Design{}
	for i, n := range workers {
		d[n] = runs[i]
	}
	return d
}

// Runs returns the runs of each of the workers; nil for nil.
func (d Design) Runs(workers []int) []int {
	if d == nil {
		return nil
	}
	runs := make([]int, len(workers))
	for i, n := range workers {
		runs[i] = d[n]
	}
	return runs
}

// Times returns how often a timed block, counted from 0, holds n. Where that is less than
// once, the N take turns.
func (d Design) Times(n, block int) int { return d.Between(n, block, block+1) }

// Between returns how often the timed blocks from one to before another hold n, together.
func (d Design) Between(n, from, to int) int {
	if d == nil {
		return max(0, to-from)
	}
	turn := bits.Len(uint(n)) % DesignBlocks
	before := func(block int) int { return (d[n]*block + turn) / DesignBlocks }
	times := 0
	for ; from < min(to, WholeBlocks); from++ {
		times += max(1, before(from+1)-before(from))
	}
	if from < to {
		times += before(to) - before(from)
	}
	return times
}

// designed returns the runs of a timed block in their order. Those that every block has are
// in balanced order, and the others at random between them.
func (s Sweep) designed(trials []Trial, block int) []plannedRun {
	var always, others []plannedRun
	for t := range trials {
		for _, n := range trials[t].Workers {
			for k := range s.Design.Times(n, block) {
				if k < s.Design[n]/DesignBlocks {
					always = append(always, plannedRun{trial: t, workers: n})
				} else {
					others = append(others, plannedRun{trial: t, workers: n})
				}
			}
		}
	}
	var planned []plannedRun
	for _, run := range balancedOrder(s.Seed, block, len(always)) {
		planned = append(planned, always[run])
	}
	r := rand.New(rand.NewPCG(s.Seed, ^uint64(block)))
	for _, run := range others {
		planned = slices.Insert(planned, r.IntN(len(planned)+1), run)
	}
	return planned
}
