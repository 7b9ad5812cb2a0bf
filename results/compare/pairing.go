package compare

import (
	"slices"
	"time"

	"serialfraction/results/analysis"
)

// paired reports whether two sweeps were interleaved: on one machine, every block of
// one beside the same block of the other, all before the next of either, and with the
// same N in each. What disturbs a block then disturbs that of the other too.
func paired(a, b *sweep) bool {
	if !a.sameMachine(b) {
		return false
	}
	x, y := blocks(a.sample), blocks(b.sample)
	if len(x) < 2 || len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i].block != y[i].block || !slices.Equal(x[i].workers, y[i].workers) {
			return false
		}
		if i == 0 {
			continue
		}
		if before := later(x[i-1].last, y[i-1].last); x[i].first.Before(before) || y[i].first.Before(before) {
			return false
		}
	}
	return true
}

// A block is the runs of one block of a sweep: their N, and when the first and the last
// began.
type block struct {
	block       int
	workers     []int // of its runs, ascending
	first, last time.Time
}

// blocks returns the blocks of a sample, ascending.
func blocks(s *analysis.Sample) []block {
	at := map[int]*block{}
	var list []*block
	for i, n := range s.All.Blocks {
		start := s.All.Starts[i]
		b := at[n]
		if b == nil {
			b = &block{block: n, first: start, last: start}
			at[n], list = b, append(list, b)
		}
		b.workers = append(b.workers, s.All.Runs[i].Workers)
		if start.Before(b.first) {
			b.first = start
		}
		b.last = later(b.last, start)
	}
	out := make([]block, len(list))
	for i, b := range list {
		slices.Sort(b.workers)
		out[i] = *b
	}
	slices.SortFunc(out, func(a, b block) int { return a.block - b.block })
	return out
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
