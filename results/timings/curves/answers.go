package curves

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Prediction describes one further run at N.
type Prediction struct {
	Workers    float64      `json:"workers"`
	Seconds    fit.Interval `json:"seconds"` // of a run; of one unit of work for throughputs and speed-ups
	Throughput fit.Interval `json:"throughput"`
	Speedup    fit.Interval `json:"speedup"`

	// Mean is of the mean over many runs, where that is not the typical run; else nil.
	Mean *MeanPrediction `json:"mean,omitempty"`

	Warning string `json:"warning"`
}

// A MeanPrediction describes the mean over many further runs at N.
type MeanPrediction struct {
	Seconds    fit.Interval `json:"seconds"`
	Throughput fit.Interval `json:"throughput"`
	Speedup    fit.Interval `json:"speedup"`
}

// A Solution is the number of workers that meets a target.
type Solution struct {
	Target    string       `json:"target"`  // "throughput=12201"; a time is in seconds: "seconds=30"
	Asked     string       `json:"asked"`   // the target as it was typed: "time=30s"
	Workers   fit.Interval `json:"workers"` // not rounded; +Inf, in JSON null: no N, or any N for an efficiency
	Reachable bool         `json:"reachable"`
	Warning   string       `json:"warning"`
}

// answer answers the questions about a series from its curve.
func (a *Analysis) answer(c *fit.Curve, y *seriesFit) {
	room, mean := y.room(), a.meanOf(c)
	for _, n := range y.Workers {
		p := c.Predict(n)
		if y.Weak && y.Quantity != Time {
			p.Seconds = p.Throughput.Reciprocal() // of one unit, as those of the points
		}
		answer := Prediction{Workers: n, Seconds: p.Seconds, Throughput: p.Throughput, Speedup: p.Speedup, Warning: a.doubted(a.doubt(p.Warning, n, room))}
		if mean != nil {
			answer.Mean = &MeanPrediction{mean.Seconds(n), mean.Throughput(n), mean.Speedup(n)}
		}
		a.Predictions = append(a.Predictions, answer)
	}
	if mean != nil {
		c = mean.Curve()
	}
	for _, t := range y.Targets {
		for _, k := range targetKinds {
			if k.name == t.Kind {
				if k.name == timeTarget && y.Weak && y.Quantity != Time {
					k = ofUnit
				}
				s := a.solve(c, t, k, room)
				s.Warning = a.doubted(s.Warning)
				a.Solutions = append(a.Solutions, s)
			}
		}
	}
}

// doubt adds the warning of an answer at n, if it has one, to the advice and returns its
// message. Without one the answer may rest on an assumption.
func (a *Analysis) doubt(w *fit.Warning, n float64, room advice.Room) string {
	switch law := a.AssumedLaw; {
	case w == nil && law != nil && n > law.Beyond:
		return "only " + law.InFull()
	case w == nil:
		return ""
	}
	added := advice.Of(room.Unpaced().Curve(*w), advice.Answer) // it is about the rows as they are
	a.Advice = append(a.Advice, added)
	return added.Message
}

// solve returns the number of workers that meets a target of a kind.
func (a *Analysis) solve(c *fit.Curve, t Target, k targetKind, room advice.Room) Solution {
	s := k.solve(c, t.Value)
	switch {
	case !s.Reachable && c.Params[0].SE != nil && s.Load.Lo < s.Load.Value && !math.IsInf(s.Load.Lo, 1):
		return Solution{t.String(), t.asked(), s.Load, false, fmt.Sprintf("out of reach: %s; the band of the curve reaches it from N = %.3g on", k.best(c), s.Load.Lo)}
	case !s.Reachable:
		return Solution{t.String(), t.asked(), s.Load, false, "out of reach: " + k.best(c)}
	case math.IsInf(s.Load.Value, 1):
		return Solution{t.String(), t.asked(), s.Load, true, "any number of workers, by the curve"}
	}
	return Solution{t.String(), t.asked(), s.Load, true, a.doubt(s.Warning, s.Load.Value, room)}
}
