package curves

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Sweep is what the analysis of a sweep knows of its runs and no other source tells.
// It makes a fit of the wall times alone say the same S of the same N.
type Sweep struct {
	Beyond   map[float64]string // why the workers of an N did not run at once: the flag of its point
	CPUs     float64            // that N workers may use; 0 = unbounded or unknown
	Share    float64            // of a CPU that a worker uses; 0 = not known
	Punctual []fit.Reading      // the readings without what late timers added; nil where none was late
	Room     advice.Room        // how many workers run at once, and how to have more
}

// beyond says in the words of a flag why n workers must take turns on the CPUs, or
// nothing. CPUs that the caller names go before what a sweep says of its runs.
func (y *seriesFit) beyond(n float64) string {
	switch {
	case y.CPUs == 0 && y.Sweep != nil:
		return y.Sweep.Beyond[n]
	case y.CPUs > 0 && n > y.CPUs:
		return flagOversubscribed
	}
	return ""
}

// has is how many CPUs the workers may use; 0 = unbounded or unknown.
func (y *seriesFit) has() float64 {
	if y.CPUs == 0 && y.Sweep != nil {
		return y.Sweep.CPUs
	}
	return y.CPUs
}

// room is what N may be asked for: within the CPUs that the caller names, or else those
// of the sweep.
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

// tooFew says why the readings that ran at once cannot be fitted; nil where they may be.
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

// full is how many workers keep all CPUs busy; 0 = no number does, or it is not known.
func (y *seriesFit) full() float64 {
	if y.CPUs == 0 && y.Sweep != nil {
		if full := y.Sweep.CPUs / y.Sweep.Share; !math.IsInf(full, 1) && !math.IsNaN(full) {
			return full
		}
		return 0
	}
	return y.CPUs
}

// fitted returns those of the readings that ran at once.
func (y *seriesFit) fitted(rs []fit.Reading) []fit.Reading {
	takesTurns := func(r fit.Reading) bool { return y.beyond(r.Load) != "" }
	if !slices.ContainsFunc(rs, takesTurns) {
		return rs
	}
	return slices.DeleteFunc(slices.Clone(rs), takesTurns)
}

// punctual returns the fitted readings without what late timers added.
func (y *seriesFit) punctual() []fit.Reading {
	if y.Sweep == nil || y.Weak {
		return nil
	}
	return y.fitted(y.Sweep.Punctual)
}

// leftOut says which N are not fitted, and why.
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
