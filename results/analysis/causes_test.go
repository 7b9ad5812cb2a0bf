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
