//go:build !race

package fit

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"testing"
)

var coverageTable = flag.String("coverage-table", "", "simulate the full coverage table and write it to this file")

// A trial is one kind of sweep that is simulated many times.
type trial struct {
	serial, cv float64
	most       int // N = 1, 2, 4 … most
	repeats    int
	disturb    func(r *rand.Rand, workers, block int) float64 // factor on a time; nil: none
	est        Estimator
}

// covered counts the intervals of S by whether they contain S.
type covered struct {
	held, below, widened int // S in the interval; S at or below the upper end; widened
	width                float64
}

func (k trial) workers() []int {
	var ns []int
	for n := 1; n <= k.most; n *= 2 {
		ns = append(ns, n)
	}
	return ns
}

// times generates the runs of one sweep, block by block.
func (k trial) times(r *rand.Rand) []Observation {
	var obs []Observation
	for block := range k.repeats {
		for _, n := range k.workers() {
			s := amdahlTime(float64(n), k.serial) * math.Exp(k.cv*r.NormFloat64())
			if k.disturb != nil {
				s *= k.disturb(r, n, block)
			}
			obs = append(obs, Observation{n, s})
		}
	}
	return obs
}

func (k trial) run(t *testing.T, r *rand.Rand, trials int) covered {
	var c covered
	for range trials {
		f := fitted(t, k.times(r), k.est)
		i := f.SerialFraction
		if i.Lo <= k.serial && k.serial <= i.Hi {
			c.held++
		}
		if k.serial <= i.Hi {
			c.below++
		}
		if f.Widened {
			c.widened++
		}
		c.width += (i.Hi - i.Lo) / float64(trials)
	}
	return c
}

// The small table always runs, with a fixed seed and bounds of three standard deviations
// around 93–97 %. With -coverage-table the full table runs and is written into the
// documentation.
func TestCoverage(t *testing.T) {
	if *coverageTable != "" {
		fullCoverage(t)
		return
	}
	const trials = 600
	r := rand.New(rand.NewPCG(1967, 30))
	for _, most := range []int{2, 8, 64} {
		for _, s := range []float64{0, 0.05} {
			for _, repeats := range []int{3, 8} {
				k := trial{serial: s, cv: 0.02, most: most, repeats: repeats, est: TrimmedMean}
				c := k.run(t, r, trials)
				if c.held < 540 || c.held > 594 {
					t.Errorf("%+v: %d of %d intervals hold S", k, c.held, trials)
				}
				if s == 0 && c.below < 570 {
					t.Errorf("%+v: S < hi is right %d times in %d", k, c.below, trials)
				}
			}
		}
	}
}

func fullCoverage(t *testing.T) {
	const trials = 5000
	serials := []float64{0, 0.001, 0.002, 0.01, 0.05, 0.2}
	noises := []float64{0.005, 0.02, 0.05}
	grids, repeats := []int{2, 8, 64}, []int{3, 4, 5, 10, 20}

	var out bytes.Buffer
	fmt.Fprintf(&out, `# Coverage of the intervals of S

How often the nominal 95 %% interval of the serial fraction holds the true one, in %%,
over %d simulated sweeps for each entry (standard error 0.3). Written by
`+"`make coverage`"+`. Times are Amdahl's law with Gaussian noise in log time of the given
coefficient of variation (CV); the estimator is the trimmed mean.

## Where the model is right

| N | repeats | S | CV 0.5 %% | CV 2 %% | CV 5 %% |
|---|---|---|---|---|---|
`, trials)
	var cells []trial
	for _, most := range grids {
		for _, rep := range repeats {
			for _, s := range serials {
				for _, cv := range noises {
					cells = append(cells, trial{serial: s, cv: cv, most: most, repeats: rep, est: TrimmedMean})
				}
			}
		}
	}
	results := simulateAll(t, cells, trials)
	percent := func(n int) float64 { return 100 * float64(n) / trials }
	lowest, highest, oneSided := 100.0, 0.0, 100.0
	for i, k := range cells {
		p := percent(results[i].held)
		lowest, highest = min(lowest, p), max(highest, p)
		if k.serial == 0 {
			oneSided = min(oneSided, percent(results[i].below))
		}
		if i%len(noises) == 0 {
			fmt.Fprintf(&out, "| 1..%d | %d | %g |", k.most, k.repeats, k.serial)
		}
		fmt.Fprintf(&out, " %.1f |", p)
		if i%len(noises) == len(noises)-1 {
			fmt.Fprintln(&out)
		}
	}
	fmt.Fprintf(&out, `
Lowest %.1f, highest %.1f. At S = 0 the statement "S < hi" was right in %.1f %% of the
sweeps or more.

## Where it is not, and other estimators

S = 0.02, CV 2 %%, 10 repeats. "Widened" counts the sweeps whose lack of fit was
significant at 5 %%.

| what | N | estimator | holds S | S ≤ hi | widened | mean width |
|---|---|---|---|---|---|---|
`, lowest, highest, oneSided)
	if lowest < 93 || highest > 97 || oneSided < 95 {
		t.Errorf("coverage from %.1f to %.1f %%, one-sided from %.1f %%", lowest, highest, oneSided)
	}

	outliers := func(r *rand.Rand, _, _ int) float64 {
		if r.Float64() < 0.02 {
			return 3
		}
		return 1
	}
	drift := func(_ *rand.Rand, _, block int) float64 { return 1 + 0.05*float64(block)/9 }
	coherency := func(_ *rand.Rand, n, _ int) float64 {
		return 1 + 0.0005*float64(n-1)/amdahlTime(float64(n), 0.02)
	}
	kinds := []struct {
		name    string
		disturb func(*rand.Rand, int, int) float64
		est     Estimator
	}{
		{"clean", nil, TrimmedMean},
		{"clean", nil, Mean},
		{"clean", nil, Median},
		{"clean", nil, Minimum},
		{"2 % of the runs take three times as long", outliers, TrimmedMean},
		{"2 % of the runs take three times as long", outliers, Mean},
		{"2 % of the runs take three times as long", outliers, Median},
		{"drift of 5 % over the sweep, in blocks", drift, TrimmedMean},
		{"wrong model: true kappa 0.0005", coherency, TrimmedMean},
	}
	cells = cells[:0]
	for _, k := range kinds {
		for _, most := range grids {
			cells = append(cells, trial{serial: 0.02, cv: 0.02, most: most, repeats: 10, disturb: k.disturb, est: k.est})
		}
	}
	for i, c := range simulateAll(t, cells, trials) {
		k := cells[i]
		fmt.Fprintf(&out, "| %s | 1..%d | %s | %.1f | %.1f | %.1f | %.4f |\n",
			kinds[i/len(grids)].name, k.most, k.est.Title, percent(c.held), percent(c.below), percent(c.widened), c.width)
	}
	fmt.Fprint(&out, `
With the wrong model the interval of Amdahl's S is about another quantity, the S that
sums up that range of N. The choice of a model sees the difference where N spans
enough:

| N | chosen: amdahl | usl | another | cannot tell | sigma of usl held where chosen |
|---|---|---|---|---|---|
`)
	for _, most := range grids {
		k := trial{serial: 0.02, cv: 0.02, most: most, repeats: 10, disturb: coherency}
		chosen, held := map[string]int{}, 0
		const choices = 300
		r := rand.New(rand.NewPCG(1967, uint64(most)))
		for range choices {
			ch, err := Default.Choose(Readings(k.times(r)))
			if err != nil {
				t.Fatal(err)
			}
			if !ch.Decided {
				chosen["cannot tell"]++
				continue
			}
			chosen[ch.Curve.Model]++
			if p, ok := ch.Curve.Param("sigma"); ok && p.Estimate.Lo <= k.serial && k.serial <= p.Estimate.Hi {
				held++
			}
		}
		a, u, c := chosen["amdahl"], chosen["usl"], chosen["cannot tell"]
		share := func(n, of int) string {
			if of == 0 {
				return "–"
			}
			return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
		}
		fmt.Fprintf(&out, "| 1..%d | %s | %s | %s | %s | %s |\n", most, share(a, choices), share(u, choices),
			share(choices-a-u-c, choices), share(c, choices), share(held, u))
	}
	smallOverhead(t, &out)
	onceCoverage(t, &out)
	predictionCoverage(t, &out)
	meanCoverage(t, &out)
	blockCoverage(t, &out)
	driftCoverage(t, &out)
	repeatedCoverage(t, &out)
	ownCoverage(t, &out)
	if err := os.WriteFile(*coverageTable, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// smallOverhead adds the table of S where overhead is small, whichever law is chosen.
func smallOverhead(t *testing.T, out *bytes.Buffer) {
	const sweeps = 2000
	fmt.Fprintf(out, `
## Where overhead may be too small to be seen

The interval of S that a sweep prints, whichever law is chosen, over %d sweeps for
each entry (standard error 0.5): S = 0.02, CV 2 %%, 10 repeats. The interval is the
profile of sigma over all kappa of 0 or above.

| N | kappa | holds S | mean width |
|---|---|---|---|
`, sweeps)
	for _, most := range []int{2, 8, 64} {
		for _, kappa := range []float64{0, 1e-5, 2e-5, 5e-5, 1e-4, 5e-4} {
			held, width := holdsSerial(t, rand.New(rand.NewPCG(1993, uint64(most))), 0.02, kappa, most, sweeps)
			percent := 100 * float64(held) / sweeps
			fmt.Fprintf(out, "| 1..%d | %g | %.1f | %.4f |\n", most, kappa, percent, width)
			if percent < 93 {
				t.Errorf("N = 1..%d, kappa %g: coverage %.1f %%", most, kappa, percent)
			}
		}
	}
}

// onAllCPUs calls do for each i below n, on as many goroutines as there are CPUs.
func onAllCPUs(n int, do func(i int)) {
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

// simulateAll runs the trials on all CPUs. Each trial has its own seed, so that the table
// does not depend on the number of CPUs.
func simulateAll(t *testing.T, cells []trial, trials int) []covered {
	results := make([]covered, len(cells))
	onAllCPUs(len(cells), func(i int) {
		results[i] = cells[i].run(t, rand.New(rand.NewPCG(1967, uint64(i))), trials)
	})
	return results
}
