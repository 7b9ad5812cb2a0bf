package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Where the model is right, the intervals of the bootstrap and the profile nearly agree.
func TestBootstrapAgreesWithProfile(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, est := range []Estimator{TrimmedMean, Mean, Median} {
		for _, model := range []Model{AmdahlLaw, USL} {
			obs := simulate(r, 3, 0.05, 0.02, 30, 1, 2, 4, 8, 16, 32, 64)
			c, err := Method{est, LogTime, 0.95}.Fit(model, Readings(obs))
			if err != nil {
				t.Fatal(err)
			}
			boot, err := c.Bootstrap(4000, 1)
			if err != nil {
				t.Fatal(err)
			}
			for k, b := range boot {
				p := c.Params[k].Estimate
				if ratio := (b.Hi - b.Lo) / (p.Hi - p.Lo); ratio < 0.5 || ratio > 4 {
					t.Errorf("%s, %s, %s: bootstrap %+v, profile %+v", est.Name, model.Name, c.Params[k].Name, b, p)
				}
				if b.Lo > p.Value || b.Hi < p.Value {
					t.Errorf("%s, %s, %s: bootstrap %+v does not hold the estimate %v", est.Name, model.Name, c.Params[k].Name, b, p.Value)
				}
			}
		}
	}
}

// Points off the curve widen the bootstrap's interval, as lack of fit widens the profile's.
func TestBootstrapSeesLackOfFit(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	width := func(kappa float64) float64 {
		var rs []Reading
		for n := 1.0; n <= 64; n *= 2 {
			for range 10 {
				rs = append(rs, Reading{n, (amdahlTime(n, 0.02) + kappa*(n-1)) * math.Exp(0.005*r.NormFloat64())})
			}
		}
		c, err := Default.Fit(AmdahlLaw, rs)
		if err != nil {
			t.Fatal(err)
		}
		boot, err := c.Bootstrap(2000, 1)
		if err != nil {
			t.Fatal(err)
		}
		return boot[1].Hi - boot[1].Lo
	}
	if right, wrong := width(0), width(0.001); wrong < 3*right {
		t.Errorf("width %v with the right model, %v with the wrong one", right, wrong)
	}
}

func TestBootstrapIsRepeatable(t *testing.T) {
	c, err := Default.Fit(AmdahlLaw, Readings(simulate(rand.New(rand.NewPCG(9, 9)), 1, 0.1, 0.02, 6, 1, 2, 4)))
	if err != nil {
		t.Fatal(err)
	}
	a, errA := c.Bootstrap(500, 42)
	b, errB := c.Bootstrap(500, 42)
	if errA != nil || errB != nil || a[1] != b[1] {
		t.Errorf("%+v, %v and %+v, %v", a, errA, b, errB)
	}
	if other, _ := c.Bootstrap(500, 43); other[1] == a[1] {
		t.Errorf("another seed gives the same interval %+v", a[1])
	}
}

func TestBootstrapNeedsRepeats(t *testing.T) {
	c, err := Default.Fit(AmdahlLaw, []Reading{{1, 8}, {2, 4.2}, {4, 2.2}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Bootstrap(1000, 1); err == nil {
		t.Error("one run per N was resampled")
	}
	if _, err := c.Bootstrap(10, 1); err == nil {
		t.Error("ten refits were taken")
	}
}

// 10,000 refits of 7 points of 30 repeats.
func BenchmarkBootstrap(b *testing.B) {
	for _, est := range []Estimator{TrimmedMean, Mean} {
		b.Run(est.Name, func(b *testing.B) {
			obs := simulate(rand.New(rand.NewPCG(5, 5)), 1, 0.02, 0.02, 30, 1, 2, 4, 8, 16, 32, 64)
			c, err := Method{est, LogTime, 0.95}.Fit(AmdahlLaw, Readings(obs))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := c.Bootstrap(10000, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
