//go:build !race

// Simulations count how often an answer is right. The code under test starts no goroutine that
// other tests do not start under the race detector too.

package plan

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/timings/curves"
)

var planTable = flag.String("plan-table", "", "simulate the full table of wrong answers and write it to this file")

// A truth is a job whose law is known, and how it is timed.
type truth struct {
	name    string
	law     func(n float64) float64 // T(n)/T(1)
	most    float64                 // N = 1, 2, 4 … most are timed
	repeats int
	noise   float64 // coefficient of variation
}

func amdahlTruth(s float64) func(float64) float64 {
	return func(n float64) float64 { return s + (1-s)/n }
}

func uslTruth(sigma, kappa float64) func(float64) float64 {
	return func(n float64) float64 { return sigma + (1-sigma)/n + kappa*(n-1) }
}

// truths are what plans are held against. The law of each may be another than the one that the
// runs suggest: overhead too small to be seen, a knee among the N, an S of 0.
func truths() []truth {
	var all []truth
	add := func(name string, law func(n float64) float64, most float64) {
		for _, noise := range []float64{0.005, 0.02} {
			all = append(all, truth{name, law, most, 10, noise})
		}
	}
	for _, s := range []float64{0, 0.005, 0.05} {
		for _, most := range []float64{2, 4, 8, 64} {
			add(fmt.Sprintf("Amdahl's law, S = %g", s), amdahlTruth(s), most)
		}
	}
	for _, kappa := range []float64{2e-5, 2e-4, 2e-3} {
		for _, most := range []float64{2, 4, 8, 64} {
			add(fmt.Sprintf("USL, sigma = 0.02, kappa = %g", kappa), uslTruth(0.02, kappa), most)
		}
	}
	capped := func(n float64) float64 { return amdahlTruth(0.02)(min(n, 12)) }
	add("Amdahl's law, S = 0.02, with a knee at N = 12", capped, 64)
	add("1 % of T(1) more with every doubling", func(n float64) float64 { return 1/n + 0.01*math.Log2(n) }, 64)
	return all
}

// edges are the targets, as parts of the shortest time that is really possible: near it wrong
// answers are the most frequent.
var edges = []float64{0.8, 0.9, 0.95, 0.98, 0.999, 1.001, 1.02, 1.05, 1.1, 1.25}

// A tally counts the answers to one question over many sweeps.
type tally struct{ yes, no, open int }

func (k truth) best(limit float64) float64 {
	c := newCourse(limit, smooth, func(n float64) fit.Interval { return fit.Interval{Value: k.law(n)} })
	_, t := c.least(value)
	return t
}

// limits are the most workers that a question allows: two and 16 times the largest N that was
// timed, and any number.
func (k truth) limits() []float64 { return []float64{2 * k.most, 16 * k.most, 0} }

// answers simulates sweeps and asks each for all targets, within each limit.
func (k truth) answers(t *testing.T, rng *rand.Rand, sweeps int, edges []float64) [][]tally {
	tallies := make([][]tally, len(k.limits()))
	for l := range tallies {
		tallies[l] = make([]tally, len(edges))
	}
	for range sweeps {
		s := curves.Series{Name: "simulated", Source: "simulated", Quantity: curves.Time, Sure: true}
		for range k.repeats {
			for n := 1.0; n <= k.most; n *= 2 {
				s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: 100 * k.law(n) * math.Exp(k.noise*rng.NormFloat64())})
			}
		}
		a, err := curves.Analyze(s, curves.Options{Method: fit.Default})
		if err != nil {
			t.Fatal(err)
		}
		b, err := OfTimings("simulated", a)
		for l, limit := range k.limits() {
			best := 100 * k.best(cmp.Or(limit, MostWorkers))
			for e, edge := range edges {
				if err != nil {
					tallies[l][e].open++
				} else {
					tallies[l][e].count(t, []Basis{b}, Question{Target: edge * best, MaxWorkers: limit})
				}
			}
		}
	}
	return tallies
}

// count asks a question and counts the answer. A target that one worker meets is reachable.
func (c *tally) count(t *testing.T, bases []Basis, q Question) {
	p, err := Make(bases, q)
	if enough := (*OneIsEnough)(nil); errors.As(err, &enough) {
		c.yes++
		return
	} else if err != nil {
		t.Fatal(err)
	}
	switch p.Reachable {
	case Yes:
		c.yes++
	case No:
		c.no++
	default:
		c.open++
	}
}

// wrong returns the greatest number of false answers to any of the questions, yes and no
// apart, and which part of all questions was decided.
func wrong(tallies [][]tally, edges []float64) (yes, no int, decided float64) {
	all := 0
	for _, limit := range tallies {
		for e, at := range limit {
			if edges[e] < 1 {
				yes = max(yes, at.yes)
			} else {
				no = max(no, at.no)
			}
			decided += float64(at.yes + at.no)
			all += at.yes + at.no + at.open
		}
	}
	return yes, no, decided / float64(all)
}

// simulated returns the answers of all truths.
func simulated(t *testing.T, all []truth, sweeps int, edges []float64) [][][]tally {
	results := make([][][]tally, len(all))
	var each sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, k := range all {
		each.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			results[i] = k.answers(t, rand.New(rand.NewPCG(1967, uint64(i))), sweeps, edges)
		})
	}
	each.Wait()
	return results
}

// A plan's answer is rarely wrong, whatever the law: for no truth, limit or target are more
// than 5 % of the answers "reachable" where it is not, nor "not reachable" where it is. The
// short run has a few truths and bounds of three standard errors.
func TestAnswersAreTrue(t *testing.T) {
	if *planTable != "" {
		tabulate(t)
		return
	}
	const sweeps = 20
	edges := []float64{0.9, 0.98, 1.02}
	var some []truth
	for _, k := range truths() {
		if k.noise == 0.005 && k.most < 64 && !strings.Contains(k.name, "S = 0.005") {
			some = append(some, k)
		}
	}
	bound := 0.05*sweeps + 3*math.Sqrt(0.05*0.95*sweeps)
	for i, tallies := range simulated(t, some, sweeps, edges) {
		if yes, no, _ := wrong(tallies, edges); float64(max(yes, no)) > bound {
			t.Errorf("%s, N to %g, noise %g: of %d answers %d are a wrong yes, %d a wrong no", some[i].name, some[i].most, some[i].noise, sweeps, yes, no)
		}
	}
}

// By two sizes answers about a job 25 times as large are rarely wrong: within twice the N that
// were timed, at most 5 % are, within three standard errors.
func TestAnswersByTwoSizes(t *testing.T) {
	const sweeps, rows, most = 40, 10_000, 32
	edges := []float64{0.9, 0.97, 1.03, 1.1}
	bound := 0.05*sweeps + 3*math.Sqrt(0.05*0.95*sweeps)
	for _, j := range []job{{0.005, 0.001, 0.04}, {0.005, 0.03, 0}, {0.005, 0.02, 0.002}} {
		rng := rand.New(rand.NewPCG(7, 8))
		best := math.Inf(1)
		for n := 1.0; n <= most; n++ {
			best = min(best, j.seconds(rows, n))
		}
		tallies := make([]tally, len(edges))
		for range sweeps {
			bases := []Basis{j.sweep(t, rng, 100), j.sweep(t, rng, 400)}
			for e, edge := range edges {
				tallies[e].count(t, bases, Question{Target: edge * best, Rows: rows, MaxWorkers: most})
			}
		}
		if yes, no, _ := wrong([][]tally{tallies}, edges); float64(max(yes, no)) > bound {
			t.Errorf("%+v: of %d answers %d are a wrong yes, %d a wrong no: %+v", j, sweeps, yes, no, tallies)
		}
		t.Logf("%+v: %+v", j, tallies)
	}
}

// tabulate writes the full table.
func tabulate(t *testing.T) {
	const sweeps = 300
	var out bytes.Buffer
	fmt.Fprintf(&out, `# How often a plan is wrong

Over %d simulated sweeps of each kind, in %% (standard error 1.3 at 5 %%), written by
`+"`make coverage`"+`. A sweep has 10 runs at N = 1, 2, 4 … up to the largest N, with Gaussian noise
in log time. Each is asked for targets of 0.8 to 1.25 of the shortest time that is really
possible, with twice and 16 times the N that were timed, and with any number of workers. Wrong
yes: "reachable" where it is not, for the target and limit where that is most frequent. Wrong
no: "not reachable" where it is, likewise. Decided: all answers but "cannot tell".

| true law | largest N | noise | wrong yes | wrong no | decided |
|---|---|---|---|---|---|
`, sweeps)
	all := truths()
	mostYes, mostNo := 0, 0
	for i, tallies := range simulated(t, all, sweeps, edges) {
		k := all[i]
		yes, no, decided := wrong(tallies, edges)
		mostYes, mostNo = max(mostYes, yes), max(mostNo, no)
		fmt.Fprintf(&out, "| %s | %g | %g %% | %.1f | %.1f | %.0f |\n", k.name, k.most, 100*k.noise, 100*float64(yes)/sweeps, 100*float64(no)/sweeps, 100*decided)
	}
	fmt.Fprintf(&out, `
The worst are %.1f %% wrong yes and %.1f %% wrong no. What lies beyond every sweep is not in
here: a new limit, such as memory bandwidth, that begins at an N larger than those timed.
`, 100*float64(mostYes)/sweeps, 100*float64(mostNo)/sweeps)
	if err := os.WriteFile(*planTable, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
