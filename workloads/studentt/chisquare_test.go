package studentt

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// TestChiSquare compares with mpmath at 40 digits: testdata/trend/make_chisquare.py.
func TestChiSquare(t *testing.T) { workloadtest.EachPath(t, chiSquare) }

func chiSquare(t *testing.T, v vector.Set) {
	worst := 0.0
	for _, c := range chisqTable(t) {
		x, want := c[0], c[1]
		var p [1]float64
		ChiSquare(v, p[:], []float64{x})
		e := math.Abs(p[0]-want) / want
		worst = max(worst, e)
		if !(e < 1e-13) {
			t.Errorf("p of %v is %v, want %v: relative error %.2g", x, p[0], want, e)
		}
	}
	t.Logf("relative error at most %.2g", worst)
}

func TestChiSquareEnds(t *testing.T) {
	x := []float64{0, math.NaN(), math.Inf(1), 1e-300, 5000}
	p := make([]float64, len(x))
	ChiSquare(vector.Native(), p, x)
	if p[0] != 1 || !math.IsNaN(p[1]) || p[2] != 0 || p[3] != 1 || p[4] != 0 {
		t.Errorf("p of %v: %v", x, p)
	}
}

// TestChiSquareAlone checks that the bits of a value do not depend on the others in the slice.
func TestChiSquareAlone(t *testing.T) {
	var x, all [chiSquares]float64
	for i := range x {
		x[i] = math.Exp2(float64(i)/3 - 8)
	}
	ChiSquare(vector.Native(), all[:], x[:])
	for n := 1; n < chiSquares; n++ {
		p := make([]float64, n)
		ChiSquare(vector.Native(), p, x[:n])
		for i := range p {
			if p[i] != all[i] {
				t.Fatalf("%d values: p of %v is %v, among %d %v", n, x[i], p[i], chiSquares, all[i])
			}
		}
	}
}

// chisqTable reads pairs of numbers.
func chisqTable(t *testing.T) (pairs [][2]float64) {
	t.Helper()
	text, err := os.ReadFile("../testdata/trend/chisquare.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		x, err1 := strconv.ParseFloat(r[0], 64)
		p, err2 := strconv.ParseFloat(r[1], 64)
		if err1 != nil || err2 != nil {
			t.Fatal(r)
		}
		pairs = append(pairs, [2]float64{x, p})
	}
	return pairs
}
