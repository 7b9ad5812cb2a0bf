package advice

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// As is another way to take timings that were read.
type As int

// The ways.
const (
	AsRead As = iota // none
	AsTimes
	AsThroughputs
	AsWeak // runs whose work grows with N
)

// WrongWay is the question what was measured, where no N is better than the lowest one and
// the readings go the other way with N than their quantity does: times that rise as rates
// do, rates that fall as times do.
type WrongWay struct {
	Quantity    string  // that the readings were taken for: "time"
	First, Last float64 // N
	Factor      float64 // between their readings, above 1
	As          As      // the answer that this fact is about
}

// Code is that of an unclear quantity.
func (WrongWay) Code() Code { return UnclearQuantity }

// Message describes the readings, with the answer for which all of the question stands, and
// is the answer alone otherwise.
func (w WrongWay) Message() string {
	moves, other := "rises", "throughputs and speed-ups do"
	if w.Quantity != "time" {
		moves, other = "falls", "times do"
	}
	switch {
	case w.As == AsWeak:
		return "weak scaling, if the work grows with N"
	case (w.As == AsTimes) == (w.Quantity == "time"):
		return "a " + w.Quantity + " after all, if more workers do make this slower"
	}
	return fmt.Sprintf("the %s %s %s from N = %.4g to N = %.4g, as %s: name the quantity, also if more workers do make this slower, or weak scaling if the work grows with N",
		w.Quantity, moves, number.Factor(w.Factor), w.First, w.Last, other)
}

// Need is to take the readings in the way that the fact is about.
func (w WrongWay) Need() Need { return Need{As: w.As} }

// MayGrow is the question whether the work grows with N.
type MayGrow struct {
	Column       string  // a column that is N times a constant; "" = there is none
	First        float64 // the lowest N
	Slower       bool    // no N is faster than that
	Proportional bool    // the time is N times a constant
}

// Code is that of work that may grow.
func (MayGrow) Code() Code { return GrowingWork }

// Message describes what raises the question.
func (m MayGrow) Message() string {
	var seen []string
	if m.Column != "" {
		seen = append(seen, fmt.Sprintf("column %q is N times a constant", m.Column))
	}
	switch {
	case m.Proportional:
		seen = append(seen, "the time is N times a constant")
	case m.Slower:
		seen = append(seen, fmt.Sprintf("no N is faster than N = %.4g", m.First))
	}
	return strings.Join(seen, " and ") + ": if the work grows with N, this is weak scaling"
}

// Need is to take the runs as weak scaling.
func (MayGrow) Need() Need { return Need{As: AsWeak} }

// EachRate is the question whether rates that do not grow with N are of one worker each.
type EachRate struct{ nothing }

// Code is that of an unclear quantity.
func (EachRate) Code() Code { return UnclearQuantity }

// Message gives the answer for which S is another.
func (EachRate) Message() string {
	return "the throughput does not grow with N: if it is that of one worker, multiply it by N, or name its column as throughput per worker"
}

// Unlike is repeats at one N that are none, or of two kinds.
type Unlike struct {
	nothing
	At []UnlikeAt // by N
}

// UnlikeAt is the repeats at an N, below and above the widest gap among them.
type UnlikeAt struct {
	Workers      float64
	Below, Above Cluster
}

// A Cluster is readings that are alike.
type Cluster struct {
	Runs  int
	Value float64 // their geometric mean
	Of    Measure
}

// A Measure is what a number of readings measures.
type Measure int

// The measures.
const (
	Seconds   Measure = iota // of a run
	PerSecond                // units of work
	SpeedUp
)

func (c Cluster) String() string {
	value := number.Duration(c.Value)
	switch c.Of {
	case PerSecond:
		value = number.Significant(c.Value, 3) + " per second"
	case SpeedUp:
		value = number.Factor(c.Value)
	}
	return fmt.Sprintf("%s near %s", wording.Count(c.Runs, "run"), value)
}

// Code is that of unlike repeats.
func (Unlike) Code() Code { return UnlikeRepeats }

// Message shows the groups at the first N.
func (u Unlike) Message() string {
	const most = 3
	var shown []string
	for i, at := range u.At {
		if i == most {
			shown = append(shown, fmt.Sprintf("and so at %d more N", len(u.At)-most))
			break
		}
		shown = append(shown, fmt.Sprintf("N = %.4g has %s and %s", at.Workers, at.Below, at.Above))
	}
	return "repeats at one N are unlike: " + strings.Join(shown, "; ") + ". Are they repeats of one thing? If not, tell them apart in a column, or give each a file of its own"
}
