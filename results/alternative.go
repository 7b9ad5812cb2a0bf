package results

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results/number"
)

// alternativeEngine is the engine name of the runs of another algorithm, which stand
// beside the sweep's own. It is the word of the result file, as is its key "rival".
const alternativeEngine = "rival"

// An Approximation says how far the answer of one of two algorithms is from that
// of the other. The error of a row is ‖x − exact‖₂/‖exact‖₂ over its outputs.
type Approximation struct {
	Method string  `json:"method"` // the one that is not exact
	Median float64 `json:"error_median"`
	Max    float64 `json:"error_max"`
	Rows   int     `json:"rows"` // with an error: those that both algorithms solve
}

// NewApproximation compares two answers of so many values to a row. A row that one
// of them has no finite answer for is left out.
func NewApproximation(method string, approximate, exact []float64, width int) Approximation {
	a := Approximation{Method: method}
	var errs []float64
	for at := 0; at+width <= len(exact); at += width {
		if e := relative(approximate[at:at+width], exact[at:at+width]); !math.IsNaN(e) && !math.IsInf(e, 0) {
			errs = append(errs, e)
		}
	}
	if a.Rows = len(errs); a.Rows > 0 {
		slices.Sort(errs)
		a.Median, a.Max = (errs[(a.Rows-1)/2]+errs[a.Rows/2])/2, errs[a.Rows-1]
	}
	return a
}

// approximation compares the answers of two algorithms, of which one is exact.
func approximation(own, alternative harness.Workload, answer, beside []float64) Approximation {
	if own.Exact {
		return NewApproximation(alternative.Method, beside, answer, len(own.Outputs))
	}
	return NewApproximation(own.Method, answer, beside, len(own.Outputs))
}

func relative(x, exact []float64) float64 {
	var diff, size float64
	for i := range exact {
		diff = math.Hypot(diff, x[i]-exact[i])
		size = math.Hypot(size, exact[i])
	}
	if diff == 0 {
		return 0
	}
	return diff / size
}

// An Alternative is another algorithm for the same rows, as the header has it.
type Alternative struct {
	Method        string        `json:"method"`
	Workers       []int         `json:"workers"` // its grid of N in each block
	ChunkRows     int           `json:"chunk_rows,omitempty"`
	Approximation Approximation `json:"approximation"`
}

// An Algorithm is one of two that were timed side by side.
type Algorithm struct {
	Method  string           `json:"method"`
	Points  []AlgorithmPoint `json:"points"`
	Inexact *Approximation   `json:"approximation,omitempty"` // nil for the exact one
}

// An AlgorithmPoint is all runs of an algorithm at one N. Its speed-up is over the
// exact algorithm at N = 1: what better code and more workers bring together.
type AlgorithmPoint struct {
	Workers        int          `json:"workers"`
	Seconds        fit.Interval `json:"seconds"`
	Speedup        fit.Interval `json:"speedup"`
	Oversubscribed bool         `json:"oversubscribed"`
}

// algorithms sets the sweep's own algorithm and its alternative side by side, the exact
// one first. It is nil where either has no run at N = 1.
func (s *study) algorithms(runs []harness.Run, level float64) ([]Algorithm, error) {
	h := &s.file.Header
	l, err := newLedger(s.file, runs, s.all.scope)
	if err != nil {
		return nil, err
	}
	levels, err := l.levels(level)
	if err != nil {
		return nil, err
	}
	if levels[0].Workers != 1 || s.levels[0].Workers != 1 {
		return nil, nil
	}
	own, alternative := Algorithm{Method: h.Method}, Algorithm{Method: h.Alternative.Method}
	exact, base := &own, s.levels[0].Seconds
	rough := &alternative
	if h.Alternative.Approximation.Method == h.Method {
		exact, rough, base = &alternative, &own, levels[0].Seconds
	}
	own.Points = s.against(s.levels, base)
	alternative.Points = s.against(levels, base)
	exact.Points[0].Speedup = fit.Interval{Value: 1, Lo: 1, Hi: 1, Level: level}
	rough.Inexact = &h.Alternative.Approximation
	return []Algorithm{*exact, *rough}, nil
}

func (s *study) against(levels []fit.Level, base fit.Interval) []AlgorithmPoint {
	var points []AlgorithmPoint
	for _, at := range levels {
		points = append(points, AlgorithmPoint{Workers: at.Workers, Seconds: at.Seconds,
			Speedup: quotient(base, at.Seconds), Oversubscribed: !s.capacity.fits(at.Workers)})
	}
	return points
}

// betterAlgorithm is the sentence about what the cheaper algorithm is worth beside
// more workers.
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
	than := fmt.Sprintf("%s on %d workers is %s", exact.Method, best.Workers, number.Factor(best.Speedup.Value))
	if best.Workers == 1 {
		than = fmt.Sprintf("more workers make %s no faster", exact.Method)
	}
	return fmt.Sprintf("%s on one worker is %s as fast as %s on one, %s: its price is an error of %.2g in the middle row and %.2g in the worst.",
		rough.Method, number.Factor(alone.Value), exact.Method, than, rough.Inexact.Median, rough.Inexact.Max)
}
