package chart

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A Chart is a figure without a form. All its numbers are finite, and on an axis of equal factors above 0.
type Chart struct {
	Name    string // of the kind of figure: "speed-up"
	Says    string // what it shows, in a sentence
	Caption string // what the lines and marks are

	X, Y   Axis
	Areas  []Area // they lie below all else
	Lines  []Line
	Series []Series // at most [MostSeries]
	Beside bool     // marks of several series at one x stand beside each other
}

// MostSeries is how many series have a colour and a sign that tell them apart.
const MostSeries = 4

// None is the series of what belongs to none, and is grey.
const None = -1

// An XY is a place, in the units of the axes.
type XY struct{ X, Y float64 }

// An Area is what is filled between its corners.
type Area struct {
	Series int // whose interval or amount it is, or [None]
	Edge   []XY
	Amount bool // it is an amount of its series, which lies on those before it, and no interval
}

// A Line is a curve from left to right.
type Line struct {
	Name   string // written at its right end; "" = it has none
	Kind   Kind
	Series int // it belongs to, or [None]
	Points []XY
}

// End returns the last point of the line that an axis of y has; false where there is none.
func (l Line) End(y Axis) (XY, bool) {
	for i := len(l.Points) - 1; i >= 0; i-- {
		if at := l.Points[i]; at.Y >= y.Lo*(1-1e-9) && at.Y <= y.Hi*(1+1e-9) {
			return at, true
		}
	}
	return XY{}, false
}

// A Kind of line.
type Kind int

// The kinds.
const (
	Law    Kind = iota // what a law gives where it was measured
	Beyond             // what it gives beyond
	Ideal              // what nothing lost would give
	Bound              // a limit or a target
	Other              // a curve to compare with
)

// A Series is what was measured of one job, or what one of several ways forecasts.
type Series struct {
	Name  string // for the key, which is drawn where there are several
	Marks []Mark
}

// Keyed reports whether the series need a key: there are several, or there are lines of something else.
func (c Chart) Keyed() bool {
	return len(c.Series) > 1 || len(c.Series) == 1 && slices.ContainsFunc(c.Lines, func(l Line) bool { return l.Kind == Other })
}

// A Mark is a value with its interval.
type Mark struct {
	X      float64
	Y      fit.Interval
	Hollow bool   // no law was fitted to it, or it cannot be told
	Text   string // written beside it; "" = nothing
	Tip    string // what it is, in words
}

// cut leaves out what has no place on the axes, and cuts the intervals of marks: an end that there is not is beyond
// the axis, and an interval without both ends is none.
func (c Chart) cut() Chart {
	placed := func(p XY) bool { return c.X.has(p.X) && c.Y.has(p.Y) }
	for i, l := range c.Lines {
		c.Lines[i].Points = slices.DeleteFunc(l.Points, func(p XY) bool { return !placed(p) })
	}
	all := make([]Series, len(c.Series))
	for i, s := range c.Series {
		all[i].Name = s.Name
		for _, m := range s.Marks {
			if !number.Finite(m.Y.Lo) && !number.Finite(m.Y.Hi) {
				m.Y.Lo, m.Y.Hi = m.Y.Value, m.Y.Value
			}
			m.Y.Lo, m.Y.Hi = c.Y.inside(m.Y.Lo), c.Y.inside(m.Y.Hi)
			if placed(XY{m.X, m.Y.Value}) {
				all[i].Marks = append(all[i].Marks, m)
			}
		}
	}
	c.Series = all
	return c
}

// Shows reports whether a series has something in the chart: a mark, or an amount.
func (c Chart) Shows(series int) bool {
	return len(c.Series[series].Marks) > 0 || slices.ContainsFunc(c.Areas, func(a Area) bool { return a.Amount && a.Series == series })
}

// Empty reports whether the chart has nothing to show.
func (c Chart) Empty() bool {
	for i := range c.Series {
		if c.Shows(i) {
			return false
		}
	}
	return len(c.Lines) == 0
}

// a course is a quantity against another, with its interval: what a law gives.
type course struct {
	x  []float64
	at []fit.Interval
}

func (c *course) add(x float64, at fit.Interval) {
	if number.Finite(x) && number.Finite(at.Value) {
		c.x, c.at = append(c.x, x), append(c.at, at)
	}
}

// law adds a course as the line of a series, whole up to last and as another kind beyond, with the area of its
// interval inside the axis of y.
func (c *Chart) law(series int, name string, of course, last float64) {
	near, far := Line{Kind: Law, Series: series}, Line{Kind: Beyond, Series: series}
	var there, back []XY
	for i, x := range of.x {
		p := XY{x, of.at[i].Value}
		if x <= last*(1+1e-9) {
			near.Points, far.Points = append(near.Points, p), []XY{p}
		} else {
			far.Points = append(far.Points, p)
		}
		there, back = append(there, XY{x, c.Y.inside(of.at[i].Hi)}), append(back, XY{x, c.Y.inside(of.at[i].Lo)})
	}
	if len(there) < 2 {
		return
	}
	for i := range back {
		there = append(there, back[len(back)-1-i])
	}
	c.Areas = append(c.Areas, Area{Series: series, Edge: there})
	if len(far.Points) < 2 {
		near.Name = name
		c.Lines = append(c.Lines, near)
		return
	}
	far.Name = name
	c.Lines = append(c.Lines, near, far)
}
