package studentt

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness/golden"
	"serialfraction/workloads/workloadtest"
)

// relativeError returns |got/want − 1|, both being in full precision.
func relativeError(got float64, want *big.Float) float64 {
	e := new(big.Float).SetPrec(300).Quo(new(big.Float).SetPrec(300).SetFloat64(got), want)
	x, _ := e.Sub(e, big.NewFloat(1)).Float64()
	return math.Abs(x)
}

func TestTwoSidedReference(t *testing.T) {
	var worst float64
	for _, r := range workloadtest.ReadTable(t, "student_t_pvalues.csv")[1:] {
		x, df := workloadtest.Number(t, r[0]), workloadtest.Number(t, r[1])
		want, _, err := big.ParseFloat(r[2], 10, 300, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		p := TwoSided(x, df)
		if want.Cmp(big.NewFloat(1e-300)) < 0 {
			if p > 1e-300 {
				t.Errorf("t = %v, df = %v: p = %v, want %v", x, df, p, r[2])
			}
			continue
		}
		e := relativeError(p, want)
		worst = max(worst, e)
		if e > 2e-14 {
			t.Errorf("t = %v, df = %v: p = %v, want %v: relative error %g", x, df, p, r[2], e)
		}
	}
	t.Run("page", func(t *testing.T) {
		golden.LastDigits(t)
		golden.Region(t, "../../docs/accuracy.md", "TestTwoSidedReference", fmt.Sprintf("    %.2g\n", worst))
	})
}

func TestTwoSidedClosedForms(t *testing.T) {
	for _, x := range []float64{1e-9, 0.01, 1, 7, 1e3, 1e8, 1e100, 0x1p300, 0x1p301, 1e200, 1e300} {
		for _, c := range []struct{ df, want float64 }{
			{1, 2 / math.Pi * math.Atan(1/x)},
			{2, 2 / math.Hypot(x, math.Sqrt2) / (math.Hypot(x, math.Sqrt2) + x)},
		} {
			if got := TwoSided(x, c.df); math.Abs(got-c.want) > 2e-14*c.want+5e-324 {
				t.Errorf("t = %v, df = %v: p = %v, want %v", x, c.df, got, c.want)
			}
		}
	}
}

// TestTwoSidedNormal has erfc(t/√2) and, for finite df, the integral of the
// density, both worked out with 60 digits.
func TestTwoSidedNormal(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ t, df, want float64 }{
		{1e-9, inf, 0.9999999992021154391971},
		{0.25, inf, 0.8025873486341525515183},
		{1, inf, 0.3173105078629141028295},
		{1, 1e40, 0.3173105078629141028295},
		{1, 1e29, 0.3173105078629141028295},
		{1.959963984540054, inf, 0.05000000000000002175234},
		{5, inf, 5.733031437583878233475e-7},
		{10, inf, 1.523970604832105213195e-23},
		{20, inf, 5.507248237212467390151e-89},
		{37, inf, 1.145114244504915364537e-299},
		{2, 1e9, 0.045500264166313247095},
		{12, 1e6, 3.5716851247650898236e-33},
		{30, 1e12, 9.8134298459293263138e-198},
		{37, 1e7, 1.2001212322638341806e-299},
		{3, 0.5, 0.3673081559859434482},
	} {
		if got := TwoSided(c.t, c.df); math.Abs(got-c.want) > 2e-14*c.want {
			t.Errorf("t = %v, df = %v: p = %v, want %v", c.t, c.df, got, c.want)
		}
	}
}

func TestTwoSidedEdges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct{ t, df, want float64 }{
		{0, 1, 1}, {0, 50, 1}, {0, inf, 1}, {math.Copysign(0, -1), 50, 1}, {1e-300, 50, 1}, {5e-324, 3, 1},
		{inf, 1, 0}, {-inf, 50, 0}, {inf, inf, 0}, {1e300, 50, 0}, {1e300, 3, 0}, {41, inf, 0},
		{nan, 5, nan}, {1, nan, nan}, {1, 0, nan}, {1, -3, nan}, {nan, nan, nan},
	} {
		if got := TwoSided(c.t, c.df); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("TwoSided(%v, %v) = %v, want %v", c.t, c.df, got, c.want)
		}
	}
}

// TestTwoSidedUnderflow goes down through the subnormal numbers without a step up.
func TestTwoSidedUnderflow(t *testing.T) {
	for _, df := range []float64{15, 40, 1000, math.Inf(1)} {
		last, subnormal := 1.0, 0
		for x := 1.0; last > 0; x *= 1.0005 {
			p := TwoSided(x, df)
			if !(p < last) && !(p == last && p < 0x1p-1060) {
				t.Fatalf("df = %v: p = %v at t = %v, after %v", df, p, x, last)
			}
			if p < 0x1p-1022 && p > 0 {
				subnormal++
			}
			last = p
		}
		if subnormal == 0 {
			t.Errorf("df = %v: no subnormal p before 0", df)
		}
	}
}

func TestTwoSidedProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "t")
		df := rapid.Float64Range(0x1p-10, 1e8).Draw(t, "df")
		p := TwoSided(x, df)
		if !(p >= 0 && p <= 1) {
			t.Fatalf("p = %v", p)
		}
		if q := TwoSided(-x, df); q != p {
			t.Fatalf("p = %v for t, %v for −t", p, q)
		}
	})
}
