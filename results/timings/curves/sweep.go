package curves

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Sweep holds facts about the runs of a sweep that no other source has. With them a fit
// of the wall times alone finds the same S from the same N as the report of the sweep.
type Sweep struct {
	Beyond   map[float64]string    // N → flag: why its workers did not run at once
	CPUs     float64               // number that the workers may use; 0 = unbounded or unknown
	Share    float64               // share of a CPU that a worker uses; 0 = unknown
	Blocks   map[fit.Reading][]int // the block of each reading, several where they are equal
	Punctual []fit.Reading         // the readings without the delay of late timers; nil where none was late
	Room     advice.Room           // how many workers run at once, and how to have more

	Simulated bool // the times were computed from a law, on no machine
}

// beyond returns the flag why n workers must take turns on the CPUs, "" where they need
// not. CPUs that the caller gives override the facts of the sweep.
func (y *seriesFit) beyond(n float64) string {
	switch {
	case y.CPUs == 0 && y.Sweep != nil:
		return y.Sweep.Beyond[n]
	case y.CPUs > 0 && n > y.CPUs:
		return flagOversubscribed
	}
	return ""
}

// has returns the number of CPUs that the workers may use; 0 = unbounded or unknown.
func (y *seriesFit) has() float64 {
	if y.CPUs == 0 && y.Sweep != nil {
		return y.Sweep.CPUs
	}
	return y.CPUs
}

// room returns which N advice may request: those within the CPUs that the caller gives, or
// else within those of the sweep.
func (y *seriesFit) room() advice.Room {
	var r advice.Room
	if y.Sweep != nil {
		r = y.Sweep.Room
	}
	if y.CPUs > 0 {
		r.Fits = func(n int) bool { return float64(n) <= y.CPUs }
		r.More.CPUs, r.More.Given, r.More.Coordinator = y.CPUs, true, false
	}
	return r
}

// tooFew returns why the readings whose workers ran at once cannot be fitted; nil where
// they may be.
func (y *seriesFit) tooFew() advice.Fact {
	if y.Sweep != nil && y.CPUs == 0 {
		if within := loadsOf(y.within); len(within) < 2 {
			return y.room().TooFew(loadsOf(y.unit), within)
		}
	}
	if len(y.within) == 0 {
		return advice.AllAbove{CPUs: y.has()}
	}
	return nil
}

// loadsOf lists the N of readings of a sweep, which are whole and in ascending order.
func loadsOf(rs []fit.Reading) []int {
	var ns []int
	for _, r := range rs {
		ns = append(ns, int(r.Load))
	}
	return slices.Compact(ns)
}

// full returns the number of workers that keep all CPUs busy; 0 = no number does, or it is
// unknown.
func (y *seriesFit) full() float64 {
	if y.CPUs == 0 && y.Sweep != nil {
		if full := y.Sweep.CPUs / y.Sweep.Share; !math.IsInf(full, 1) && !math.IsNaN(full) {
			return full
		}
		return 0
	}
	return y.CPUs
}

// fitted returns the readings whose workers ran at once.
func (y *seriesFit) fitted(rs []fit.Reading) []fit.Reading {
	takesTurns := func(r fit.Reading) bool { return y.beyond(r.Load) != "" }
	if !slices.ContainsFunc(rs, takesTurns) {
		return rs
	}
	return slices.DeleteFunc(slices.Clone(rs), takesTurns)
}

// punctual returns the fitted readings without the delay of late timers.
func (y *seriesFit) punctual() []fit.Reading {
	if y.Sweep == nil || y.Weak {
		return nil
	}
	return y.fitted(y.Sweep.Punctual)
}

// leftOut lists the N that are not fitted, and why.
func (y *seriesFit) leftOut() *advice.Above {
	if y.CPUs > 0 || y.Sweep == nil {
		return &advice.Above{CPUs: y.CPUs}
	}
	out := &advice.Above{CPUs: y.Sweep.CPUs, Share: y.Sweep.Share}
	for i, r := range y.unit {
		why := y.beyond(r.Load)
		if why == "" || i > 0 && r.Load == y.unit[i-1].Load {
			continue
		}
		at := slices.IndexFunc(out.Left, func(l advice.Left) bool { return l.Why == why })
		if at < 0 {
			at, out.Left = len(out.Left), append(out.Left, advice.Left{Why: why})
		}
		out.Left[at].Workers = append(out.Left[at].Workers, r.Load)
	}
	return out
}

// blocks returns the block of each fitted reading; nil where there are none.
func (y *seriesFit) blocks() []int {
	if y.Sweep == nil || y.Weak || y.Sweep.Blocks == nil {
		return nil
	}
	taken := map[fit.Reading]int{}
	blocks := make([]int, len(y.within))
	for i, r := range y.within {
		equal := y.Sweep.Blocks[r]
		if taken[r] == len(equal) {
			return nil // no reading of the sweep
		}
		blocks[i] = equal[taken[r]]
		taken[r]++
	}
	return blocks
}
