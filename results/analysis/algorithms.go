package analysis

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/number"
)

// An Algorithm is one of two that were timed side by side.
type Algorithm struct {
	Method  string                 `json:"method"`
	Points  []AlgorithmPoint       `json:"points"`
	Inexact *results.Approximation `json:"approximation,omitempty"` // nil for the exact one
}

// An AlgorithmPoint sums up all runs of an algorithm at one N. Its speed-up is over the
// exact algorithm at N = 1: the gain of better code and more workers together.
type AlgorithmPoint struct {
	Workers        int          `json:"workers"`
	Seconds        fit.Interval `json:"seconds"`
	Speedup        fit.Interval `json:"speedup"`
	Oversubscribed bool         `json:"oversubscribed"`
}

// algorithms compares the sweep's own algorithm with its alternative and returns both, the
// exact one first. It returns nil where either has no run at N = 1.
func (s *study) algorithms(runs []harness.Run, level float64) ([]Algorithm, error) {
	h := &s.file.Header
	l, err := newLedger(s.file, withStore(s.file, runs, s.all.scope), s.all.scope, nil)
	if err != nil {
		return nil, err
	}
	points, err := l.fitPoints(level)
	if err != nil {
		return nil, err
	}
	if points[0].Workers != 1 || s.points[0].Workers != 1 {
		return nil, nil
	}
	own, alternative := Algorithm{Method: h.Method}, Algorithm{Method: h.Alternative.Method}
	exact, base := &own, s.points[0].Seconds
	rough := &alternative
	if h.Alternative.Approximation.Method == h.Method {
		exact, rough, base = &alternative, &own, points[0].Seconds
	}
	own.Points = s.against(s.points, base)
	alternative.Points = s.against(points, base)
	exact.Points[0].Speedup = fit.Interval{Value: 1, Lo: 1, Hi: 1, Level: level}
	rough.Inexact = &h.Alternative.Approximation
	return []Algorithm{*exact, *rough}, nil
}

func (s *study) against(timed []fit.Point, base fit.Interval) []AlgorithmPoint {
	var points []AlgorithmPoint
	for _, at := range timed {
		points = append(points, AlgorithmPoint{Workers: at.Workers, Seconds: at.Seconds,
			Speedup: quotient(base, at.Seconds), Oversubscribed: !s.capacity.fits(at.Workers)})
	}
	return points
}

// betterAlgorithm returns the sentences that compare the speed-up of the cheaper algorithm
// with that of more workers.
func betterAlgorithm(pair []Algorithm) string {
	if len(pair) == 0 {
		return ""
	}
	exact, rough := pair[0], pair[1]
	best := exact.Points[0]
	for _, p := range exact.Points {
		if p.Speedup.Value > best.Speedup.Value {
			best = p
		}
	}
	alone := rough.Points[0].Speedup
	more := fmt.Sprintf("%s on %d workers reaches %s", exact.Method, best.Workers, number.Factor(best.Speedup.Value))
	if best.Workers == 1 {
		more = fmt.Sprintf("more workers make %s no faster", exact.Method)
	}
	return fmt.Sprintf("On one worker %s is %s as fast as %s; %s. The error of %[1]s is %.2[5]g in the median row and %.2[6]g in the worst.",
		rough.Method, number.Factor(alone.Value), exact.Method, more, rough.Inexact.Median, rough.Inexact.Max)
}
