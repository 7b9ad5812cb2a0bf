package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// A world is a machine and a job of known properties, on which any request can be swept
// without a clock: an advised command meets the same machine and job as the sweep before.
type world struct {
	machine machine.Description // EffectiveCPUs workers run at once
	probe   *results.Probe      // what is found just before a sweep

	rows   int           // before they are repeated
	rowCPU time.Duration // CPU time of a row
	serial time.Duration // of a run, in its merge
	noise  float64       // relative, of each run

	waits       float64       // share of the time of workers on a run queue, from N = 2 on
	steals      float64       // share of the CPUs that the hypervisor takes
	collects    float64       // share of a run that garbage collection takes
	throttled   int           // N from which on the quota stops the process; 0 = none
	faults      int64         // pages read from disk, in a run
	switches    int64         // involuntary, in a run without an account of its threads
	coordinator time.Duration // busy time for each chunk, where there is a coordinator
	slowHost    float64       // by which remote workers on the second of two hosts take longer
	slowEvery   int           // one run in so many at the largest N takes twice as long; 0 = none
	drift       float64       // by which the serial time differs between blocks, up and down
	shifts      float64       // by which runs at the largest N are longer in the first half of the blocks
	heat        float64       // by which a run after one at the largest N is longer
	unanswered  bool          // a row has no answer unless variances are equal
	reading     time.Duration // what reading the rows takes; 0 = a millisecond
	writings    int           // how often each N writes the results; 0 = they are written once

	program func(n int) (wall, cpu time.Duration) // of a whole program; nil = rows
	start   time.Duration                         // of a program that does nothing
}

// cpus is a machine of so many CPUs.
func cpus(n float64) machine.Description {
	return machine.Description{LogicalCPUs: int(n), AffinityCPUs: int(n), AffinityCores: int(n), EffectiveCPUs: n}
}

// hold keeps the processes of the next sweep to a list of CPUs, which are all of the first kind.
func (w *world) hold(list string) {
	w.machine = held(w.machine, list)
	if len(w.machine.CoreKinds) > 0 {
		w.machine.CoreKinds = w.machine.CoreKinds[:1]
	}
}

// sweep makes the runs of a request.
func (w *world) sweep(t *testing.T, r results.Request) *results.File {
	t.Helper()
	grid, err := prepare.Workers(r, w.machine)
	if err != nil {
		t.Fatal(err)
	}
	rows := w.rows
	if r.Source.Data == "golub" {
		rows = 3051
	}
	rows *= max(1, r.Source.Tile)
	h := results.Header{Request: &r, Machine: w.machine, Time: runtest.Epoch, Workload: r.Workload, Engine: r.Engine, Schedule: r.Schedule,
		Data: results.Data{Name: r.Source.Data, Rows: rows, Cols: 38}, Tile: r.Source.Tile, Workers: grid, Repeats: r.Repeats, Probe: w.probe,
		ChunkRows: 1, Chunks: rows}
	if !input.Generated(r.Source.Data) {
		h.Load = new(max(w.reading, time.Millisecond))
	}
	if r.Pace != nil {
		h.Pace = *r.Pace
	}
	if r.ChunkRows > 0 {
		h.ChunkRows, h.Chunks = r.ChunkRows, (rows+r.ChunkRows-1)/r.ChunkRows
	}
	if h.Remote() {
		h.Schedule = ""
		half := harness.Host{CPUs: w.machine.EffectiveCPUs, Slots: (grid[len(grid)-1] + 1) / 2}
		here, there := half, half
		here.Name, here.Here, there.Name = "here", true, "there"
		h.Hosts = []harness.Host{here, there}
	}
	if w.program != nil {
		h.Engine, h.Schedule, h.Chunks, h.Spawn = harness.CommandKind.Name, "", 0, &w.start
	}
	f := &results.File{Header: h, End: &results.End{Stopped: "done"}}
	if r.Results != "" {
		f.Store = &results.Stored{Wall: time.Millisecond}
		for range w.writings {
			for _, n := range grid {
				f.Store.Again = append(f.Store.Again, results.StoreTime{Workers: n, Wall: time.Millisecond})
			}
		}
		if values := r.Settings["var"]; w.unanswered && (len(values) == 0 || values[0] != "equal") {
			f.Store.Unanswered = []results.Unanswered{{Question: "p", Reason: "one group has a single value", Rows: 1, Setting: &results.Setting{Name: "var", Value: "equal"}}}
		}
	}
	repeats := r.Repeats
	if repeats == 0 {
		repeats = 10 // of a sweep that ends by its precision
	}
	rng := rand.New(rand.NewPCG(r.Seed, 1))
	largest, before := grid[len(grid)-1], 0
	for b := range repeats {
		for i, at := range rng.Perm(len(grid)) {
			n := grid[at]
			one := 1 + w.noise*rng.NormFloat64()
			if before == largest {
				one *= 1 + w.heat
			}
			if w.slowEvery > 0 && n == largest && rng.IntN(w.slowEvery) == 0 {
				one *= 2
			}
			if n == largest && b < repeats/2 {
				one *= 1 + w.shifts
			}
			serial := time.Duration(float64(w.serial) * (1 + w.drift*float64(b*7%12-6)/6))
			run := w.run(&h, n, serial, max(0.1, one))
			run.Block, run.Order = b, i
			f.Runs = append(f.Runs, run)
			before = n
			if r.Control {
				alone := run
				alone.Engine, alone.Order = harness.ControlKind.Name, len(grid)+i
				alone.Timing = runtest.Tiled(harness.Timing{Workers: copies(n, time.Duration(float64(rows)*float64(w.rowCPU)*one))})
				f.Runs = append(f.Runs, alone)
			}
		}
	}
	return f
}

func copies(n int, busy time.Duration) (workers []harness.WorkerTiming) {
	for range n {
		workers = append(workers, harness.WorkerTiming{Chunks: 1, Busy: busy, Sched: &meter.SchedTiming{CPU: busy}})
	}
	return workers
}

// run is one run at n, whose times are multiplied by one.
func (w *world) run(h *results.Header, n int, serial time.Duration, one float64) harness.Run {
	scale := func(d time.Duration) time.Duration { return time.Duration(one * float64(d)) }
	run := harness.Run{Engine: h.Engine, Workers: n, Start: runtest.Epoch}
	if w.program != nil {
		wall, cpu := w.program(n)
		run.Timing = harness.Timing{Wall: scale(wall), Parallel: scale(wall), Process: &harness.ProcessTiming{CPUUse: meter.CPUUse{User: scale(cpu)}}}
		return run
	}
	share := (time.Duration(h.Data.Rows)*w.rowCPU - (serial - w.serial)) / time.Duration(n) // of the CPU time, a worker's
	turns := max(1, float64(n)/w.machine.EffectiveCPUs)                                     // by which workers that share CPUs are slower
	busy, delay := time.Duration(float64(share)*turns), time.Duration(float64(share)*(turns-1))
	if h.Pace > 0 {
		busy, delay = max(busy, time.Duration(h.Data.Rows)*h.Pace/time.Duration(n)), 0
	}
	if n > 1 {
		waited := time.Duration(w.waits * float64(busy))
		busy, delay = busy+waited, delay+waited
	}
	t := harness.Timing{Merge: scale(serial)}
	if h.Coordinated() {
		t.Coordinator = time.Duration(h.Chunks) * w.coordinator
		busy = max(busy, t.Coordinator)
	}
	t.Workers = copies(n, scale(busy))
	for i := range t.Workers {
		t.Workers[i].Sched = &meter.SchedTiming{CPU: scale(share), RunDelay: scale(delay)}
		if w.switches > 0 {
			t.Workers[i].Sched = nil
		}
		if h.Remote() {
			t.Workers[i].Host = h.Hosts[i%2].Name
			t.Workers[i].Busy += time.Duration(float64(i%2) * w.slowHost * float64(busy))
		}
	}
	run.Timing = runtest.Tiled(t)
	wall := float64(run.Timing.Wall)
	run.System = meter.System{GCCycles: new(0), GCPause: new(time.Duration(w.collects * wall)), GCAssist: new(time.Duration(0)),
		Steal: new(time.Duration(w.steals * wall * w.machine.EffectiveCPUs)), Usage: &meter.Usage{MajorFaults: w.faults}}
	run.System.Usage.Involuntary = w.switches
	if w.throttled > 0 {
		run.System.Throttled = new(time.Duration(0))
		if n >= w.throttled {
			*run.System.Throttled = time.Duration(0.1 * wall * float64(n))
		}
	}
	return run
}
