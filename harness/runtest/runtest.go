// Package runtest makes runs whose S and causes are known, for tests of code that reads runs.
//
// It measures nothing: it reads no clock and does no work. Each run tiles to the nanosecond,
// like a measured one.
package runtest

import (
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// Epoch is the time when the sweeps begin.
var Epoch = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// Tiled fills in the times that follow from the others: each worker's tail, the parallel phase
// and the wall time.
func Tiled(t harness.Timing) harness.Timing {
	for _, w := range t.Workers {
		t.Parallel = max(t.Parallel, w.Wake+w.Span())
	}
	for i := range t.Workers {
		w := &t.Workers[i]
		w.Tail = t.Parallel - w.Wake - w.Span()
	}
	t.Wall = t.Split + t.Parallel + t.Merge
	return t
}

// AmdahlRun returns a run of n workers that obeys Amdahl's law: serial is the time of the split
// and the merge, and the workers share the rest. noise multiplies every time.
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

// Use sets the CPU time of the workers of a run to a share of their time; below 0 it removes
// the scheduler's account, as on a system that does not report it.
func Use(r *harness.Run, share float64) {
	for i := range r.Timing.Workers {
		w := &r.Timing.Workers[i]
		w.Sched = nil
		if share >= 0 {
			w.Sched = &meter.SchedTiming{CPU: time.Duration(share * float64(r.Timing.Parallel))}
		}
	}
}

// Amdahl returns the runs of a sweep of the given number of blocks over workers. The noise, a
// factor of 1 ± 0.5 %, has no trend.
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
