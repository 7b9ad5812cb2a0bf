package fit

import (
	"math"
	"math/rand/v2"
)

// An ownTrial is one kind of sweep, of which only the seconds of the program are simulated.
// T1 is 1 s on a machine that takes nothing.
type ownTrial struct {
	serial, kappa float64
	begin         float64 // overhead at N = 1
	cv            float64 // of the overhead; that of the work is 1 %
	most, repeats int
	loaded        bool // half of the runs have four times the noise in their overhead
}

func (k ownTrial) runs(r *rand.Rand) []SplitRun {
	var runs []SplitRun
	for range k.repeats {
		for n := 1; n <= k.most; n *= 2 {
			cv := k.cv
			if k.loaded && r.IntN(2) == 0 {
				cv *= 4
			}
			w := float64(n)
			p := k.begin/w + k.serial*(w-1)/w + k.kappa*(w-1)
			run := SplitRun{Workers: n, Overhead: p * max(0, 1+cv*r.NormFloat64())}
			if n == 1 {
				run.Work = (1 - k.begin) * math.Exp(0.01*r.NormFloat64())
			}
			runs = append(runs, run)
		}
	}
	return runs
}
