package webpage

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A law is a curve of a sweep that a chart can show.
type law struct {
	ID     string // of the model
	Title  string // in words: "Amdahl's law"
	Serial string // what it makes of S; "" = it has none
	Note   string // why it was chosen, or was not
	knots  []knot // ascending in N
}

// A knot is a law at an N: how many times faster it is than one worker.
type knot struct {
	n       float64
	speedup fit.Interval
}

// lawTitles are the names of laws for people.
var lawTitles = map[string]string{
	fit.AmdahlLaw.Name: "Amdahl’s law", fit.USL.Name: "USL: overhead grows with N", fit.Capped.Name: "Amdahl’s law with a knee",
	fit.Saturation.Name: "Saturation: a knee", fit.LinearOverhead.Name: "Overhead for each worker", "log-overhead": "Overhead that grows with log N",
}

// mostLaws is how many laws the page offers.
const mostLaws = 3

// lawsOf returns the laws that were fitted to a sweep: first the one that S is read from. nil where none
// was.
func lawsOf(a *analysis.Report) []law {
	if len(a.Curve) == 0 || a.Choice == nil {
		return nil
	}
	read := law{ID: a.SerialFractionModel, Serial: serialWords(*a.SerialFraction), Note: "S is read from this law."}
	for _, c := range a.Curve {
		read.knots = append(read.knots, knot{c.Workers, c.Speedup})
	}
	for _, p := range a.Points {
		if p.FittedSpeedup != nil && !slices.ContainsFunc(read.knots, func(k knot) bool { return k.n == float64(p.Workers) }) {
			read.knots = append(read.knots, knot{float64(p.Workers), *p.FittedSpeedup})
		}
	}
	read.knots = slices.DeleteFunc(read.knots, endless)
	slices.SortFunc(read.knots, func(a, b knot) int { return cmp.Compare(a.n, b.n) })
	laws := []law{read}
	for _, c := range a.Choice.Candidates {
		if c.Curve == nil || c.Model == read.ID || len(laws) == mostLaws || !slices.Contains(offered, c.Model) {
			continue
		}
		other := law{ID: c.Model, Note: candidateNote(c, a.ChosenModel)}
		if len(c.Curve.Params) > 1 && (c.Model == fit.AmdahlLaw.Name || c.Model == fit.USL.Name || c.Model == fit.Capped.Name) {
			other.Serial = serialWords(c.Curve.Params[1].Estimate)
		}
		for _, k := range read.knots {
			s := fit.Interval{Value: 1, Lo: 1, Hi: 1}
			if k.n > 1 {
				s = c.Curve.Speedup(k.n)
			}
			other.knots = append(other.knots, knot{k.n, s})
		}
		other.knots = slices.DeleteFunc(other.knots, endless)
		laws = append(laws, other)
	}
	for i := range laws {
		laws[i].Title = cmp.Or(lawTitles[laws[i].ID], laws[i].ID)
	}
	return laws
}

// endless reports whether a law has no speed-up at a knot: one with an S below 0 leaves no time from some N on.
func endless(k knot) bool { return !number.Finite(k.speedup.Value) || k.speedup.Value <= 0 }

// offered are the laws that a reader may want beside the one that S is read from.
var offered = []string{fit.AmdahlLaw.Name, fit.USL.Name, fit.Capped.Name, fit.Saturation.Name}

// candidateNote says why a law is not the one that S is read from.
func candidateNote(c fit.Candidate, chosen string) string {
	switch {
	case c.Model == chosen:
		return "This law describes the times; S is read from another."
	case c.Reason != "":
		return "Not chosen: " + sentence(shown(c.Reason)) + "."
	}
	return "Not chosen: it explains these runs no better."
}

// parts returns the knots up to the largest N that was fitted, and those from there to an N at most.
func (l *law) parts(fitted, most float64) (near, far []knot) {
	for _, k := range l.knots {
		if k.n > most*1.0001 {
			break
		}
		if k.n <= fitted {
			near = append(near, k)
		}
		if k.n >= fitted*0.9999 {
			far = append(far, k)
		}
	}
	return near, far
}

// at returns the law at an N that is one of its knots.
func (l *law) at(n int) (fit.Interval, bool) {
	i := slices.IndexFunc(l.knots, func(k knot) bool { return math.Abs(k.n-float64(n)) < 1e-9 })
	if i < 0 {
		return fit.Interval{}, false
	}
	return l.knots[i].speedup, true
}

func serialWords(s fit.Interval) string { return "S " + typeset(number.Serial(s)) }
