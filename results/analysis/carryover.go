package analysis

import (
	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// dependLevel is the p-value below which runs are taken to depend on the run before, or on
// their block: by chance one sweep in a hundred does the former, and about two the latter.
const dependLevel = 0.01

// carryOver warns where a run's time depends on the N of the run before it.
func (s *study) carryOver() []advice.Fact {
	before := runBefore(s.file)
	fitted := make([]int, len(s.fitted.runs))
	for i, e := range s.fitted.runs {
		fitted[i] = before[place{e.Block, e.Order}]
	}
	c := fit.CarryOverOf(s.fitted.obs, fitted)
	if c == nil || c.P >= dependLevel {
		return nil
	}
	own := 0
	for i, r := range s.fitted.obs {
		if fitted[i] == c.Workers && r.Workers == c.Workers {
			own++
		}
	}
	return []advice.Fact{advice.CarriedOver{Workers: c.Workers, Runs: c.Runs, Own: own, Loads: len(s.fit.Workers), Share: c.Share, P: c.P}}
}

// A place is that of a timed run in a sweep.
type place struct{ block, order int }

// runBefore returns the N of the run before each timed run, of whatever engine and of the
// warm-up too; 0 where it is the first of all, or the block before is not in the file that is held.
func runBefore(f *results.File) map[place]int {
	before := map[place]int{}
	last, block := 0, -1
	for _, r := range f.Runs {
		if f.Left.Runs > 0 && r.Order == 0 && r.Block > 0 && block != r.Block-1 {
			last = 0
		}
		if r.Counts() {
			before[place{r.Block, r.Order}] = last
			block = r.Block
		}
		last = r.Workers
	}
	return before
}
