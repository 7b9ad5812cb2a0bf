package analysis

import (
	"cmp"
	"slices"
)

// Near is the share by which a run at the N recommended may take longer than at the
// fastest N.
const Near = 0.05

// A Recommendation is the number of workers to use, by the times of a sweep.
type Recommendation struct {
	Workers int // the least N whose time is near that of the fastest
	Fastest int // the N with the shortest time
}

// Foretells reports whether S serves a forecast of other N: it is known, and not that of other
// work on the machine.
func (a *Report) Foretells() bool { return a.WithoutUnknown != NoS && a.WithoutUnknown != OtherWork }

// Recommended returns the number of workers to use; ok is false where fewer than two N
// were timed. Every N counts, also one beyond the CPUs: its time was measured.
func (a *Report) Recommended() (r Recommendation, ok bool) {
	if len(a.Points) < 2 {
		return r, false
	}
	fastest := slices.MinFunc(a.Points, func(a, b Point) int { return cmp.Compare(a.Seconds.Value, b.Seconds.Value) })
	near := slices.IndexFunc(a.Points, func(p Point) bool { return p.Seconds.Value <= (1+Near)*fastest.Seconds.Value })
	if near < 0 {
		return r, false // a time that is no number
	}
	return Recommendation{a.Points[near].Workers, fastest.Workers}, true
}
