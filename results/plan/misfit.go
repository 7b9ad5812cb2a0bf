package plan

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A Misfit is a lack of fit: the points do not lie on the law, by more than their scatter. Then
// what was measured counts, and the law only says how it goes on. A point is the time at its N.
// Between two points the law is moved from the one to the other, and beyond the last as far as
// that one lies off; its interval reaches as far off as the points beside it, and beyond the last
// as far as any. Times are relative to the measured T(1), not to that of the law.
type Misfit struct {
	Source string  `json:"source"`
	Law    string  `json:"law"`
	At     float64 `json:"workers"`          // N of the point that lies farthest off
	Seen   float64 `json:"measured_speedup"` // there
	ByLaw  float64 `json:"speedup_by_law"`

	ns     []float64 // ascending, 1 first
	shares []fit.Interval
}

// offLaw returns a basis that has the points where its law has a lack of fit: its time on one
// worker is the measured one, nil where N = 1 was not measured.
func (b Basis) offLaw(one *fit.Interval, points []Measured) Basis {
	if b.choice == nil || !b.choice.Curve.Widened || len(points) == 0 {
		return b
	}
	if one != nil && b.Seconds != nil {
		b.Own = min(1, b.Own*b.Seconds.Value/one.Value) // the program's seconds stay
		b.Seconds = new(*one)
		if !finite(one.Lo) || !finite(one.Hi) { // one run
			b.Seconds.Lo, b.Seconds.Hi = one.Value, one.Value
		}
	}
	m := &Misfit{Source: b.Source, Law: b.Laws[0].Model, ns: []float64{1}, shares: []fit.Interval{{Value: 1, Lo: 1, Hi: 1}}}
	for _, p := range points {
		if _, fitted := slices.BinarySearch(b.Fitted, p.Workers); !fitted || p.Workers <= 1 {
			continue
		}
		share := p.Speedup.Reciprocal()
		m.ns, m.shares = append(m.ns, p.Workers), append(m.shares, share)
		byLaw := b.Laws[0].Share(p.Workers, 1).Reciprocal().Value
		if farther := math.Abs(math.Log(p.Speedup.Value / byLaw)); m.At == 0 || farther > math.Abs(math.Log(m.Seen/m.ByLaw)) {
			m.At, m.Seen, m.ByLaw = p.Workers, p.Speedup.Value, byLaw
		}
	}
	if m.At > 0 {
		b.Misfit = m
	}
	return b
}

// moved returns a law that goes through the points.
func (m *Misfit) moved(by law) law {
	off := make([]fit.Interval, len(m.ns)) // the time of each point over that of the law
	most := fit.Interval{Value: 1, Lo: 1, Hi: 1}
	for k, n := range m.ns {
		seen, t := m.shares[k], by.share(n, 1)
		if !(seen.Lo > 0) || !finite(seen.Hi) { // of one run: it scatters as the law does
			seen.Lo, seen.Hi = seen.Value*t.Lo/t.Value, seen.Value*t.Hi/t.Value
		}
		off[k] = times(seen, 1/t.Value)
		most = most.Hull(off[k])
	}
	at := func(n float64) fit.Interval {
		k, found := slices.BinarySearch(m.ns, n)
		switch {
		case found:
			return off[k]
		case k == len(off):
			return fit.Interval{Value: off[k-1].Value, Lo: most.Lo, Hi: most.Hi}
		}
		part := math.Log(n/m.ns[k-1]) / math.Log(m.ns[k]/m.ns[k-1])
		i := off[k-1].Hull(off[k])
		i.Value = math.Exp((1-part)*math.Log(off[k-1].Value) + part*math.Log(off[k].Value))
		return i
	}
	moved := by
	moved.uneven = m.ns[len(m.ns)-1]
	moved.share = func(n, kernel float64) fit.Interval {
		t, d := by.share(n, kernel), at(n)
		if _, found := slices.BinarySearch(m.ns, n); found && kernel == 1 {
			t.Lo, t.Hi = t.Value, t.Value // the point has an interval of its own
		}
		return fit.Interval{Value: t.Value * d.Value, Lo: t.Lo * d.Lo, Hi: t.Hi * d.Hi, Level: t.Level}
	}
	moved.with = func(s, n, kernel float64) float64 { return by.with(s, n, kernel) * at(n).Value }
	return moved
}

// String returns the lack of fit for people.
func (m *Misfit) String() string {
	return fmt.Sprintf("in %s the points do not lie on %s (at N = %s it gives %s, and %s was measured): at the N measured the points count, and beyond them, where it may not hold, the interval reaches as far off",
		m.Source, lawName(m.Law), number.Workers(m.At), number.Factor(m.ByLaw), number.Factor(m.Seen))
}
