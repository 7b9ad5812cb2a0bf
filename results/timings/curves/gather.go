package curves

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// The concurrency of a steady state differs in every reading. Above mostLoads different N
// the readings are gathered into groups of neighbours, because every N is a point of the
// fit and a search for a bend visits them all.
const (
	mostLoads = 2000
	groups    = 300
)

// gather returns the sorted readings with N replaced by the geometric mean of its group,
// and the fact for a warning; readings with few N are returned unchanged. N = 1 is a group
// of its own. Within a group a law is nearly straight, so that the mean stands for it.
func gather(rs []fit.Reading) ([]fit.Reading, *advice.Groups) {
	loads := 0
	for i, r := range rs {
		if i == 0 || r.Load != rs[i-1].Load {
			loads++
		}
	}
	if loads <= mostLoads {
		return rs, nil
	}
	out := make([]fit.Reading, 0, len(rs))
	size := (len(rs) + groups - 1) / groups
	for start := 0; start < len(rs); {
		end := start + 1
		for end < len(rs) && (end-start < size || rs[end].Load == rs[end-1].Load) && (rs[start].Load == 1) == (rs[end].Load == 1) {
			end++
		}
		sum := 0.0
		for _, r := range rs[start:end] {
			sum += math.Log(r.Load)
		}
		n := math.Exp(sum / float64(end-start))
		if rs[start].Load == rs[end-1].Load {
			n = rs[start].Load
		}
		for _, r := range rs[start:end] {
			out = append(out, fit.Reading{Load: n, Seconds: r.Seconds})
		}
		start = end
	}
	return sorted(out), &advice.Groups{Loads: loads, Size: size}
}
