package results

import (
	"errors"
	"math"
	"slices"

	"serialfraction/harness"
)

// An Approximation is the error of the answer of one algorithm against that of an exact
// one. The error of a row is ‖x − exact‖₂/‖exact‖₂ over its outputs.
type Approximation struct {
	Method string  `json:"method"` // the one that is not exact
	Median float64 `json:"error_median"`
	Max    float64 `json:"error_max"`
	Rows   int     `json:"rows"` // for which both algorithms have a finite answer
}

// NewApproximation compares two answers with width values to a row. Rows without a finite
// error are left out.
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

// approximation compares the answers of two algorithms, one of which is exact.
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

// An Alternative is another algorithm for the same rows, as a header describes it.
type Alternative struct {
	Method        string        `json:"method"`
	Workers       []int         `json:"workers"` // its N in each block
	ChunkRows     int           `json:"chunk_rows,omitempty"`
	Approximation Approximation `json:"approximation"`
}

// SplitAlgorithms splits a sweep of two algorithms into two sweeps of one each, the sweep's
// own first. Their runs share blocks. It is an error if the sweep has no alternative.
func SplitAlgorithms(f *File) (own, alternative *File, err error) {
	if f.Header.Alternative == nil {
		return nil, nil, errors.New("one sweep of one algorithm is nothing to compare: name a second result file, harness compare OLD NEW")
	}
	mine, other := *f, *f
	mine.Runs, other.Runs = nil, nil
	for _, r := range f.Runs {
		switch kind := harness.EngineKindOf(r.Engine); {
		case kind.Control:
		case kind.Alternative:
			r.Engine = f.Header.Engine
			other.Runs = append(other.Runs, r)
		default:
			mine.Runs = append(mine.Runs, r)
		}
	}
	other.Header.Method, other.Header.Workers = f.Header.Alternative.Method, f.Header.Alternative.Workers
	mine.Header.Alternative, other.Header.Alternative = nil, nil
	mine.Header.Control, other.Header.Control = nil, nil
	return &mine, &other, nil
}
