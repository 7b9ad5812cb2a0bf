package compare

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// searches is a sweep over N = 1 and 2 of 20 ms of work in 42 chunks, each of which takes another time in
// every run. split is serial.
func searches(seed uint64, split time.Duration) *results.File {
	const chunks = 42
	h := header(64, []int{1, 2}, 80)
	h.Time, h.Schedule, h.Chunks = h.Time.Add(time.Duration(seed)*time.Hour), "static", chunks
	f := &results.File{Header: h, End: &results.End{Stopped: "done"}}
	r := randoms(seed)
	for block := range h.Repeats {
		for order, n := range h.Workers {
			spans, at := make([]harness.Span, chunks), time.Duration(0)
			for i := range spans {
				d := time.Duration(r.ExpFloat64() * float64(20*time.Millisecond/chunks))
				spans[i] = harness.Span{First: i, Chunks: 1, Start: at, End: at + d}
				at += d
			}
			timing := harness.Timing{Split: jittered(r, split), Delay: &harness.CoordinatorDelay{}, Rejoined: new(time.Duration)}
			for range n {
				busy := jittered(r, 20*time.Millisecond) / time.Duration(n)
				timing.Workers = append(timing.Workers, harness.WorkerTiming{Chunks: chunks / n, Busy: busy, Awake: new(time.Duration),
					Sched: &meter.SchedTiming{CPU: busy, WakeDelay: new(time.Duration)}})
			}
			run := harness.Run{Engine: h.Engine, Block: block, Order: order, Workers: n, Timing: runtest.Tiled(timing), Start: h.Time.Add(time.Duration(2*block) * time.Minute)}
			if n == 1 {
				run.Timeline = harness.NewTimeline([][]harness.Span{spans})
			}
			f.Runs = append(f.Runs, run)
		}
	}
	return f
}

func jittered(r *rand.Rand, d time.Duration) time.Duration {
	return time.Duration(float64(d) * (1 + 0.01*r.NormFloat64()))
}

// What chunks vary by may be the rows' in one sweep and the machine's in the other. So where the gaps of
// two sweeps nearly touch, the program's own S is not called another, as it would be if a gap were noise.
func TestGapsAreNoNoise(t *testing.T) {
	own := func(f *results.File) *sweep {
		s, err := newSweep("A", sampled(f), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if s.ProgramSerialFraction == nil {
			t.Fatal(s.ProgramUnknown)
		}
		return s
	}
	const split = 200 * time.Microsecond
	old := searches(1, split)
	a := own(old).program(0.95)
	now := searches(2, split+time.Duration(1.15*(a.Most-a.Least)*float64(20*time.Millisecond)))
	if b := own(now).program(0.95); b.Interval.Minus(a.Interval).Lo <= 0 {
		t.Fatalf("of no use for this test: %+v and %+v", a, b)
	}
	c, err := Files([]*results.File{old, now}, Options{Level: 0.95, RowLevel: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := c.Pairs[0].Row("program"); r.Verdict != CannotTell || r.Reason != analysis.OpenProgram || r.Repeats != 0 {
		t.Errorf("%+v", r)
	}
}

// More repeats tell two sweeps apart where what is open ends before 0, whatever is open beyond the other
// end; and they do not where it reaches 0.
func TestMoreRepeatsSettleOneEnd(t *testing.T) {
	of := func(lo, least, value, most, hi float64) contrast {
		b := fit.Between{Interval: fit.Interval{Value: value, Lo: lo, Hi: hi, Level: 0.95}, Least: least, Most: most}
		return contrast{repeats: 10, between: func(float64) fit.Between { return b }}
	}
	for name, tc := range map[string]struct {
		c       contrast
		repeats int
		reason  string
	}{
		"more":              {of(-0.01, 0.02, 0.04, 0.09, 0.12), 23, ""},
		"less":              {of(-0.12, -0.09, -0.04, -0.02, 0.01), 23, ""},
		"open to 0":         {of(-0.05, -0.02, 0.04, 0.05, 0.08), 0, analysis.OpenProgram},
		"noise alone":       {of(-0.02, 0.02, 0.02, 0.02, 0.06), 40, ""},
		"the same":          {of(-0.01, -0.001, 0, 0.001, 0.01), 51, ""},
		"hardly any":        {of(-0.01, 1e-5, 0.04, 0.09, 0.12), 0, "more than 100000 repeats would be needed"},
		"nothing is known":  {of(math.Inf(-1), 0.02, 0.02, 0.02, math.Inf(1)), 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"},
		"one end, no value": {of(math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()), 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"},
	} {
		if n, why := tc.c.settle(0.95, 0.005); n != tc.repeats || why != tc.reason {
			t.Errorf("%s: %d repeats, %q; want %d, %q", name, n, why, tc.repeats, tc.reason)
		}
	}
}
