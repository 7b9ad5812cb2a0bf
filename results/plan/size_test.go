package plan

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/timings/curves"
)

// A job is a truth about rows: the time of a row, and what each worker costs in seconds
// whatever the rows, as the start of a process. That is no part of S but overhead: it counts
// for a sample and not for the job.
type job struct{ row, serial, start float64 }

func (j job) seconds(rows, n float64) float64 {
	return j.row*rows*(j.serial+(1-j.serial)/n) + j.start*n
}

// sweep returns the basis of a simulated sweep of a sample.
func (j job) sweep(t *testing.T, rng *rand.Rand, rows float64) Basis {
	t.Helper()
	s := curves.Series{Source: "simulated", Quantity: curves.Time, Sure: true}
	for range 10 {
		for _, n := range []float64{1, 2, 4, 8, 16} {
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: j.seconds(rows, n) * math.Exp(0.005*rng.NormFloat64())})
		}
	}
	a, err := curves.Analyze(s, curves.Options{Method: fit.Default})
	if err != nil {
		t.Fatal(err)
	}
	b, err := OfTimings("simulated", a)
	if err != nil {
		t.Fatal(err)
	}
	b.Rows, b.Fixed = rows, 1
	return b
}

// Two sizes show what each worker costs, one leaves it open.
func TestOverheadOfASample(t *testing.T) {
	asks := job{0.005, 0.001, 0.04}
	rng := rand.New(rand.NewPCG(5, 6))
	small, large := asks.sweep(t, rng, 100), asks.sweep(t, rng, 400)
	const rows = 100_000
	for _, tc := range []struct {
		bases  []Basis
		target float64
		want   Answer
	}{
		{[]Basis{small}, 60, CannotTell}, {[]Basis{large}, 60, CannotTell}, {[]Basis{small}, 4, No},
		{[]Basis{small, large}, 60, Yes}, {[]Basis{small, large}, 5, No},
	} {
		p, err := Make(tc.bases, Question{Target: tc.target, Rows: rows, MaxWorkers: 64})
		if err != nil {
			t.Fatal(err)
		}
		if p.Reachable != tc.want {
			t.Errorf("%d sizes, %v s: %s", len(tc.bases), tc.target, p.Verdict)
		}
		if two := len(tc.bases) == 2; two && tc.want == Yes {
			for n := 1.0; n <= 64; n *= 2 {
				if at := p.Decision.course.at(n); !(at.Lo <= asks.seconds(rows, n) && asks.seconds(rows, n) <= at.Hi) {
					t.Errorf("N = %v takes %v, not %+v", n, asks.seconds(rows, n), at)
				}
			}
		} else if !two && tc.want == CannotTell && !strings.Contains(p.Settle, "two sizes") {
			t.Errorf("what settles it: %q", p.Settle)
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
