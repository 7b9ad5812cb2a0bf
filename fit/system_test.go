package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Of one column the best multiple in log time is a formula: the search from it finds no
// better one, and its residuals, weighted, add up to 0.
func TestScaleIsTheMinimum(t *testing.T) {
	s := newSystem(groupByLoad([]Reading{{1, 8}, {1, 8.2}, {2, 4.4}, {2, 4.3}, {2, 4.5}, {4, 2.1}, {8, 1.3}}), TrimmedMean, LogTime)
	col := []float64{1, 1. / 2, 1. / 3, 1. / 3}
	multiple, ss := s.scale(col)
	sum, squares := 0.0, 0.0
	for i, x := range col {
		r := s.y[i] - math.Log(multiple*x)
		sum += s.w[i] * r
		squares += s.w[i] * r * r
	}
	if math.Abs(sum) > 1e-13 || math.Abs(squares-ss) > 1e-15 {
		t.Errorf("residuals add up to %g, their squares to %g, not %g", sum, squares, ss)
	}
	if _, ss := s.scale([]float64{1, 0, 1, 1}); !math.IsInf(ss, 1) {
		t.Errorf("a time of 0 has a sum of squares of %g", ss)
	}
}

// A choice among all laws, as a report makes it.
func BenchmarkChoose(b *testing.B) {
	rs := Readings(simulate(rand.New(rand.NewPCG(5, 5)), 1, 0.02, 0.02, 5, 1, 2, 4, 8, 16))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default.Choose(rs); err != nil {
			b.Fatal(err)
		}
	}
}
