package fit

import (
	"math"
	"strings"
)

// A Loss is the coordinate in which residuals are squared. The losses are [LogTime],
// [Time], [Throughput] and [Speedup]; the zero value is none of them.
type Loss struct {
	Name string

	weighted bool // a point counts by its runs and pure error is the noise
	oneKnown bool // the measured T(1) is taken as the truth
	of       func(seconds float64) float64
	slope    func(seconds float64) float64 // of′
	bent     func(seconds float64) float64 // of″/of′²
}

// The losses.
var (
	// LogTime takes noise as relative, which is what timings have: the default. A point
	// counts by its runs, and the noise is the scatter of the repeats.
	LogTime = Loss{Name: "log-time", weighted: true, of: math.Log, slope: inverseOf, bent: minusOne}

	// Time, Throughput and Speedup are least squares as most published fits are:
	// unweighted over the points (over the runs with [AllRepeats]), with the residual
	// mean square as the noise. They reproduce other people's numbers.
	Time       = Loss{Name: "time", of: same, slope: one, bent: zero}
	Throughput = Loss{Name: "throughput", of: inverseOf, slope: inverseSlope, bent: twice}

	// Speedup divides by the measured T(1) and takes that one measurement as the truth:
	// its intervals are two to four times too narrow.
	Speedup = Loss{Name: "speedup", oneKnown: true, of: inverseOf, slope: inverseSlope, bent: twice}
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
