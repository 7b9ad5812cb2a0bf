package fit

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Kind names what readings or a curve leave open. Its text is stable: programs may
// tell warnings apart by it, and package advice words it for people.
type Kind string

// The kinds.
const (
	TooFewLoads    Kind = "too-few-n"       // fewer different N than a model has parameters
	NoOne          Kind = "no-n-1"          // no run at N = 1, so T1 is extrapolated, or cannot be told
	AlikeLoads     Kind = "n-too-alike"     // the N do not tell the terms of a model apart
	ManyLoads      Kind = "too-many-n"      // more different N than a bend is searched for among
	NoRepeats      Kind = "no-repeats"      // nothing to spare: no interval
	OneRunEach     Kind = "one-run-each"    // noise and lack of fit cannot be told apart
	TwoLoads       Kind = "two-n-only"      // S, but no check of the law
	NoNoise        Kind = "no-noise"        // the times agree to the last digit
	Misfit         Kind = "lack-of-fit"     // the points do not lie on the curve
	Superlinear    Kind = "superlinear"     // S is below 0 by more than its interval
	KnownOne       Kind = "t1-taken-known"  // the loss takes the measured T(1) as the truth
	HeldAtZero     Kind = "held-at-0"       // a parameter is kept at 0 because its estimate is below
	FarBeyond      Kind = "far-beyond"      // an N so large that no reading has tested the law near it
	ShortSpan      Kind = "law-not-told"    // the N span too little to choose a law
	AlternativeLaw Kind = "alternative-law" // another law explains the readings as well
	UnlikeRefits   Kind = "unlike-refits"   // most resampled readings have no curve
	OtherLoss      Kind = "other-loss"      // what is asked for is of the log-time loss only
)

// A Warning is something that a curve leaves open. Only the numbers that its kind
// speaks of are set.
type Warning struct {
	Kind  Kind
	Model string    // law that the curve is of; of an AlternativeLaw the other one
	Loads []float64 // N of the readings, ascending; read-only

	Load   float64  // N that it is about: FarBeyond, AlternativeLaw
	P      float64  // Misfit: probability of so much lack of fit on the curve
	Apart  float64  // AlternativeLaw: by what part of the time the two are apart at Load
	Params []string // HeldAtZero: the parameters
	Loss   string   // KnownOne: name of the loss

	Need Need
}

// A Need is the readings that would settle what is open; the zero value is none that
// more readings settle.
type Need struct {
	Loads []float64 // N to have readings at, ascending; nil = those there are
	Runs  int       // readings at each N, at least; 0 = no more than there are
}

// repeats are enough for a standard error of each N.
const repeats = 5

// String is "N = 1, 2, 4 with 5 repeats of each", "5 repeats of each N", or empty
// where nothing is needed.
func (n Need) String() string {
	var list strings.Builder
	for i, l := range n.Loads {
		if i > 0 {
			list.WriteString(", ")
		}
		fmt.Fprintf(&list, "%.4g", l)
	}
	switch {
	case n.Loads == nil && n.Runs == 0:
		return ""
	case n.Loads == nil:
		return fmt.Sprintf("%d repeats of each N", n.Runs)
	case n.Runs == 0:
		return "N = " + list.String()
	}
	return fmt.Sprintf("N = %s with %d repeats of each", list.String(), n.Runs)
}

// withOne lists N = 1 before the loads, if it is not there.
func withOne(loads []float64) []float64 {
	if len(loads) > 0 && loads[0] == 1 {
		return loads
	}
	return append([]float64{1}, loads...)
}

// doublings lists loads, ascending, and doublings of the last, count of them in all;
// without loads it begins at 1.
func doublings(loads []float64, count int) []float64 {
	list := slices.Clone(loads)
	if len(list) == 0 {
		list = append(list, 1)
	}
	for len(list) < count {
		list = append(list, max(1, math.Round(2*list[len(list)-1])))
	}
	return list
}
