package curves

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"serialfraction/fit"
)

// A Quantity is what was measured.
type Quantity string

// The quantities. A throughput X is read as a time 1/X per piece of work, a speed-up
// s as a time of 1/s.
const (
	Time       Quantity = "time"
	Throughput Quantity = "throughput"
	Speedup    Quantity = "speedup"
)

// A Series holds the measurements of one curve.
type Series struct {
	Name     string
	Source   string // where it comes from, in words: "bench.txt, go test"
	Quantity Quantity
	Unit     string // of the quantity, as the source names it
	Readings []fit.Reading
	Warnings []string
	Sure     bool   // the quantity is no guess from a name
	Grows    string // name of a column that is N times a constant; "" = there is none
	Sweep    *Sweep // nil where the readings are not of a sweep of this program
}

// check returns an error for numbers that are no measurements.
func (s Series) check() error {
	bad := func(i int, r fit.Reading, what string) error {
		return fmt.Errorf("%s: reading %d (N = %g) %s: correct or remove it", s.label(), i+1, r.Load, what)
	}
	for i, r := range s.Readings {
		switch {
		case !(r.Load > 0) || math.IsInf(r.Load, 1):
			return bad(i, r, "has an N that is not above 0 and finite")
		case !(r.Seconds > 0) || math.IsInf(r.Seconds, 1):
			return bad(i, r, fmt.Sprintf("has a time of %g s, which is not above 0 and finite", r.Seconds))
		}
	}
	return nil
}

func (s Series) label() string {
	if s.Name != "" {
		return s.Name
	}
	return cmp.Or(s.Source, "the data")
}

// perUnit returns the readings in ascending N and time, each the time of one unit of
// work, and whether N = 1 was added: a speed-up is 1 there by definition.
//
// A throughput or a speed-up is per unit of work already; a run of weak scaling does N
// units.
func (s Series) perUnit(weak bool) (rs []fit.Reading, added bool) {
	rs = slices.Clone(s.Readings)
	if weak && s.Quantity == Time {
		for i, r := range rs {
			rs[i].Seconds = r.Seconds / r.Load
		}
	}
	one := slices.ContainsFunc(rs, func(r fit.Reading) bool { return r.Load == 1 })
	if s.Quantity == Speedup && !one {
		rs, added = append(rs, fit.Reading{Load: 1, Seconds: 1}), true
	}
	return sorted(rs), added
}

// sorted returns readings in ascending N and time. It sorts times as plain numbers, N by
// N: for a million rows that takes a third of the time of comparing rows.
func sorted(rs []fit.Reading) []fit.Reading {
	times := map[float64][]float64{}
	for _, r := range rs {
		times[r.Load] = append(times[r.Load], r.Seconds)
	}
	out := make([]fit.Reading, 0, len(rs))
	for _, n := range slices.Sorted(maps.Keys(times)) {
		slices.Sort(times[n])
		for _, t := range times[n] {
			out = append(out, fit.Reading{Load: n, Seconds: t})
		}
	}
	return out
}

// wholeRuns turns times per unit of work into times of runs of weak scaling.
func wholeRuns(rs []fit.Reading) []fit.Reading {
	rs = slices.Clone(rs)
	for i, r := range rs {
		rs[i].Seconds = r.Seconds * r.Load
	}
	return rs
}
