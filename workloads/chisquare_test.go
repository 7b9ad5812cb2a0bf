package workloads

import (
	"math"
	"testing"
)

// TestChisqP compares with mpmath at 40 digits: testdata/trend/make_chisquare.py.
func TestChisqP(t *testing.T) { eachPath(t, chisqP) }

func chisqP(t *testing.T, v vectors) {
	worst := 0.0
	for _, c := range chisqTable(t) {
		x, want := c[0], c[1]
		var p [1]float64
		v.chisqP(p[:], []float64{x})
		e := math.Abs(p[0]-want) / want
		worst = max(worst, e)
		if !(e < 1e-13) {
			t.Errorf("p of %v is %v, want %v: relative error %.2g", x, p[0], want, e)
		}
	}
	t.Logf("relative error at most %.2g", worst)
}

func TestChisqPEnds(t *testing.T) {
	x := []float64{0, math.NaN(), math.Inf(1), 1e-300, 5000}
	p := make([]float64, len(x))
	native.chisqP(p, x)
	if p[0] != 1 || !math.IsNaN(p[1]) || p[2] != 0 || p[3] != 1 || p[4] != 0 {
		t.Errorf("p of %v: %v", x, p)
	}
}

// TestChisqPAlone says that a value has the same bits in whatever company.
func TestChisqPAlone(t *testing.T) {
	var x, all [blockRows]float64
	for i := range x {
		x[i] = math.Exp2(float64(i)/3 - 8)
	}
	native.chisqP(all[:], x[:])
	for n := 1; n < blockRows; n++ {
		p := make([]float64, n)
		native.chisqP(p, x[:n])
		for i := range p {
			if p[i] != all[i] {
				t.Fatalf("%d values: p of %v is %v, among %d %v", n, x[i], p[i], blockRows, all[i])
			}
		}
	}
}
