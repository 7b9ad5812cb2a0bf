package curves

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"serialfraction/fit"
)

var truthSeries = flag.Int("truth-series", seriesHeld, "number of random series whose verdicts are held against their points")

// TestVerdictsAreTrue holds every claim of a verdict against the points of the same series,
// over random series of every law, with and without CPUs, a law that the caller names,
// another estimator or loss. It goes by the readings, not by the package under test.
func TestVerdictsAreTrue(t *testing.T) {
	var mutex sync.Mutex
	wrong := map[string]int{}
	falls, shown := 0, 0
	next := make(chan uint64)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for seed := range next {
				s, o := randomSeries(rand.New(rand.NewPCG(2026, seed)))
				a, err := Analyze(s, o)
				if err != nil {
					continue // refused
				}
				faults := falsehoods(a, s)
				mutex.Lock()
				if len(faults) > 0 {
					falls++
				}
				for _, f := range faults {
					wrong[f.what]++
					if shown++; shown <= 10 {
						t.Errorf("series %d: %s (%s)\n%+v\n%s", seed, f.what, f.detail, s.Readings, a.Verdict)
					}
				}
				mutex.Unlock()
			}
		})
	}
	for seed := range uint64(*truthSeries) {
		next <- seed
	}
	close(next)
	workers.Wait()
	if falls > 0 {
		t.Errorf("%d of %d verdicts are false: %v", falls, *truthSeries, wrong)
	}
}

// randomSeries returns a series of 2 to 10 N with 1 to 10 repeats, and how to analyze it.
func randomSeries(r *rand.Rand) (Series, Options) {
	s, kappa := 0.3*r.Float64()*r.Float64(), 0.02*r.Float64()*r.Float64()*r.Float64()
	knee := 1 + 20*r.Float64()
	laws := []func(n float64) float64{
		func(n float64) float64 { return s + (1-s)/n },
		func(n float64) float64 { return (1 + s*(n-1) + kappa*n*(n-1)) / n },
		func(n float64) float64 { return s + (1-s)/min(n, knee) },
		func(n float64) float64 { return 1 / min(n, knee) },
		func(n float64) float64 { return 1/n + kappa*(n-1) },
		func(n float64) float64 { return 1/n + 0.1*s*math.Log2(max(1, n)) },
		func(float64) float64 { return 1 },
		func(n float64) float64 { return math.Pow(n, -1-0.3*r.Float64()) },
		func(n float64) float64 { return 1 + s*(n-1) },
		func(n float64) float64 { return (1 + 2*r.Float64()*(n-1)) / n },
	}
	law := laws[r.IntN(len(laws))]
	noise := math.Exp(math.Log(0.001) + r.Float64()*math.Log(500))
	repeats, series := 1+r.IntN(10), Series{Quantity: Time, Unit: "s", Sure: true}
	if r.IntN(2) == 0 {
		repeats = 1
	}
	n := []float64{1, 1, 1, 1, 2, 0.1, 0.5}[r.IntN(7)]
	ratio := []float64{2, 2, 2, 1.5, 3}[r.IntN(5)]
	t1 := math.Exp(10 * (r.Float64() - 0.5))
	for range 2 + r.IntN(9) {
		for range repeats {
			series.Readings = append(series.Readings, fit.Reading{Load: n, Seconds: t1 * law(n) * math.Exp(noise*r.NormFloat64())})
		}
		if n *= ratio; n > 1 {
			n = math.Round(n)
		}
	}
	series.Quantity = []Quantity{Time, Time, Time, Throughput, Speedup}[r.IntN(5)]
	o := Options{Method: fit.Default}
	if r.IntN(4) == 0 {
		o.Method.Estimator = fit.Estimators[r.IntN(len(fit.Estimators))]
	}
	if r.IntN(4) == 0 {
		o.Method.Loss = fit.Losses[r.IntN(len(fit.Losses))]
	}
	if r.IntN(4) == 0 {
		o.CPUs = float64(int(1) << r.IntN(6))
	}
	if r.IntN(4) == 0 {
		o.Model = fit.Models[r.IntN(len(fit.Models))].Name
	}
	o.Workers = []float64{0.1, 8, 1000}
	return series, o
}

// A falsehood is a claim that the points contradict.
type falsehood struct{ what, detail string }

// falsehoods lists what an analysis claims against its own points.
func falsehoods(a *Analysis, s Series) []falsehood {
	var list []falsehood
	bad := func(what, format string, args ...any) {
		list = append(list, falsehood{what, fmt.Sprintf(format, args...)})
	}
	m := measure(a, s)
	if a.MaxSpeedup != nil {
		c := *a.MaxSpeedup
		if c.Value < 1 || !(c.Lo <= c.Value && c.Value <= c.Hi) {
			bad("ceiling below 1 or outside of its interval", "%+v", c)
		}
		if best := fastest(a); best.Speedup.Value > c.Hi*(1+1e-9) {
			bad("ceiling below a measured speed-up", "%+v, measured %+v", c, best)
		}
	}
	for _, claim := range a.Claims {
		i, p := claim.Number, claim.Param.Estimate
		if claim.Param.Name != "" && !(p.Lo <= p.Value && p.Value <= p.Hi) {
			bad("estimate outside of its interval", "%+v", claim.Param)
		}
		switch claim.Kind {
		case fit.MostFaster:
			if i != *a.MaxSpeedup {
				bad("two intervals of the ceiling", "%+v and %+v", i, *a.MaxSpeedup)
			}
		case fit.NoneFaster:
			if best := fastest(a); best.Speedup.Value > 1+1e-9 {
				bad("none is faster", "measured %+v", best)
			}
		case fit.MostAbove, fit.OrOverhead:
			if i.Lo > a.MaxSpeedup.Value*(1+1e-9) {
				bad("ceiling above", "%+v", i)
			}
		case fit.BeyondLinear:
			work := func(p point) float64 { // the time of one worker for the same
				if a.Weak && a.Quantity == Time {
					return p.t // a run has the work of one for each worker
				}
				return p.n * p.t
			}
			if !m.any(0, math.Inf(1), func(x, y point) bool { return work(x) > work(y) }) {
				bad("beyond linear", "no N is faster than in proportion")
			}
		case fit.NoOverhead:
			if claim.Overhead.Estimate.Value > 1e-9 {
				bad("no overhead", "%+v", claim.Overhead)
			}
		case fit.StopsAt:
			last := a.FittedWorkers[len(a.FittedWorkers)-1]
			if i.Value >= last {
				bad("stops beyond the points", "N = %g, last %g", i.Value, last)
			}
			if a.ChosenModel == fit.Capped.Name && a.CPUs > 0 && i.Lo == i.Hi && i.Value != a.CPUs {
				bad("stops at another N than was given", "%g", i.Value)
			}
			if m.any(i.Value, math.Inf(1), m.surelyFaster) {
				bad("stops, but an N beyond is faster", "N = %g", i.Value)
			}
		case fit.OverheadOpen:
			if i.Lo > i.Hi || a.MaxSpeedup != nil && i != *a.MaxSpeedup {
				bad("two intervals of the largest speed-up", "%+v and %+v", i, a.MaxSpeedup)
			}
		case fit.PeaksAt:
			if i.Value < 1 {
				bad("peak below N = 1", "%+v", i)
			}
			if m.any(i.Hi, math.Inf(1), m.surelyFaster) || m.any(0, i.Lo, func(x, y point) bool { return m.surelyFaster(y, x) }) {
				bad("peak, but not by the points", "%+v", i)
			}
		}
	}
	for _, p := range a.Predictions {
		for _, i := range []fit.Interval{p.Seconds, p.Throughput, p.Speedup} {
			if !(i.Lo <= i.Value && i.Value <= i.Hi) {
				bad("prediction outside of its interval", "N = %g: %+v", p.Workers, i)
			}
		}
	}
	for _, model := range a.Models {
		for _, p := range model.Params {
			if p.SE != nil && *p.SE > 1e7*max(1, math.Abs(p.Estimate.Value)) {
				bad("an error of nothing that is known", "%s %s", model.Name, p.Name)
			}
		}
	}
	return list
}

// A point is the location of the log times at one N, with the number of runs.
type point struct {
	n, t, runs float64
	fitted     bool
}

// measured is the points of a series with the standard deviation of a run in log time; 0
// degrees of freedom where no N has two runs.
type measured struct {
	points []point
	sd, df float64
}

func measure(a *Analysis, s Series) measured {
	var m measured
	byN := map[float64][]float64{}
	for _, r := range s.Readings {
		byN[r.Load] = append(byN[r.Load], math.Log(r.Seconds))
	}
	if one := slices.ContainsFunc(s.Readings, func(r fit.Reading) bool { return r.Load == 1 }); s.Quantity == Speedup && !one {
		byN[1] = []float64{0}
	}
	ss := 0.0
	for n, ys := range byN {
		sum := 0.0
		for _, y := range ys {
			sum += y
		}
		mean := sum / float64(len(ys))
		for _, y := range ys {
			ss += (y - mean) * (y - mean)
		}
		m.df += float64(len(ys) - 1)
		m.points = append(m.points, point{n, math.Exp(mean), float64(len(ys)), slices.Contains(a.FittedWorkers, n)})
	}
	slices.SortFunc(m.points, func(x, y point) int { return int(math.Copysign(1, x.n-y.n)) })
	if m.df > 0 {
		m.sd = math.Sqrt(ss / m.df)
	}
	return m
}

// surelyFaster reports whether y took less time than x, by far more than the noise: five
// standard errors, with at least 5 degrees of freedom, and 2 %.
func (m measured) surelyFaster(x, y point) bool {
	return m.df >= 5 && math.Log(x.t/y.t) > max(0.02, 5*m.sd*math.Sqrt(1/x.runs+1/y.runs))
}

// any reports whether a relation holds for two fitted points between two N, the first at
// the lower N.
func (m measured) any(from, to float64, holds func(x, y point) bool) bool {
	for j, y := range m.points {
		for _, x := range m.points[:j] {
			if x.fitted && y.fitted && x.n >= from && y.n <= to && holds(x, y) {
				return true
			}
		}
	}
	return false
}

// fastest returns the reported point with the largest speed-up relative to that at N = 1; a
// speed-up of 1 where there is none.
func fastest(a *Analysis) Point {
	best := Point{Workers: 1, Speedup: fit.Interval{Value: 1}}
	one := slices.ContainsFunc(a.Points, func(p Point) bool { return p.Workers == 1 })
	for _, p := range a.Points {
		if (one || a.Quantity == Speedup) && p.Workers > 1 && p.Speedup.Value > best.Speedup.Value {
			best = p
		}
	}
	return best
}
