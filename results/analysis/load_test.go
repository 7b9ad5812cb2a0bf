package analysis

import (
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// loads are what other work on the CPUs does to the runs of a sweep, at N > 1, and what the
// accounts of the threads then have of it. The chunks of a worker are shared out statically.
var loads = []struct {
	name     string
	work     func(w *harness.Workload)
	measured func(r *harness.Run)
}{
	{"the coordinator waits in the split", func(w *harness.Workload) {
		begin := w.Begin
		w.Begin = func() { begin(); planted() }
	}, func(r *harness.Run) { r.Timing.Delay.Split = plantedTime }},
	{"the coordinator waits in the merge", func(w *harness.Workload) { plantMerge(w, 0) },
		func(r *harness.Run) { r.Timing.Delay.Merge = plantedTime }},
	{"every worker waits to wake up", func(w *harness.Workload) { plantSpawn(w, 0) }, func(r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) {
			k.Sched.WakeDelay, k.Sched.AwakeDelay, k.Awake = new(plantedTime), new(plantedTime), new(plantedTime)
		})
	}},
	{"every worker waits after it woke", func(w *harness.Workload) { plantSpawn(w, 0) }, func(r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Sched.WakeDelay = new(plantedTime) })
	}},
	{"every worker waits while it claims", func(w *harness.Workload) { plantDispatch(w, 0) }, func(r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) {
			k.Sched.CPU, k.Sched.RunDelay, k.Sched.ClaimDelay = k.Busy, plantedTime, new(plantedTime)
		})
	}},
	{"the last worker waits to wake up", func(w *harness.Workload) { plantLongChunk(w, 0) }, func(r *harness.Run) {
		last(r, func(k *harness.WorkerTiming) {
			k.Wake, k.Busy = k.Wake+plantedTime, k.Busy-plantedTime
			k.Sched.WakeDelay = new(plantedTime)
		})
	}},
	{"the last worker waits in its last chunk", func(w *harness.Workload) { plantLongChunk(w, 0) }, func(r *harness.Run) {
		last(r, func(k *harness.WorkerTiming) {
			k.Sched.CPU, k.Sched.RunDelay = k.Busy-plantedTime, plantedTime
		})
	}},
}

// last changes the times of the worker that ends last.
func last(r *harness.Run, change func(*harness.WorkerTiming)) {
	everyWorker(r, func(k *harness.WorkerTiming) {
		if k.Tail == 0 {
			change(k)
		}
	})
}

// Load on the machine is the machine's, to the nanosecond: whatever it makes the threads of a
// run wait, the program's own part is what it is without.
func TestLoadIsTheMachines(t *testing.T) {
	const own = 3 * time.Millisecond // of the program, in its split
	for _, load := range loads {
		t.Run(load.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := plant{work: func(w *harness.Workload, n int) {
					w.Begin = func() { time.Sleep(own) }
					if n > 1 {
						load.work(w)
					}
				}, measured: func(_ *results.File, r *harness.Run) {
					if r.Workers > 1 {
						load.measured(r)
					}
				}}.sweep(t, 1, 2, 4)
				a := analyze(t, f, Options{})
				for _, p := range a.Points[1:] {
					got := map[string]float64{}
					for _, o := range p.Owners {
						got[o.Owner] = o.SerialFraction
					}
					t1 := a.Points[0].Seconds.Value
					exactly(t, "program", p.Workers, got[ownerProgram], own.Seconds()/t1)
					exactly(t, "machine", p.Workers, got[ownerMachine], *p.KarpFlatt-own.Seconds()/t1)
					if got[ownerMachine] <= 0 {
						t.Errorf("N = %d: nothing is charged to the machine", p.Workers)
					}
				}
			})
		})
	}
}

// Whatever the account of a thread and the chunks hold, the parts of a cause that are measured as a delay
// lie between 0 and the cause, but for what a wait in place of the imbalance makes that less by. Quantisation is never more than the program's own part of
// the imbalance.
func TestDelaysAreWithinTheirCause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := header(1, 2, 3, 4)
		h.Chunks = rapid.IntRange(0, 20).Draw(t, "chunks")
		var runs []harness.Run
		for _, n := range h.Workers {
			runs = append(runs, drawRun(t, 0, n, false))
		}
		if h.Chunks > 0 && rapid.Bool().Draw(t, "timeline") {
			var spans []harness.Span
			at := time.Duration(0)
			for i := range h.Chunks {
				end := at + time.Duration(rapid.Int64Range(0, 1e9).Draw(t, "chunk"))
				spans, at = append(spans, harness.Span{First: i, Chunks: 1, Start: at, End: end}), end
			}
			runs[0].Timeline = harness.NewTimeline([][]harness.Span{spans})
		}
		l, err := newLedger(finished(h, runs), runs, Pipeline, newEvenTails(&h, runs, 0.95))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range l.columns {
			if !slices.Contains([]string{"split", "spawn", "dispatch", "imbalance", "merge"}, c.cause.name) {
				continue
			}
			if len(c.parts) < 2 && (c.cause.name != "imbalance" || h.Chunks > 0) {
				t.Fatalf("%s is not split", c.cause.name)
			}
			for i := range runs {
				sum, uncut := 0.0, c.cause.name == "imbalance" && l.even != nil // slower workers may have evened out the ends
				for _, p := range c.parts {
					sum += p.seconds[i]
					least := 0.0
					if p.name == "delayed workers" {
						least = -waitedSeconds(l.runs[i])
					}
					if measured := p.name == "delayed workers" || !uncut; measured && (p.seconds[i] < least-1e-15 || p.seconds[i] > c.seconds[i]+1e-15) {
						t.Fatalf("%s, %s: %v s of %v", c.cause.name, p.name, p.seconds[i], c.seconds[i])
					}
				}
				if c.parts != nil && math.Abs(sum-c.seconds[i]) > 1e-12*(1+c.seconds[i]) {
					t.Fatalf("%s: its parts are %v s of %v", c.cause.name, sum, c.seconds[i])
				}
			}
		}
	})
}

// What workers wait for the last one is by their waits for a CPU as far as it is gone without
// these: equal waits make none of it where the chunks were dealt out beforehand, and nor does the wait
// of a worker that ends early.
func TestTailByWaits(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name            string
		ends, waits     []time.Duration
		static, dynamic time.Duration // in the mean over workers
	}{
		{"none", []time.Duration{50 * ms, 60 * ms}, []time.Duration{0, 0}, 0, 0},
		{"the last one alone", []time.Duration{50 * ms, 60 * ms}, []time.Duration{0, 10 * ms}, 5 * ms, 5 * ms},
		{"the last one, by half", []time.Duration{50 * ms, 60 * ms}, []time.Duration{0, 5 * ms}, 5 * ms / 2, 5 * ms / 2},
		{"all alike", []time.Duration{50 * ms, 60 * ms}, []time.Duration{10 * ms, 10 * ms}, 0, 5 * ms},
		{"one that ends early", []time.Duration{50 * ms, 60 * ms}, []time.Duration{10 * ms, 0}, -5 * ms, 0},
	} {
		e := full(2)
		for i := range c.ends {
			w := &e.Timing.Workers[i]
			w.Busy, w.Sched.RunDelay = c.ends[i], c.waits[i]
		}
		e.Timing.Parallel = 0
		e.Timing = runtest.Tiled(e.Timing)
		for name, want := range map[string]time.Duration{"static": c.static, "dynamic": c.dynamic} {
			h := header(1, 2)
			h.Schedule = name
			l := &ledger{header: &h}
			if got := l.tailByWaits(timedRun{Run: e}); math.Abs(got-want.Seconds()) > 1e-9 {
				t.Errorf("%s, %s: %v s, want %v", c.name, name, got, want)
			}
		}
	}
}

// A file in which any run lacks a measurement is split as far as all runs have it.
func TestOlderFilesAreSplitAsBefore(t *testing.T) {
	parts := func(change func(*harness.Run)) map[string]int {
		rs := edit([]harness.Run{full(1), full(2)}, func(*harness.Run) {})
		change(&rs[1])
		f := finished(header(1, 2), rs)
		l, err := newLedger(f, rs, Pipeline, newEvenTails(&f.Header, rs, 0.95))
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, c := range l.columns {
			n[c.cause.name] = len(c.parts)
		}
		return n
	}
	all := parts(func(*harness.Run) {})
	noLine := parts(func(r *harness.Run) { r.Timing.Workers[1].Awake = nil })
	noOwn := parts(func(r *harness.Run) { r.Timing.Delay = nil })
	noJoin := parts(func(r *harness.Run) { r.Timing.Rejoined = nil })
	if all["imbalance"] != 4 || all["split"] != 2 || all["merge"] != 3 || all["spawn"] != 3 ||
		noLine["imbalance"] != 2 || noLine["spawn"] != 2 || noOwn["split"] != 0 || noOwn["merge"] != 0 || noJoin["merge"] != 2 {
		t.Errorf("parts %v, without Awake %v, without the coordinator's delay %v, without Rejoined %v", all, noLine, noOwn, noJoin)
	}
}

// full is a run of n workers with every account, and no delay.
func full(n int) harness.Run {
	r := harness.Run{Engine: "pool", Workers: n, Timing: harness.Timing{Split: 1, Merge: 1, Delay: &harness.CoordinatorDelay{}, Rejoined: new(time.Duration)}}
	for range n {
		r.Timing.Workers = append(r.Timing.Workers, harness.WorkerTiming{Chunks: 1, Busy: time.Second, Awake: new(time.Duration), Sched: &meter.SchedTiming{WakeDelay: new(time.Duration)}})
	}
	r.Timing = runtest.Tiled(r.Timing)
	spans := make([][]harness.Span, n)
	for w := range spans {
		spans[w] = []harness.Span{{First: w, Chunks: 1, End: time.Second}}
	}
	r.Timeline = harness.NewTimeline(spans)
	return r
}
