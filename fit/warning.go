package fit

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Kind names what readings or a curve leave open. Its text is stable, so that programs
// may distinguish warnings by it; package advice words it for people.
type Kind string

// The kinds.
const (
	TooFewLoads    Kind = "too-few-n"        // fewer different N than a model has parameters
	NoOne          Kind = "no-n-1"           // no run at N = 1, so T1 is extrapolated, or unknown
	AlikeLoads     Kind = "n-too-alike"      // the N are too close together to separate the terms of a model
	ManyLoads      Kind = "too-many-n"       // too many different N to search for a bend
	NoRepeats      Kind = "no-repeats"       // as many runs as parameters, so there is no interval
	OneRunEach     Kind = "one-run-each"     // one run per N, so noise and lack of fit look the same
	TwoLoads       Kind = "two-n-only"       // two N give S, but no check of the law
	NoNoise        Kind = "no-noise"         // the times agree to the last digit
	Misfit         Kind = "lack-of-fit"      // the points do not lie on the curve
	Superlinear    Kind = "superlinear"      // S is below 0 by more than its interval
	KnownOne       Kind = "t1-taken-known"   // the loss takes the measured T(1) as exact
	HeldAtZero     Kind = "held-at-0"        // a parameter is held at 0 because its estimate is below 0
	FarBeyond      Kind = "far-beyond"       // an N so large that no reading tests the law near it
	ShortSpan      Kind = "law-not-told"     // the N span too little to choose a law
	Uncompared     Kind = "law-not-compared" // too few readings for a score of the law
	AlternativeLaw Kind = "alternative-law"  // another law explains the readings as well
	UnlikeRefits   Kind = "unlike-refits"    // most resampled readings have no curve
	OtherLoss      Kind = "other-loss"       // only the log-time loss has what was requested
)

// A Warning describes something that a curve leaves open. Only the numbers that belong to
// its kind are set.
type Warning struct {
	Kind  Kind
	Model string    // law of the curve; for an AlternativeLaw the other law
	Loads []float64 // N of the readings, ascending; read-only

	Load   float64  // FarBeyond, AlternativeLaw: the N
	P      float64  // Misfit: probability of so much lack of fit on the curve
	Apart  float64  // AlternativeLaw: difference of the two at Load, as a fraction of the time
	Params []string // HeldAtZero: names of the parameters
	Loss   string   // KnownOne: name of the loss

	Need Need
}

// A Need describes the readings that would settle what is open. The zero value means that
// no further readings would.
type Need struct {
	Loads []float64 // N that need readings, ascending; nil = the N of the readings
	Runs  int       // least number of readings at each N; 0 = no more than there are
}

// repeats is the number of readings at each N that is enough for a standard error.
const repeats = 5

// String returns "N = 1, 2, 4 with 5 repeats of each", "5 repeats of each N", or "" where
// no readings are needed.
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

// withOne returns the loads with N = 1 as the first.
func withOne(loads []float64) []float64 {
	if len(loads) > 0 && loads[0] == 1 {
		return loads
	}
	return append([]float64{1}, loads...)
}

// doublings returns the loads, ascending, extended to count by doublings of the last;
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
