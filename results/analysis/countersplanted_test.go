package analysis

import (
	"math"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/harness/golden"
)

// slowing is what the workers of the file that docs/counters.md shows execute, more than one does.
func slowing(n int) factors {
	doublings := math.Log2(float64(n))
	return factors{1 + 0.002*doublings, 1 + 0.05*doublings, math.Pow(3.5/2.9, doublings/4)}
}

// The file of docs/counters.md holds what is planted here, and the report finds it again.
func TestPlantedCounters(t *testing.T) {
	h := header(1, 2, 4, 8, 16)
	h.Machine.LogicalCPUs, h.Machine.AffinityCPUs, h.Machine.EffectiveCPUs, h.Machine.GOMAXPROCS, h.GOMAXPROCS = 16, 16, 16, 18, 18
	h.Load = nil
	var runs []harness.Run
	for b := range 6 {
		for i, n := range h.Workers {
			f := slowing(n)
			f.cycleSeconds *= 1 + 0.001*float64((b*7+i*3)%5-2)
			r := countedRun(b, n, f, 1)
			r.Order = i
			for w := range r.Timing.Workers { // a thousandth of the work, and nothing but what is counted
				shrink(&r.Timing.Workers[w])
			}
			r.Timing.Parallel /= 1000
			r.Timing.Wall = r.Timing.Split + r.Timing.Parallel + r.Timing.Merge
			runs = append(runs, r)
		}
	}
	b := written(t, h, runs)
	golden.File(t, "../../docs/counters/planted.jsonl", b)
	a := analyze(t, finished(h, runs), Options{})
	for i, n := range h.Workers {
		c, f := a.Counted[i], slowing(n)
		for what, d := range map[string]float64{"clock": *c.Hertz * f.cycleSeconds / plantedHertz, "cycles": *c.CyclesEach / f.cyclesEach / plantedCyclesEach,
			"instructions": *c.Instructions / f.instructions / (plantedInstructions / 1000)} {
			if math.Abs(d-1) > 1e-3 {
				t.Errorf("N = %d: %s is %v of what was planted", n, what, d)
			}
		}
	}
}

// shrink makes what a worker did, and what was counted of it, a thousandth.
func shrink(w *harness.WorkerTiming) {
	h := w.Counts.Hardware
	w.Busy, w.Tail = w.Busy/1000, 0
	w.Sched.CPU, w.Sched.WakeDelay, w.Sched.AwakeDelay, w.Sched.ClaimDelay = w.Busy, new(time.Duration), new(time.Duration), new(time.Duration)
	h.Instructions, h.Cycles, h.Misses, h.Enabled, h.Running = h.Instructions/1000, h.Cycles/1000, new(h.Instructions/2_000_000), w.Busy, w.Busy
	w.Counts.Software = &counters.Software{MinorFaults: 3, Migrations: new(int64(1))}
}
