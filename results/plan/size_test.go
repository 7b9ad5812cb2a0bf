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
