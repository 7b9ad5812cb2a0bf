package fit

import (
	"math"
	"strings"
)

// A Loss is the coordinate in which residuals are squared. The losses are [LogTime],
// [Time], [Throughput] and [Speedup]; the zero value is none of them.
type Loss struct {
	Name string

	weighted bool // points are weighted by their runs, and the noise is the pure error
	oneKnown bool // the measured T(1) is taken as exact
	of       func(seconds float64) float64
	slope    func(seconds float64) float64 // of′
	bent     func(seconds float64) float64 // of″/of′²
	seconds  func(of float64) float64      // the inverse of of
}

// The losses.
var (
	// LogTime is the default. It assumes relative noise, as timings have. Points are
	// weighted by their runs, and the noise is the scatter of the repeats.
	LogTime = Loss{Name: "log-time", weighted: true, of: math.Log, slope: inverseOf, bent: minusOne, seconds: math.Exp}

	// Time, Throughput and Speedup are least squares as in most published fits: unweighted
	// over the points (over the runs with [AllRepeats]), with the residual mean square as
	// the noise. They reproduce published numbers.
	Time       = Loss{Name: "time", of: same, slope: one, bent: zero, seconds: same}
	Throughput = Loss{Name: "throughput", of: inverseOf, slope: inverseSlope, bent: twice, seconds: inverse}

	// Speedup divides by the measured T(1) and takes that one measurement as exact. Its
	// intervals are two to four times too narrow.
	Speedup = Loss{Name: "speedup", oneKnown: true, of: inverseOf, slope: inverseSlope, bent: twice, seconds: inverse}
)

// Losses is the table of losses, the default first.
var Losses = []Loss{LogTime, Time, Throughput, Speedup}

// LossByName returns the loss of that name.
func LossByName(name string) (Loss, error) {
	var names []string
	for _, l := range Losses {
		if strings.EqualFold(l.Name, name) {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return Loss{}, &UnknownName{"loss", name, names}
}

func same(t float64) float64         { return t }
func twice(t float64) float64        { return 2 * t }
func zero(float64) float64           { return 0 }
func one(float64) float64            { return 1 }
func minusOne(float64) float64       { return -1 }
func inverseOf(t float64) float64    { return 1 / t }
func inverseSlope(t float64) float64 { return -1 / (t * t) }
