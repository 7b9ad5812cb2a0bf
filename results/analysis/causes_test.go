package analysis

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// drawRun is a run of n workers whose every time is drawn.
func drawRun(t *rapid.T, block, n int, opaque bool) harness.Run {
	ns := func(name string) time.Duration { return time.Duration(rapid.Int64Range(0, 1e9).Draw(t, name)) }
	tm := harness.Timing{Split: ns("split"), Merge: ns("merge"), Parallel: 1 + ns("parallel"), Coordinator: ns("coordinator")}
	for range n {
		tm.Workers = append(tm.Workers, harness.WorkerTiming{Chunks: 1, Wake: ns("wake"), Busy: 1 + ns("busy"), Claim: ns("claim"),
			Awake: new(ns("awake")), Sched: &meter.SchedTiming{CPU: ns("cpu"), RunDelay: ns("delay"), WakeDelay: new(ns("wake delay")),
				AwakeDelay: new(ns("awake delay")), ClaimDelay: new(ns("claim delay"))}})
	}
	tm = runtest.Tiled(tm)
	tm.Delay = &harness.CoordinatorDelay{Split: ns("split delay"), Merge: ns("merge delay"), Rejoin: new(ns("rejoin delay"))}
	tm.Waking, tm.Rejoined = new(ns("waking")), new(ns("rejoined"))
	if opaque {
		tm.Workers = nil
	}
	pause, assist := ns("pause"), ns("assist")
	return harness.Run{Engine: "pool", Block: block, Workers: n, Timing: tm,
		System: meter.System{GCPause: &pause, GCAssist: &assist}}
}

// Whatever the timelines, in every scope: the causes at each N add up to the Karp–Flatt
// fraction at that N, the causes of the fit to its S and their seconds to T(1), the parts to
// their cause, and the owners to all of these.
func TestCausesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := header(1, 2, 3, 4, 9)
		h.Schedule = rapid.SampledFrom([]string{"static", "dynamic", "queue"}).Draw(t, "schedule")
		h.Pace = time.Duration(rapid.SampledFrom([]int{0, 1000}).Draw(t, "pace"))
		if h.Pace > 0 { // every N is fitted, whatever CPU time the workers use
			h.Machine.EffectiveCPUs, h.GOMAXPROCS = 10, 10
		}
		var runs []harness.Run
		program := rapid.IntRange(0, 3).Draw(t, "program") == 0
		for b := range rapid.IntRange(1, 6).Draw(t, "blocks") {
			for _, n := range h.Workers {
				r := drawRun(t, b, n, program || rapid.IntRange(0, 9).Draw(t, "opaque") == 0)
				if program { // with more CPU time than N workers can use, too
					most := int64(1.1 * float64(n) * float64(r.Timing.Wall))
					r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: time.Duration(rapid.Int64Range(0, most).Draw(t, "user"))}}
				}
				runs = append(runs, r)
			}
		}
		f := finished(h, runs)
		f.Store = &results.Stored{Wall: 3 * time.Millisecond}
		if rapid.Bool().Draw(t, "sync measured") {
			f.Store.Sync = new(time.Millisecond)
		}
		for _, scope := range []Scope{Steady, Compute, Pipeline, EndToEnd} {
			a, err := Of(f, Options{Scope: scope})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Points[1:] {
				sum, size := 0.0, 1.0
				for _, e := range p.Causes {
					sum, size = sum+e, max(size, math.Abs(e))
				}
				if math.Abs(sum-*p.KarpFlatt) > 1e-9*size {
					t.Fatalf("%s, N = %d: causes add up to %v, e = %v", scope, p.Workers, sum, *p.KarpFlatt)
				}
			}
			if a.SerialFraction == nil {
				t.Fatalf("no fit: %s", a.Verdict)
			}
			sum, seconds, size := 0.0, 0.0, 1.0
			for _, c := range a.Causes {
				sum, seconds, size = sum+c.SerialFraction, seconds+c.Seconds, max(size, math.Abs(c.SerialFraction))
				if len(c.Parts) == 0 {
					continue
				}
				share, time := 0.0, 0.0
				for _, p := range c.Parts {
					share, time, size = share+p.SerialFraction, time+p.Seconds, max(size, math.Abs(p.SerialFraction))
				}
				if math.Abs(share-c.SerialFraction) > 1e-9*size || math.Abs(time-c.Seconds) > 1e-9 {
					t.Fatalf("%s: parts of %s add up to %v (%v s), the cause is %v (%v s)", scope, c.Name, share, time, c.SerialFraction, c.Seconds)
				}
			}
			if math.Abs(sum-a.SerialFraction.Value) > 1e-9*size {
				t.Fatalf("%s: causes add up to %v, S = %v", scope, sum, a.SerialFraction.Value)
			}
			if one := a.Points[0].Seconds.Value; math.Abs(seconds-one) > 1e-9 {
				t.Fatalf("%s: seconds add up to %v, T(1) = %v", scope, seconds, one)
			}
			adds(t, a)
		}
	})
}

// edit returns runs with every one changed.
func edit(runs []harness.Run, change func(*harness.Run)) []harness.Run {
	for i := range runs {
		change(&runs[i])
	}
	return runs
}

func TestPartsAreWhatWasMeasured(t *testing.T) {
	sweep := func() []harness.Run { return runtest.Amdahl(6, time.Millisecond, 400*time.Millisecond, 1, 2, 4) }
	noSched := func(r *harness.Run) { r.Timing.Workers[0].Sched = nil }
	noGC := func(r *harness.Run) { r.System = meter.System{} }
	for _, c := range []struct {
		name     string
		schedule string
		pace     time.Duration
		change   func(*harness.Run)
		want     string
	}{
		{"all", "dynamic", 0, func(*harness.Run) {}, "gc interference blocked execution"},
		{"no collector", "dynamic", 0, noGC, "interference blocked execution"},
		{"no scheduler", "dynamic", 0, noSched, "gc unsplit"},
		{"neither", "dynamic", 0, func(r *harness.Run) { noGC(r); noSched(r) }, ""},
		{"queue", "queue", 0, func(*harness.Run) {}, "gc unsplit"},
		{"paced", "static", time.Millisecond, func(*harness.Run) {}, "gc interference pacing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := header(1, 2, 4)
			h.Machine.EffectiveCPUs, h.GOMAXPROCS = 8, 8
			h.Schedule, h.Pace = c.schedule, c.pace
			a := analyze(t, finished(h, edit(sweep(), c.change)), Options{})
			i := slices.IndexFunc(a.Causes, func(c Cause) bool { return c.Name == "inflation" })
			if got := strings.Join(names(a.Causes[i].Parts), " "); got != c.want {
				t.Errorf("inflation is split into %q, want %q", got, c.want)
			}
		})
	}
}

// Time that a worker loses is charged to the part that measured it.
func TestInflationIsChargedToItsPart(t *testing.T) {
	const extra = 10 * time.Millisecond // to every worker where there is more than one
	for _, c := range []struct {
		part   string
		change func(*harness.Run, *harness.WorkerTiming)
	}{
		{"execution", func(_ *harness.Run, w *harness.WorkerTiming) { w.Sched.CPU += extra }},
		{"interference", func(_ *harness.Run, w *harness.WorkerTiming) { w.Sched.RunDelay += extra }},
		{"blocked", func(*harness.Run, *harness.WorkerTiming) {}},
		{"gc", func(r *harness.Run, _ *harness.WorkerTiming) { pause := extra; r.System.GCPause = &pause }},
	} {
		t.Run(c.part, func(t *testing.T) {
			runs := edit(runtest.Amdahl(6, 0, 400*time.Millisecond, 1, 2), func(r *harness.Run) {
				if r.Workers == 1 {
					return
				}
				for i := range r.Timing.Workers {
					w := &r.Timing.Workers[i]
					w.Busy += extra
					c.change(r, w)
				}
				r.Timing = runtest.Tiled(r.Timing)
			})
			a := analyze(t, finished(header(1, 2), runs), Options{})
			i := slices.IndexFunc(a.Causes, func(c Cause) bool { return c.Name == "inflation" })
			for _, p := range a.Causes[i].Parts {
				want := 0.0
				if p.Name == c.part {
					want = 2 * 0.010 / 0.400 // N·ΔA/((N−1)·T(1)) at N = 2
				}
				if math.Abs(p.SerialFraction-want) > 0.01 {
					t.Errorf("%s is charged %v, want %v", p.Name, p.SerialFraction, want)
				}
			}
		})
	}
}

// K chunks on N workers leave ceil(K/N)·N − K of them idle in the last round.
func TestQuantisation(t *testing.T) {
	h := header(1, 2, 4)
	h.Chunks = 6
	var runs []harness.Run
	for b := range 3 {
		for _, n := range h.Workers {
			r := runtest.AmdahlRun(b, n, 0, 0, 1)
			for i := range r.Timing.Workers {
				w := &r.Timing.Workers[i]
				w.Chunks = (6 + n - 1 - i) / n
				w.Busy = time.Duration(w.Chunks) * 100 * time.Millisecond
				w.Sched.CPU = w.Busy
			}
			r.Timing = runtest.Tiled(r.Timing)
			runs = append(runs, r)
		}
	}
	a := analyze(t, finished(h, runs), Options{})
	want := (2.0/6 - 1.0/4) / (1 - 1.0/4)
	if got := a.Points[2].Causes["imbalance"]; math.Abs(got-want) > 1e-9 {
		t.Errorf("imbalance at N = 4 is %v, want e_q = %v", got, want)
	}
	i := slices.IndexFunc(a.Causes, func(c Cause) bool { return c.Name == "imbalance" })
	if p := a.Causes[i].Parts; math.Abs(p[0].SerialFraction-a.Causes[i].SerialFraction) > 1e-9 || math.Abs(p[1].SerialFraction) > 1e-9 {
		t.Errorf("imbalance %v is split into %v, want quantisation alone", a.Causes[i].SerialFraction, p)
	}
}
