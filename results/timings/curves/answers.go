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
	Seconds    fit.Interval `json:"seconds"`
	Throughput fit.Interval `json:"throughput"`
	Speedup    fit.Interval `json:"speedup"`
	Warning    string       `json:"warning"`
}

// A Solution is the number of workers that meets a target.
type Solution struct {
	Target    string       `json:"target"`  // "throughput=12201"
	Workers   fit.Interval `json:"workers"` // not rounded; +Inf, in JSON null: no N, or any N for an efficiency
	Reachable bool         `json:"reachable"`
	Warning   string       `json:"warning"`
}

// answer answers the questions about a series from its curve.
func (a *Analysis) answer(c *fit.Curve, y *seriesFit) {
	room := y.room()
	for _, n := range y.Workers {
		p := c.Predict(n)
		a.Predictions = append(a.Predictions, Prediction{n, p.Seconds, p.Throughput, p.Speedup, a.doubt(p.Warning, room)})
	}
	for _, t := range y.Targets {
		for _, k := range targetKinds {
			if k.name == t.Kind {
				a.Solutions = append(a.Solutions, a.solve(c, t, k, room))
			}
		}
	}
}

// doubt adds the warning of an answer, if it has one, to the advice and returns its
// message.
func (a *Analysis) doubt(w *fit.Warning, room advice.Room) string {
	if w == nil {
		return ""
	}
	added := advice.Of(room.Curve(*w), advice.Answer)
	a.Advice = append(a.Advice, added)
	return added.Message
}

// solve returns the number of workers that meets a target of a kind.
func (a *Analysis) solve(c *fit.Curve, t Target, k targetKind, room advice.Room) Solution {
	s := k.solve(c, t.Value)
	switch {
	case !s.Reachable && c.Params[0].SE != nil && s.Load.Lo < s.Load.Value && !math.IsInf(s.Load.Lo, 1):
		return Solution{t.String(), s.Load, false, fmt.Sprintf("out of reach: %s; the band of the curve reaches it from N = %.3g on", k.best(c), s.Load.Lo)}
	case !s.Reachable:
		return Solution{t.String(), s.Load, false, "out of reach: " + k.best(c)}
	case math.IsInf(s.Load.Value, 1):
		return Solution{t.String(), s.Load, true, "any number of workers, by the curve"}
	}
	return Solution{t.String(), s.Load, true, a.doubt(s.Warning, room)}
}
