package made

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestQuantile compares with the values that Wichura (1988) gives for his algorithm, and
// checks symmetry and the limits of the three approximations.
func TestQuantile(t *testing.T) {
	for _, tt := range []struct{ p, want float64 }{
		{0.25, -0.6744897501960817},
		{0.001, -3.090232306167814},
		{1e-20, -9.262340089798408},
		{0.75, 0.6744897501960817},
		{0.5, 0},
	} {
		if got := quantile(tt.p); math.Abs(got-tt.want) > 2e-15*math.Abs(tt.want) {
			t.Errorf("quantile(%g) = %.17g, want %.17g", tt.p, got, tt.want)
		}
	}
}

func TestQuantileInvertsDistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := math.Exp(-rapid.Float64Range(0.01, 36).Draw(t, "-ln p"))
		x := quantile(p)
		// The distribution magnifies a relative error of x by x² or so.
		if back := 0.5 * math.Erfc(-x/math.Sqrt2); math.Abs(back-p) > 4e-15*(1+x*x)*p {
			t.Fatalf("quantile(%g) = %g, of which the distribution is %g", p, x, back)
		}
		if q := 1 - p; 1-q == p && quantile(q) != -x {
			t.Fatalf("quantile(%g) = %g, but of the complement %g", p, x, quantile(q))
		}
	})
}

func TestLogarithm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Ldexp(rapid.Float64Range(0.5, 1).Draw(t, "mantissa"), -rapid.IntRange(1, 60).Draw(t, "exponent"))
		if got, want := logarithm(x), math.Log(x); math.Abs(got-want) > 4e-16*math.Abs(want) {
			t.Fatalf("logarithm(%g) = %.17g, want %.17g", x, got, want)
		}
	})
}

// TestMix compares with the first outputs of SplitMix64 from state 0, as published
// with the reference implementation of the xoshiro generators (Vigna).
func TestMix(t *testing.T) {
	for i, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f} {
		if got := key(0).at(i); got != want {
			t.Errorf("output %d is %#x, want %#x", i, got, want)
		}
	}
}

func TestUniformIsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := key(rapid.Uint64().Draw(t, "key")).uniform(rapid.IntRange(0, 1<<40).Draw(t, "i"))
		if !(u > 0 && u < 1) || 1-(1-u) != u {
			t.Fatalf("%g", u)
		}
	})
}
