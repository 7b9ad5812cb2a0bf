package studentt

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
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
