package fit

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
)

// A Reading is one measurement of a system at a load: a timed run at a number of
// workers, or a steady state at a concurrency that need not be whole. A throughput X
// is a time per piece of work, 1/X; a speed-up s is a time of 1/s.
type Reading struct {
	Load    float64 // N, above 0 and finite
	Seconds float64 // above 0 and finite
}

// Readings turns timed runs into readings.
func Readings(obs []Observation) []Reading {
	rs := make([]Reading, len(obs))
	for i, o := range obs {
		rs[i] = Reading{float64(o.Workers), o.Seconds}
	}
	return rs
}

// Readings beyond these bounds come from a wrong unit or column, and their squares
// overflow.
const (
	mostLoad    = 1e9
	mostSeconds = 1e30
)

func checkReadings(rs []Reading, level float64) error {
	if err := checkLevel(level); err != nil {
		return err
	}
	if len(rs) == 0 {
		return noRuns()
	}
	for i, r := range rs {
		if !(r.Load > 0) || math.IsInf(r.Load, 1) {
			return fmt.Errorf("row %d is at N = %v: N is above 0 and finite, correct or remove the row", i+1, r.Load)
		}
		if !(r.Seconds > 0) || math.IsInf(r.Seconds, 1) {
			return fmt.Errorf("row %d (N = %g) has a time of %v s: a time is above 0 and finite, correct or remove the row", i+1, r.Load, r.Seconds)
		}
		if r.Load < 1/mostLoad || r.Load > mostLoad || r.Seconds < 1/mostSeconds || r.Seconds > mostSeconds {
			return fmt.Errorf("row %d (N = %g, %g s) is out of range: check its unit, or correct or remove the row", i+1, r.Load, r.Seconds)
		}
	}
	return nil
}

// A group holds the readings at one N in the order of their times.
type group struct {
	load    float64
	index   []int     // indices into the readings
	seconds []float64 // parallel to index, ascending
}

type indexed struct {
	index   int
	seconds float64
}

// groupByLoad returns the groups in ascending N.
func groupByLoad(rs []Reading) []group {
	indexOf := make(map[float64]int)
	var byN [][]indexed
	for i, r := range rs {
		at, ok := indexOf[r.Load]
		if !ok {
			at = len(byN)
			indexOf[r.Load] = at
			byN = append(byN, make([]indexed, 0, 16))
		}
		byN[at] = append(byN[at], indexed{i, r.Seconds})
	}
	groups := make([]group, 0, len(byN))
	for _, n := range slices.Sorted(maps.Keys(indexOf)) {
		same := byN[indexOf[n]]
		slices.SortFunc(same, func(a, b indexed) int { return cmp.Compare(a.seconds, b.seconds) })
		g := group{load: n, index: make([]int, len(same)), seconds: make([]float64, len(same))}
		for i, r := range same {
			g.index[i], g.seconds[i] = r.index, r.seconds
		}
		groups = append(groups, g)
	}
	return groups
}

// transformed returns f of each time, ascending if f ascends.
func (g group) transformed(f func(float64) float64) []float64 {
	y := make([]float64, len(g.seconds))
	for i, s := range g.seconds {
		y[i] = f(s)
	}
	return y
}
