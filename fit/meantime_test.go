package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A rarity is a sweep whose mean time is not that of its typical run, or might not be.
type rarity struct {
	name   string
	serial float64 // S of the mean time
	run    func(r *rand.Rand, n float64, before int) float64
	still  bool // noise that leaves the mean alike
}

// slowly is how many of the rarities have slow runs that make S another; the others have
// noise that leaves it as it is.
const slowly = 3

// rarities are sweeps with T1 = 1 s: of N workers after so many other runs.
var rarities = []rarity{
	{"one run in ten waits 0.5 s", 0.1 / 1.05, func(r *rand.Rand, n float64, _ int) float64 {
		return (amdahlTime(n, 0.05) + 0.5*often(r, 0.1)) * jitter(r)
	}, false},
	{"S 0.03 in 90 % of the runs, 0.23 in 10 %", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.03+0.2*often(r, 0.1)) * jitter(r)
	}, false},
	{"S log-normal, mean 0.05, CV 1", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, min(0.9, 0.05*math.Exp(-0.3466+0.8326*r.NormFloat64()))) * jitter(r)
	}, false},
	{"S uniform from 0.02 to 0.08", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.02+0.06*r.Float64()) * jitter(r)
	}, false},
	{"exponential wait of 5 ms", 0.055 / 1.005, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.05) + 0.005*r.ExpFloat64()
	}, false},
	{"T1 = 1 ms, exponential wait of 0.3 ms", 0.35 / 1.3, func(r *rand.Rand, n float64, _ int) float64 {
		return (amdahlTime(n, 0.05) + 0.3*r.ExpFloat64()) / 1000
	}, false},
	{"20 % of the runs x1.5", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.05) * jitter(r) * (1 + 0.5*often(r, 0.2))
	}, false},
	{"log-normal, 2 %", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.05) * jitter(r)
	}, true},
	{"drift to twice the time over 50 runs", 0.05, func(r *rand.Rand, n float64, before int) float64 {
		return amdahlTime(n, 0.05) * jitter(r) * (1 + float64(before)/50)
	}, true},
	{"t of 2 degrees of freedom, 2 %", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.05) * math.Exp(0.02*r.NormFloat64()/math.Sqrt(r.ExpFloat64()))
	}, false},
	{"x10 in one run of 30", 0.05, func(r *rand.Rand, n float64, _ int) float64 {
		return amdahlTime(n, 0.05) * jitter(r) * (1 + 9*often(r, 1.0/30))
	}, false},
}

// jitter is log-normal noise of 2 %.
func jitter(r *rand.Rand) float64 { return math.Exp(0.02 * r.NormFloat64()) }

// often is 1 with probability p, else 0.
func often(r *rand.Rand, p float64) float64 {
	if r.Float64() < p {
		return 1
	}
	return 0
}

// sweep is N = 1, 2, 4, 8, 16, each once in a block, in random order.
func (k rarity) sweep(r *rand.Rand, repeats int) []Observation {
	var obs []Observation
	order := []int{1, 2, 4, 8, 16}
	for range repeats {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			obs = append(obs, Observation{n, k.run(r, float64(n), len(obs))})
		}
	}
	return obs
}

// What the means are and what they cost, on five runs of each of three N of which one is
// slow.
func TestMeanTime(t *testing.T) {
	var obs []Observation
	for _, n := range []int{1, 2, 4} {
		for _, e := range []float64{-0.01, -0.005, 0, 0.005, 0.01} {
			obs = append(obs, Observation{n, amdahlTime(float64(n), 0.1) * math.Exp(e)})
		}
	}
	obs[len(obs)-1].Seconds += 2
	f := fitted(t, obs, TrimmedMean)
	m := f.MeanTime()
	if m.Standing != MeanUndetermined || m.Carriers > 2 || m.Need.Runs != 20 {
		t.Errorf("standing %d, %.2f carriers, need %v: one slow run determines no mean", m.Standing, m.Carriers, m.Need)
	}
	if len(m.Slow) != 1 || m.Slow[0].Workers != 4 || m.Slow[0].Slow != 1 || m.Slow[0].Runs != 5 || !near(m.Slow[0].Seconds, 0.4, 0.01) {
		t.Errorf("slow runs %+v, want one at N = 4, which costs 2 s in one of five", m.Slow)
	}
	sum := func(n int) (s float64) {
		for _, o := range obs {
			if o.Workers == n {
				s += o.Seconds / 5
			}
		}
		return s
	}
	seconds, _ := m.PointSeconds(4)
	speedup, _ := m.PointSpeedup(4)
	e, ok := m.PointKarpFlatt(4)
	if !ok || !near(seconds.Value, sum(4), 1e-12) || !near(speedup.Value, sum(1)/sum(4), 1e-12) || !near(e.Value, KarpFlatt(4, sum(4), sum(1)), 1e-12) {
		t.Errorf("at N = 4 %v s, speed-up %v, e(4) %v, are not those of the means", seconds, speedup, e)
	}
	for _, i := range []Interval{m.SerialFraction, m.T1, m.Seconds(8), m.Speedup(8), seconds, speedup, e} {
		if !(i.Lo < i.Value && i.Value < i.Hi) {
			t.Errorf("%v does not hold its value", i)
		}
	}
	if _, ok := m.PointSeconds(3); ok {
		t.Error("a mean of no runs")
	}
}

// Where the noise of a mean is not determined there is none.
func TestNoMeanTime(t *testing.T) {
	once := []Observation{{1, 1}, {2, 0.55}, {4, 0.33}}
	for name, c := range map[string]struct {
		obs    []Observation
		model  Model
		method Method
	}{
		"one run each":   {once, AmdahlLaw, Default},
		"exact repeats":  {append(slices.Clone(once), once...), AmdahlLaw, Default},
		"weak scaling":   {append(slices.Clone(once), Observation{1, 1.1}, Observation{4, 0.4}, Observation{2, 0.5}), Gustafson, Default},
		"another loss":   {append(slices.Clone(once), Observation{1, 1.1}, Observation{4, 0.4}, Observation{2, 0.5}), AmdahlLaw, Method{Mean, Time, 0.95}},
		"no serial part": {append(slices.Clone(once), Observation{1, 1.1}, Observation{4, 0.4}, Observation{2, 0.5}), Linear, Default},
	} {
		curve, err := c.method.Fit(c.model, Readings(c.obs))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m := curve.MeanTime(Interval{}); m != nil {
			t.Errorf("%s: S of the mean time %v", name, m.SerialFraction)
		}
	}
}

func near(got, want, off float64) bool { return math.Abs(got-want) <= off }

// The curve of the mean has the mean's S, and meets a speed-up at more workers than the
// typical one, or never.
func TestMeanCurve(t *testing.T) {
	k := rarities[0]
	obs := k.sweep(rand.New(rand.NewPCG(3, 3)), 30)
	for _, model := range []Model{AmdahlLaw, USL, Capped} {
		typical, err := Default.Fit(model, Readings(obs))
		if err != nil {
			t.Fatal(err)
		}
		m := typical.MeanTime(typical.Params[1].Estimate)
		c := m.Curve()
		if c.Params[1].Estimate != m.SerialFraction || !near(c.Seconds(4).Value, m.Seconds(4).Value, 1e-12) {
			t.Errorf("%s: S %v and T(4) %v, of the mean %v and %v", model.Name, c.Params[1], c.Seconds(4), m.SerialFraction, m.Seconds(4))
		}
		if typical.Params[1].Estimate == m.SerialFraction {
			t.Errorf("%s: the typical curve was changed", model.Name)
		}
		const target = 5
		if a, b := typical.SolveSpeedup(target), c.SolveSpeedup(target); b.Reachable && b.Load.Value <= a.Load.Value {
			t.Errorf("%s: a speed-up of %d at %v workers on the mean, at %v in the typical run", model.Name, target, b.Load, a.Load)
		}
	}
}
