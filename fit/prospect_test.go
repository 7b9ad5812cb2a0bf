//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// By Amdahl's law the time of a faster kernel is S + (1−S)/(g·n), to the ends of S.
func TestProspectOfAmdahl(t *testing.T) {
	p := Assumed(Interval{0.0117, 0.0102, 0.0131, 0.95})
	for _, tc := range []struct{ n, faster, value, lo, hi float64 }{
		{1, 1, 1, 1, 1},
		{8, 1, 0.0117 + 0.9883/8, 0.0102 + 0.9898/8, 0.0131 + 0.9869/8},
		{1, 10, 0.0117 + 0.09883, 0.0102 + 0.09898, 0.0131 + 0.09869},
		{1e9, 10, 0.0117, 0.0102, 0.0131},
	} {
		got := p.Share(tc.n, tc.faster)
		for _, x := range [][2]float64{{got.Value, tc.value}, {got.Lo, tc.lo}, {got.Hi, tc.hi}} {
			if math.Abs(x[0]-x[1]) > 1e-8 {
				t.Errorf("Share(%v, %v) = %+v, want %v (%v–%v)", tc.n, tc.faster, got, tc.value, tc.lo, tc.hi)
			}
		}
	}
	if below := Assumed(Interval{-0.01, -0.02, 0.01, 0.95}).Share(10, 1); below.Value != 0.1 || below.Lo != 0.1 {
		t.Errorf("S below 0 is faster than N: %+v", below)
	}
}

// With another S in place of its own, Amdahl's law is that of the other S, also where its own is above
// 1, as where more workers are slower.
func TestShareOfAnotherS(t *testing.T) {
	for _, own := range []float64{-0.1, 0, 0.3, 1, 1.3, 5} {
		p := Assumed(Interval{Value: own, Lo: own, Hi: own})
		for _, s := range []float64{0, 0.02, 1} {
			for _, faster := range []float64{1, 10} {
				if got, want := p.ShareOf(s, 64, faster), s+(1-s)/(64*faster); math.Abs(got-want) > 1e-12 {
					t.Errorf("S of %v in place of %v, kernel %vx: %v, want %v", s, own, faster, got, want)
				}
			}
		}
	}
}

// Beyond S = 1 there is no parallel work that a faster kernel could make shorter.
func TestProspectBeyondOne(t *testing.T) {
	p := Assumed(Interval{1.2, 0.9, 1.4, 0.95})
	for _, n := range []float64{1, 8} {
		if as, fast := p.Share(n, 1), p.Share(n, 10); fast.Value != as.Value || fast.Hi != as.Hi || fast.Lo >= as.Lo {
			t.Errorf("N = %v: %+v with a faster kernel, %+v without", n, fast, as)
		}
	}
}

// Far beyond the readings Amdahl's law is never alone: overhead that they do not exclude has
// its upper end, and what two N show may be overhead altogether.
func TestProspectsLeaveOverheadOpen(t *testing.T) {
	for name, tc := range map[string]struct {
		law   func(n float64) float64
		loads []float64
		other string
	}{
		"two N":                 {func(n float64) float64 { return amdahlTime(n, 0.05) }, []float64{1, 2}, "overhead"},
		"Amdahl's law":          {func(n float64) float64 { return amdahlTime(n, 0.05) }, []float64{1, 2, 4, 8}, "usl"},
		"a kappa of 0.00002":    {func(n float64) float64 { return amdahlTime(n, 0.05) + 0.00002*(n-1) }, []float64{1, 2, 4, 8, 16}, "usl"},
		"kappa's estimate is 0": {func(n float64) float64 { return amdahlTime(n, 0.05) - 0.00002*(n-1) }, []float64{1, 2, 4, 8, 16}, "usl"},
	} {
		rng := rand.New(rand.NewPCG(3, 4))
		var rs []Reading
		for _, n := range tc.loads {
			for range 10 {
				rs = append(rs, Reading{n, tc.law(n) * math.Exp(0.01*rng.NormFloat64())})
			}
		}
		ch, err := Default.Choose(rs)
		if err != nil {
			t.Fatal(err)
		}
		all := ch.Prospects()
		if len(all) != 2 || all[0].Model != "amdahl" || all[1].Model != tc.other {
			t.Fatalf("%s: %+v", name, all)
		}
		if hi, amdahl := all[1].Share(200, 1).Hi, all[0].Share(200, 1).Hi; hi <= amdahl || hi > 6 {
			t.Errorf("%s: %v of the time at N = 200, by Amdahl's law %v", name, hi, amdahl)
		}
	}
}

// A faster kernel leaves the serial part, the overhead and the knee of every other law.
func TestProspectsWithAFasterKernel(t *testing.T) {
	loads := []float64{1, 2, 4, 8, 16, 32, 64}
	for _, tc := range []struct {
		name string
		law  func(n, g float64) float64
	}{
		{"usl", func(n, g float64) float64 { return 0.02 + 0.98/(g*n) + 0.0005*(n-1) }},
		{"capped", func(n, g float64) float64 { return 0.02 + 0.98/(g*min(n, 12)) }},
		{"saturation", func(n, g float64) float64 { return max(1/10.0, 1/(g*n)) }},
	} {
		rng := rand.New(rand.NewPCG(1, 2))
		var rs []Reading
		for _, n := range loads {
			for range 10 {
				rs = append(rs, Reading{n, tc.law(n, 1) * math.Exp(0.001*rng.NormFloat64())})
			}
		}
		ch, err := Default.Choose(rs)
		if err != nil {
			t.Fatal(err)
		}
		p := ch.Prospects()[0]
		if p.Model != tc.name {
			t.Fatalf("%s: the law is %s", tc.name, p.Model)
		}
		for _, n := range []float64{2, 8, 16, 60} {
			for _, g := range []float64{1, 3, 10} {
				if got, want := p.Share(n, g), tc.law(n, g); math.Abs(got.Value/want-1) > 0.03 || !(got.Lo <= got.Value && got.Value <= got.Hi) {
					t.Errorf("%s: Share(%v, %v) = %+v, want %v", tc.name, n, g, got, want)
				}
			}
		}
	}
}

// No speed-up that the ceiling allows for is beyond the laws, and what they reach in any case
// is no more than the ceiling. (That may be more than the lower end of the ceiling, which is of
// one N, where the laws may choose theirs.)
func TestProspectsBoundTheCeiling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.Float64Range(0, 0.3).Draw(t, "S")
		kappa := rapid.SampledFrom([]float64{0, 0, 1e-4, 1e-3}).Draw(t, "kappa")
		noise := rapid.Float64Range(0.002, 0.03).Draw(t, "noise")
		most := rapid.SampledFrom([]float64{4, 8, 32}).Draw(t, "N")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var rs []Reading
		for n := 1.0; n <= most; n *= 2 {
			for range 6 {
				rs = append(rs, Reading{n, (s + (1-s)/n + kappa*(n-1)) * math.Exp(noise*rng.NormFloat64())})
			}
		}
		ch, err := Default.Choose(rs)
		if err != nil {
			t.Fatal(err)
		}
		lo, hi := math.Inf(1), 0.0
		for _, p := range ch.Prospects() {
			least, greatest := 0.0, 0.0
			for n := 1.0; n < farthest; n *= math.Sqrt2 {
				up := p.Share(n, 1).Reciprocal()
				least, greatest = max(least, up.Lo), max(greatest, up.Hi)
			}
			lo, hi = min(lo, least), max(hi, greatest)
		}
		limits := ch.MaxSpeedup(ch.Curve)
		if best := ch.Curve.best(); lo > 1.001*max(limits.Value, best.Value) || limits.Hi < farthest/100 && hi < 0.97*limits.Hi && best.Value < 0.97*limits.Hi {
			t.Fatalf("the laws reach %v–%v, the ceiling is %v–%v", lo, hi, limits.Lo, limits.Hi)
		}
	})
}

// With another S the law goes on with its overhead and its knee, whatever better code does.
func TestShareOfAnotherSerialFraction(t *testing.T) {
	loads := []float64{1, 2, 4, 8, 16, 32, 64}
	for _, tc := range []struct {
		name string
		law  func(s, n, g float64) float64
		knee float64
	}{
		{"usl", func(s, n, g float64) float64 { return s + (1-s)/(g*n) + 0.0005*(n-1) }, math.Inf(1)},
		{"capped", func(s, n, g float64) float64 { return s + (1-s)/(g*min(n, 12)) }, 12},
		{"saturation", func(s, n, g float64) float64 { w := max(1/10.0, 1/(g*n)); return s + (1-s)*w }, 10},
	} {
		own := 0.02
		if tc.name == "saturation" {
			own = 0
		}
		var rs []Reading
		for _, n := range loads {
			for k := range 6 {
				rs = append(rs, Reading{n, tc.law(own, n, 1) * (1 + 0.0005*float64(k%3-1))})
			}
		}
		ch, err := Default.Choose(rs)
		if err != nil {
			t.Fatal(err)
		}
		p := ch.Prospects()[0]
		if knee := p.Knee(); p.Model != tc.name || knee != tc.knee && math.Abs(knee/tc.knee-1) > 0.01 {
			t.Fatalf("%s: the law is %s, its knee %v", tc.name, p.Model, knee)
		}
		for _, n := range []float64{1, 2, 8, 20, 60} {
			for _, g := range []float64{1, 10} {
				for _, s := range []float64{0, 0.01, 0.3, 1} {
					if got, want := p.ShareOf(s, n, g), tc.law(s, n, g); math.Abs(got/want-1) > 0.01 {
						t.Errorf("%s: S = %v, N = %v, %vx the kernel: %v, want %v", tc.name, s, n, g, got, want)
					}
				}
			}
		}
	}
}
