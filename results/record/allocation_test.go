//go:build !race

package record

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

var allocationTable = flag.String("allocation-table", "", "simulate many sweeps to a width of the interval of S and write the time that they take to this file")

// An aim is a sweep of simulated runs that ends where the interval of S is narrow enough. A
// run takes T(n) = (1 + sigma·(n−1) + kappa·n·(n−1))/n seconds, n being at most the CPUs.
type aim struct {
	cpus, most       int
	sigma, kappa, cv float64
	width            float64
}

// sweep makes the runs and returns the seconds that they took and the width at each look. What
// design returns for the header is how often each N is run.
func (a aim) sweep(t *testing.T, seed uint64, design func(*results.Header) []int) (seconds float64, s results.File, widths []float64) {
	h := header(harness.WorkerCounts(a.most)...)
	h.Machine.EffectiveCPUs, h.GOMAXPROCS, h.Warmup, h.Repeats = float64(a.cpus), a.cpus, 0, 0
	h.Seed, h.Balanced, h.Design = seed, true, design(&h)
	order := harness.Sweep{Seed: seed, Balanced: true, Design: harness.NewDesign(h.Workers, h.Design)}
	plan := order.Plan(harness.Trial{Engine: &harness.Pool{}, Job: &harness.Job{Data: &harness.Dataset{}}, Workers: h.Workers})
	s = results.File{Header: h}
	r := rand.New(rand.NewPCG(seed, 64))
	looks := recorder{stop: Stop{Precision: a.width}, look: firstLook}
	for run := range plan {
		if run.Order == 0 && run.Block == looks.look {
			i, _, err := analysis.TwoNumbers(&s)
			if err != nil {
				t.Fatal(err)
			}
			widths = append(widths, i.Hi-i.Lo)
			if looks.judge(run.Block, i.Hi-i.Lo); looks.precise || seconds > 5000 {
				break
			}
		}
		n := float64(min(run.Workers, a.cpus))
		took := (1 + a.sigma*(n-1) + a.kappa*n*(n-1)) / n * math.Exp(a.cv*r.NormFloat64())
		run.Start = runtest.Epoch.Add(time.Duration(seconds * 1e9))
		run.Timing = harness.Timing{Wall: time.Duration(took * 1e9), Parallel: time.Duration(took * 1e9)}
		seconds += took
		s.Runs = append(s.Runs, run)
	}
	return seconds, s, widths
}

func once(*results.Header) []int { return nil }

// A reach sums up many sweeps of an aim.
type reach struct {
	mean, median float64 // seconds
	held         int
	jumps        []float64 // by what factor more or less than by the square root of the blocks a width differs from that at the look before, ascending
}

func (a aim) reached(t *testing.T, sweeps int, design func(*results.Header) []int) reach {
	var out reach
	took := make([]float64, sweeps)
	var mu sync.Mutex
	var workers sync.WaitGroup
	for c := range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := c; i < sweeps; i += runtime.GOMAXPROCS(0) {
				seconds, f, widths := a.sweep(t, uint64(i), design)
				s, _, err := analysis.TwoNumbers(&f)
				mu.Lock()
				took[i] = seconds
				if err == nil && s.Lo <= a.sigma && a.sigma <= s.Hi {
					out.held++
				}
				for k := 1; k < len(widths); k++ {
					out.jumps = append(out.jumps, math.Exp(math.Abs(math.Log(widths[k]/widths[k-1]*math.Sqrt(lookFurther)))))
				}
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	for _, x := range took {
		out.mean += x / float64(sweeps)
	}
	slices.Sort(took)
	slices.Sort(out.jumps)
	out.median = took[sweeps/2]
	return out
}

func (r reach) jump(share float64) float64 { return r.jumps[int(share*float64(len(r.jumps)-1))] }

var aims = []aim{
	{2, 64, 0.02, 0, 0.01, 0.02},
	{2, 64, 0.02, 0, 0.02, 0.02},
	{8, 64, 0.02, 0, 0.02, 0.01},
	{8, 64, 0.02, 0, 0.02, 0.005},
	{8, 64, 0.05, 0, 0.02, 0.01},
	{8, 64, 0.02, 1e-4, 0.02, 0.01},
	{8, 64, 0.02, 5e-4, 0.02, 0.01},
	{16, 64, 0.02, 0, 0.02, 0.005},
	{64, 64, 0.02, 0, 0.02, 0.002},
	{64, 64, 0.05, 0, 0.05, 0.005},
	{64, 64, 0.2, 0, 0.02, 0.01},
	{64, 64, 0.02, 1e-5, 0.02, 0.002},
	{64, 64, 0.02, 1e-4, 0.02, 0.004},
}

// With the design a sweep reaches its width in less time than with each N once in a block, and
// its interval holds S. The bounds are three standard deviations wide. With
// -allocation-table many sweeps are simulated and written to the docs.
func TestTimeToWidth(t *testing.T) {
	if *allocationTable == "" {
		if testing.Short() {
			t.Skip("simulates 80 sweeps: left out by -short")
		}
		for _, a := range []aim{aims[0], aims[8]} {
			even, designed := a.reached(t, 20, once), a.reached(t, 20, analysis.Allocation)
			if designed.mean > 0.8*even.mean || designed.held < 16 {
				t.Errorf("%+v: %.1f s with the design, %.1f s without; it holds S %d times in 20", a, designed.mean, even.mean, designed.held)
			}
		}
		return
	}
	const sweeps = 400
	var out strings.Builder
	fmt.Fprintf(&out, `# Time to an interval of S

Written by `+"`make coverage`"+`. Over %d simulated sweeps for each entry, the time in seconds of
runs, T(1) = 1 s, until the interval of S is narrower than the width: N = 1, 2, 4 … 64 by
the USL with sigma = S, on so many CPUs, beyond which more workers take as long. "Each once"
is a block with every N once, "designed" what a sweep does. "Holds" is how often the interval
at which the sweep stopped holds S, in %% (standard error 1.1). "Step" is by what factor the
width at a look is off what it would be if it fell with the root of the blocks: the 90 %%
quantile over all looks.

| CPUs | S | kappa | CV | width | each once: mean | median | designed: mean | median | mean, of each once | holds | step |
|---|---|---|---|---|---|---|---|---|---|---|---|
`, sweeps)
	for _, a := range aims {
		even, designed := a.reached(t, sweeps, once), a.reached(t, sweeps, analysis.Allocation)
		holds := 100 * float64(designed.held) / sweeps
		fmt.Fprintf(&out, "| %d | %g | %g | %g %% | %g | %.1f | %.1f | %.1f | %.1f | %.2f | %.1f | %.2f |\n", a.cpus, a.sigma, a.kappa, 100*a.cv, a.width,
			even.mean, even.median, designed.mean, designed.median, designed.mean/even.mean, holds, designed.jump(0.9))
		if holds < 92 {
			t.Errorf("%+v: the interval holds S in %.1f %%", a, holds)
		}
	}
	if err := os.WriteFile(*allocationTable, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
