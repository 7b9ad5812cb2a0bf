// Package runtest makes runs whose truth is known, for tests of what reads runs.
//
// It measures nothing: no clock is read and no worker works. Each run tiles to the
// nanosecond, as one that was measured does.
package runtest

import (
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// Epoch is when the sweeps begin.
var Epoch = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// Tiled fills in what follows from the parts: each worker's tail, the parallel
// phase and the wall time.
func Tiled(t harness.Timing) harness.Timing {
	for _, w := range t.Workers {
		t.Parallel = max(t.Parallel, w.Wake+w.Busy+w.Claim)
	}
	for i := range t.Workers {
		w := &t.Workers[i]
		w.Tail = t.Parallel - w.Wake - w.Busy - w.Claim
	}
	t.Wall = t.Split + t.Parallel + t.Merge
	return t
}

// AmdahlRun is a run of n workers that obeys Amdahl's law: serial is spent in the
// split and the merge, the rest is shared by the workers. Noise multiplies every
// part.
func AmdahlRun(block, n int, serial, parallel time.Duration, noise float64) harness.Run {
	scale := func(d time.Duration) time.Duration { return time.Duration(float64(d) * noise) }
	t := harness.Timing{Split: scale(serial / 4), Merge: scale(serial - serial/4)}
	for range n {
		busy := scale(parallel / time.Duration(n))
		t.Workers = append(t.Workers, harness.WorkerTiming{Chunks: 96 / n, Busy: busy,
			Sched: &meter.SchedTiming{CPU: busy}})
	}
	cycles, pause, assist, steal := 0, time.Duration(0), time.Duration(0), time.Duration(0)
	return harness.Run{Engine: "pool", Block: block, Workers: n, Start: Epoch.Add(time.Duration(block) * time.Second),
		Timing: Tiled(t),
		System: meter.System{GCCycles: &cycles, GCPause: &pause, GCAssist: &assist, Steal: &steal}}
}

// Use says that the workers of a run were on a CPU for a share of the time; of a
// share below 0 the system does not tell.
func Use(r *harness.Run, share float64) {
	for i := range r.Timing.Workers {
		w := &r.Timing.Workers[i]
		w.Sched = nil
		if share >= 0 {
			w.Sched = &meter.SchedTiming{CPU: time.Duration(share * float64(r.Timing.Parallel))}
		}
	}
}

// Amdahl is a sweep of blocks over the grid whose noise, 1 ± 0.5 %, has no
// trend.
func Amdahl(blocks int, serial, parallel time.Duration, workers ...int) []harness.Run {
	var runs []harness.Run
	for b := range blocks {
		for i, n := range workers {
			noise := 1 + 0.005*float64((b*7+i*3)%5-2)/2
			r := AmdahlRun(b, n, serial, parallel, noise)
			r.Order = i
			runs = append(runs, r)
		}
	}
	return runs
}
