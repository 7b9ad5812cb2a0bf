package plan

import (
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/timings/curves"
)

// stalled returns the basis of a sample of which some runs stall, or none does. Times repeat
// without luck, so that every run of the test has the same.
func stalled(t *testing.T, rows, stall float64) Basis {
	t.Helper()
	s := curves.Series{Source: "stalled", Quantity: curves.Time, Sure: true}
	for k := range 12 {
		for at, n := range []float64{1, 2, 4, 8} {
			seconds := 1e-4 * rows * (0.05 + 0.95/n) * (1 + 0.004*math.Sin(float64(7*k+5*at)))
			if n > 1 && (k+at)%4 == 0 {
				seconds += stall * 1e-4 * rows
			}
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: seconds})
		}
	}
	a, err := curves.Analyze(s, curves.Options{Method: fit.Default})
	if err != nil {
		t.Fatal(err)
	}
	b, err := OfTimings("stalled", a)
	if err != nil {
		t.Fatal(err)
	}
	b.Rows = rows
	return b
}

// A plan of several sizes has S of one kind of time: of the mean at all sizes where it is of the
// mean at any, and the plan has a note of it, whichever size that is.
func TestOneKindOfTimeAtAllSizes(t *testing.T) {
	small, large := stalled(t, 1000, 0.3), stalled(t, 4000, 0)
	if !small.Mean || large.Mean {
		t.Fatalf("of the mean: %v and %v", small.Mean, large.Mean)
	}
	for _, bases := range [][]Basis{{small, large}, {stalled(t, 1000, 0), stalled(t, 4000, 0.3)}} {
		p, err := Make(bases, Question{Target: 0.12, Rows: 2000})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(p.Notes, func(n string) bool { return strings.Contains(n, "of the mean time") }) {
			t.Errorf("no note of the mean: %q", p.Notes)
		}
	}
	for _, b := range sameTime([]Basis{small, large}) {
		if !b.Mean || b.Measured != nil {
			t.Errorf("%g rows: of the mean %v, %d points of the typical run", b.Rows, b.Mean, len(b.Measured))
		}
	}
	if same := sameTime([]Basis{large, large}); same[0].Mean {
		t.Error("the mean of sizes without slow runs")
	}
	large.choice = nil // no mean is known there
	if p, err := Make([]Basis{small, large}, Question{Target: 0.12, Rows: 2000}); err != nil || p.Reachable == Yes {
		t.Errorf("%v, %s", err, p.Reachable)
	}
}

// What restricts an answer does so whichever size it is of.
func TestAnySizeRestrictsTheAnswer(t *testing.T) {
	size := func(rows float64) Basis {
		b := measured(0.02, 0.018, 0.022)
		b.Rows, b.Seconds = rows, &fit.Interval{Value: rows, Lo: 0.999 * rows, Hi: 1.001 * rows, Level: 0.95}
		return b
	}
	for at := range 2 {
		bases := []Basis{size(1000), size(4000)}
		bases[at].Interrupted, bases[at].Simulated, bases[at].MeanUnknown = true, true, true
		bases[at].Assumes = &fit.Assumption{}
		bases[at].Fitted, bases[at].Repeats = []float64{1, 2}, 5
		p, err := Make(bases, Question{Target: 1000, Rows: 8000})
		if err != nil {
			t.Fatal(err)
		}
		if !p.Interrupted || p.Reachable != CannotTell || p.AssumedLaw == nil || p.Need.Repeats != 20 || !strings.Contains(p.Notes[0], "simulated") {
			t.Errorf("size %d: %s, %+v, %q", at, p.Reachable, p.Need, p.Notes)
		}
		if all := together(bases); all.largest() != 2 || all.Rows != 4000 {
			t.Errorf("size %d: %+v", at, all.Fitted)
		}
	}
}

// Where other work left one size only, all sizes are swept again.
func TestSizesLeftOut(t *testing.T) {
	b := measured(0.02, 0.002, 0.05)
	b.LeftOut = 2
	p := make1(t, b, Question{Target: 28800, Rows: 100_000})
	if p.Reachable != CannotTell || !p.Need.Again || !strings.Contains(p.Settle, "all sizes again") {
		t.Errorf("%s: %q %+v", p.Reachable, p.Settle, p.Need)
	}
}
