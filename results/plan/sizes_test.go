package plan

import (
	"math"
	"math/rand/v2"
	"testing"

	"serialfraction/fit"
)

// Three sizes on a line give the job as two do; where time per row changes with the rows, the
// two next to the job give the value and the interval reaches to the line through all.
func TestThreeSizes(t *testing.T) {
	sweep := func(rows, one, lost float64) Basis {
		s := lost / one
		b := measured(s, s*0.99, s*1.01)
		b.Rows, b.Seconds = rows, &fit.Interval{Value: one, Lo: one * 0.999, Hi: one * 1.001, Level: 0.95}
		b.Causes = []Cause{{Name: "merge", Serial: fit.Interval{Value: s, Lo: s, Hi: s, Level: 0.95}}}
		return b
	}
	line := func(rows float64) Basis { return sweep(rows, 1e-4*rows, 0.02+1e-6*rows) }
	bases := []Basis{line(1e5), line(1e3), line(1e4)}
	const rows = 1e6
	p, err := Make(bases, Question{Target: 5, Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "T1", p.OneSeconds.Value, 100, 1e-9)
	near(t, "S", p.Serial.Value, (0.02+1e-6*rows)/100, 1e-9)
	if p.Growth != BySizes || len(p.Timed) != 3 || len(p.Sizes[0].Timed) != 3 || p.Timed[0] != 1e3 {
		t.Errorf("growth %q of %v: %+v", p.Growth, p.Timed, p.Sizes)
	}
	slower := sweep(1e5, 2e-4*1e5, 0.02+1e-6*1e5) // out of the cache
	p, err = Make([]Basis{line(1e3), line(1e4), slower}, Question{Target: 5, Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 + (rows-1e4)/(1e5-1e4)*(20-1); math.Abs(p.OneSeconds.Value-want) > 1e-6*want {
		t.Errorf("one worker takes %v, want %v", p.OneSeconds.Value, want)
	}
	if byAll := 100.; !(p.OneSeconds.Lo < p.OneSeconds.Value*0.99 && p.OneSeconds.Lo > byAll) {
		t.Errorf("the interval %+v does not reach to the line through all", p.OneSeconds)
	}
	if _, err := Make([]Basis{line(1e3), line(1e4), line(1e4)}, Question{Target: 5, Rows: rows}); err == nil {
		t.Error("two sweeps of one size are two sizes")
	}
}

// The truth of a job lies in the interval of the plan by three sizes as often as by two.
func TestCoverageOfThreeSizes(t *testing.T) {
	asks := job{0.005, 0.001, 0.04}
	rng := rand.New(rand.NewPCG(8, 9))
	const rows, times = 20_000, 20
	held := 0
	for range times {
		bases := []Basis{asks.sweep(t, rng, 100), asks.sweep(t, rng, 400), asks.sweep(t, rng, 1600)}
		p, err := Make(bases, Question{Target: 30, Rows: rows, MaxWorkers: 64})
		if err != nil {
			t.Fatal(err)
		}
		if at := p.Decision.course.at(16); at.Lo <= asks.seconds(rows, 16) && asks.seconds(rows, 16) <= at.Hi {
			held++
		}
	}
	if held < 17 {
		t.Errorf("the time at N = 16 was held in %d of %d", held, times)
	}
}
