package curves

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Prediction is what one further run at N would give.
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
	Workers   fit.Interval `json:"workers"` // not rounded; +Inf, in JSON null, is no N, or any of an efficiency
	Reachable bool         `json:"reachable"`
	Warning   string       `json:"warning"`
}

func predict(c *fit.Curve, workers []float64) []Prediction {
	answers := []Prediction{}
	for _, n := range workers {
		p := c.Predict(n)
		answers = append(answers, Prediction{n, p.Seconds, p.Throughput, p.Speedup, beyond(p.Warning)})
	}
	return answers
}

// beyond words what makes an answer doubtful, if anything does.
func beyond(w *fit.Warning) string {
	if w == nil {
		return ""
	}
	return advice.Curve{Warning: *w}.Message()
}

func solve(c *fit.Curve, targets []Target) []Solution {
	answers := []Solution{}
	for _, t := range targets {
		for _, k := range targetKinds {
			if k.name != t.Kind {
				continue
			}
			s := k.solve(c, t.Value)
			a := Solution{t.String(), s.Load, s.Reachable, beyond(s.Warning)}
			switch {
			case !s.Reachable && c.Params[0].SE != nil && s.Load.Lo < s.Load.Value && !math.IsInf(s.Load.Lo, 1):
				a.Warning = fmt.Sprintf("out of reach: %s; the band of the curve reaches it from N = %.3g on", k.best(c), s.Load.Lo)
			case !s.Reachable:
				a.Warning = "out of reach: " + k.best(c)
			case math.IsInf(s.Load.Value, 1):
				a.Warning = "any number of workers, as far as the curve tells"
			}
			answers = append(answers, a)
		}
	}
	return answers
}
