//go:build !race

// Hundreds of digits take package math/big a second, and several under the race detector, which
// sees one goroutine here. The tests of the workloads have several workers call this package.

package studentt

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// exactTwoSided returns p from the two series of the incomplete beta function for
// x = df/(df+t²) and for 1−x (DLMF 8.17.8 with 8.17.4): they have the same
// factor in front, which therefore falls out, gamma functions and powers and all:
//
//	p = S₁/a / (S₁/a + S₂/b),  S₁ = Σ (a+b)_i/(a+1)_i x^i,  S₂ = Σ (a+b)_i/(b+1)_i (1−x)^i
//
// Every term is positive. It needs about 150/min(x, 1−x) terms.
func exactTwoSided(t, df float64) *big.Float {
	num := func(x float64) *big.Float { return new(big.Float).SetPrec(220).SetFloat64(x) }
	a, b := num(df/2), num(0.5)
	t2 := num(t)
	t2.Mul(t2, t2)
	sum := num(df)
	sum.Add(sum, t2)
	x, y := num(df), num(0)
	x.Quo(x, sum)
	y.Quo(t2, sum)
	series := func(first, x *big.Float) *big.Float {
		above, below, one := num(0), num(1), num(1)
		above.Add(a, b)
		below.Add(below, first)
		term, s, ratio := num(1), num(0), num(0)
		for {
			s.Add(s, term)
			ratio.Quo(above, below)
			term.Mul(term, ratio.Mul(ratio, x))
			above.Add(above, one)
			below.Add(below, one)
			if ratio.Cmp(one) < 0 && term.MantExp(nil) < s.MantExp(nil)-120 {
				return s.Quo(s, first)
			}
		}
	}
	s1, s2 := series(a, x), series(b, y)
	return s1.Quo(s1, s2.Add(s1, s2))
}

func TestTwoSidedAgainstSeries(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var worst float64
	central := 0
	for range 400 {
		df := math.Pow(10, 5*rng.Float64())
		switch rng.IntN(4) {
		case 0:
			df = 1 + math.Floor(60*rng.Float64()) // around the end of the central range
		case 1:
			df = 19 + 2*rng.Float64()
		}
		q := math.Exp(rng.Float64()*9 - 4.5)
		if df > 100 { // p down to 1e-300
			q = min(q, math.Expm1(1380/df)*rng.Float64()+0.02)
		}
		x := math.Sqrt(q * df)
		want := exactTwoSided(x, df)
		if want.Cmp(big.NewFloat(1e-300)) < 0 {
			continue
		}
		if twoSidedCentral(x, df) != Outside {
			central++
		}
		e := relativeError(TwoSided(x, df), want)
		worst = max(worst, e)
		if e > 1e-13 {
			t.Errorf("t = %v, df = %v: p = %v, want %v: relative error %g", x, df, TwoSided(x, df), want, e)
		}
	}
	t.Logf("largest relative error %.2g; %d of 400 in the central range", worst, central)
	if central < 50 || central > 350 {
		t.Errorf("%d of 400 in the central range: the other is hardly tested", central)
	}
}

// TestApproximations measures each polynomial against its function, worked out
// from its Taylor series or, for erfc, from its continued fraction.
func TestApproximations(t *testing.T) {
	num := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
	t.Run("artanh", func(t *testing.T) {
		for i := 1; i <= 200; i++ {
			s := 0.459459 * float64(i) / 200
			y := num(s)
			y.Mul(y, y)
			sum, power := num(0), num(2*s)
			for k := 1.0; k < 300; k += 2 {
				sum.Add(sum, new(big.Float).Quo(power, num(k)))
				power.Mul(power, y)
			}
			hi, lo := artanh2(s, 0)
			got := num(hi)
			got.Quo(got.Add(got, num(lo)), sum)
			if e, _ := got.Sub(got, num(1)).Float64(); math.Abs(e) > 0x1p-56 {
				t.Errorf("2·artanh(%v) is off by %g", s, e)
			}
		}
	})
	t.Run("exp", func(t *testing.T) {
		for i := range 200 {
			u := 3.7 * float64(i+1)
			sum, term := num(0), num(1)
			for k := 1.0; term.MantExp(nil) > sum.MantExp(nil)-100; k++ {
				sum.Add(sum, term)
				term.Quo(term.Mul(term, num(u)), num(k))
			}
			m, k := expNeg(u, 0)
			if e := relativeError(m, new(big.Float).SetMantExp(new(big.Float).Quo(num(1), sum), k)); e > 3e-16 {
				t.Errorf("e^−%v is off by %g", u, e)
			}
		}
	})
	t.Run("erfcx", func(t *testing.T) {
		// erfcx(z) = 1/√π · 1/(z + (1/2)/(z + (2/2)/(z + (3/2)/…))), DLMF 7.9.1.
		for i := range 250 {
			z := 1 + float64(i)*0.104
			f := num(z)
			for k := 3000; k > 0; k-- {
				f.Quo(num(float64(k)/2), f)
				f.Add(f, num(z))
			}
			want, _, _ := big.ParseFloat("0.56418958354775628694807945156077258584405062932900", 10, 300, big.ToNearestEven)
			want.Quo(want, f)
			if e := relativeError(erfcxNumerator((z-4)/(z+4))/(1+2*z), want); e > 1e-15 {
				t.Errorf("erfcx(%v) is off by %g", z, e)
			}
		}
	})
	t.Run("sinh", func(t *testing.T) { // (Σ p_n y^2n)² · Σ y^2n/(2n+1)! = 1
		for n := range sinhCoef {
			sum := 0.0
			for i := range n + 1 {
				for j := range n + 1 - i {
					sum += sinhCoef[i] * sinhCoef[j] / math.Gamma(float64(2*(n-i-j)+2))
				}
			}
			want := 0.0
			if n == 0 {
				want = 1
			}
			if math.Abs(sum-want) > 1e-15*math.Abs(sinhCoef[n])+1e-17 {
				t.Errorf("coefficient %d of the product is %g", n, sum)
			}
		}
	})
}
