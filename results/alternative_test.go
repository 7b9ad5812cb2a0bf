package results

import (
	"math"
	"testing"
)

func TestApproximation(t *testing.T) {
	exact := []float64{3, 4, 1, 0, math.NaN(), 1, 0, 0}
	rough := []float64{3, 4.5, 1, 0.3, 1, 1, 0, 0}
	a := NewApproximation("rough", rough, exact, 2)
	want := Approximation{Method: "rough", Median: 0.1, Max: 0.3, Rows: 3}
	if a.Method != want.Method || a.Rows != want.Rows || math.Abs(a.Median-want.Median) > 1e-15 || math.Abs(a.Max-want.Max) > 1e-15 {
		t.Errorf("got %+v, want %+v", a, want)
	}
	if a := NewApproximation("rough", []float64{1}, []float64{math.NaN()}, 1); a != (Approximation{Method: "rough"}) {
		t.Errorf("of no row: %+v", a)
	}
}

// A header with an alternative but without its worker counts is refused.
func TestAlternativeNeedsItsHeader(t *testing.T) {
	h := Header{Workload: "w", Engine: "pool", Workers: []int{1}, Alternative: &Alternative{Method: "rough"}}
	if _, err := EncodeHeader(h); err == nil {
		t.Error("an alternative without worker counts is written")
	}
}
