package analysis

import (
	"context"
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
)

const (
	plantedTime = 8 * time.Millisecond
	chunkTime   = 10 * time.Millisecond
)

// A plant adds d = plantedTime to every run by one cause alone. With T(1) the time at
// N = 1, that cause then has S = d/T(1), and every other cause 0.
type plant struct {
	cause, part string
	chunks      int // 0 = 8, which 1, 2 and 4 workers share evenly
	scope       Scope

	work     func(w *harness.Workload, n int)      // plants it in the work of the pool
	measured func(f *results.File, r *harness.Run) // plants it in what is measured beside the tiles
	share    func(n int) float64                   // nil = d/T(1)
}

// plants is the table of plants. It has one for every cause, and for every part that the
// pool measures apart.
var plants = []plant{
	{cause: "load", scope: EndToEnd, measured: func(f *results.File, _ *harness.Run) { f.Header.Load = new(plantedTime) }},
	{cause: "split", part: "work", work: plantSplit},
	{cause: "split", part: "run-queue delay", work: plantSplit, measured: func(_ *results.File, r *harness.Run) {
		r.Timing.Delay.Split = 2 * r.Timing.Split // the account may begin before the split
	}},
	{cause: "spawn", part: "start", work: plantSpawn},
	{cause: "spawn", part: "start", work: plantSpawn, measured: func(_ *results.File, r *harness.Run) { // called one after the other
		everyWorker(r, func(k *harness.WorkerTiming) { k.Awake = new(k.Wake) })
		r.Timing.Waking = new(plantedTime * time.Duration(2*r.Workers) / time.Duration(r.Workers+1))
	}},
	{cause: "spawn", part: "waking", work: plantSpawn, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Awake = new(k.Wake) })
	}},
	{cause: "spawn", part: "run-queue delay", work: plantSpawn, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Sched.WakeDelay = new(k.Wake) }) // after it woke
	}},
	{cause: "spawn", part: "run-queue delay", work: plantSpawn, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) {
			k.Awake = new(k.Wake)
			k.Sched.WakeDelay, k.Sched.AwakeDelay = new(2*k.Wake), new(2*k.Wake) // the account begins before the release
		})
	}},
	{cause: "dispatch", part: "work", work: plantDispatch},
	{cause: "dispatch", part: "run-queue delay", work: plantDispatch, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) {
			k.Sched.CPU, k.Sched.RunDelay, k.Sched.ClaimDelay = k.Sched.CPU-plantedTime, plantedTime, new(plantedTime)
		})
	}},
	{cause: "serialize", work: plantDispatch, measured: func(_ *results.File, r *harness.Run) {
		remote(r, func(k *harness.WorkerTiming) { k.Serialize, k.Claim = plantedTime, k.Claim-plantedTime })
	}},
	{cause: "transfer", work: plantDispatch, measured: func(_ *results.File, r *harness.Run) {
		remote(r, func(k *harness.WorkerTiming) { k.Transfer, k.Claim = plantedTime, k.Claim-plantedTime })
	}},
	{cause: "imbalance", part: "uneven rows", work: plantLongChunk},
	{cause: "imbalance", part: "slower workers", work: plantLongChunk, measured: func(_ *results.File, r *harness.Run) { evenRows(r) }},
	{cause: "imbalance", part: "delayed workers", work: plantLongChunk, measured: func(_ *results.File, r *harness.Run) {
		evenRows(r)
		everyWorker(r, func(k *harness.WorkerTiming) {
			if k.Tail == 0 {
				k.Sched.CPU, k.Sched.RunDelay = k.Sched.CPU-plantedTime, plantedTime
			}
		})
	}},
	{cause: "imbalance", part: "quantisation", chunks: 6, share: func(n int) float64 { return harness.Quantisation(6, n) }},
	{cause: "inflation", part: "execution", work: plantInflation},
	{cause: "inflation", part: "interference", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Sched.CPU, k.Sched.RunDelay = k.Busy-inflated(r), inflated(r) })
	}},
	{cause: "inflation", part: "blocked", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Sched.CPU -= inflated(r) })
	}},
	{cause: "inflation", part: "interference", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		remote(r, func(k *harness.WorkerTiming) { k.Sched.CPU, k.Sched.RunDelay = k.Busy-inflated(r), inflated(r) })
	}},
	{cause: "inflation", part: "blocked", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		remote(r, func(k *harness.WorkerTiming) { k.Sched.CPU = k.Busy - inflated(r) })
	}},
	{cause: "inflation", part: "execution", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		r.System.GCPause = new(inflated(r)) // of the coordinator, whose collector takes nothing of the workers
		remote(r, func(k *harness.WorkerTiming) { k.Sched.CPU = k.Busy })
	}},
	{cause: "inflation", part: "on b", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		remote(r, func(k *harness.WorkerTiming) {
			if k.Host = "a"; r.Workers > 1 {
				k.Host = "b"
			}
		})
	}},
	{cause: "inflation", part: "gc", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		everyWorker(r, func(k *harness.WorkerTiming) { k.Sched.CPU -= inflated(r) })
		r.System.GCPause = new(inflated(r))
	}},
	{cause: "merge", part: "work", work: plantMerge},
	{cause: "merge", part: "waking", work: plantMerge, measured: func(_ *results.File, r *harness.Run) {
		r.Timing.Rejoined = new(plantedTime)
	}},
	{cause: "merge", part: "run-queue delay", work: plantMerge, measured: func(_ *results.File, r *harness.Run) {
		r.Timing.Delay.Merge = plantedTime
	}},
	{cause: "store", scope: EndToEnd, measured: func(f *results.File, _ *harness.Run) { f.Store = &results.Stored{Wall: plantedTime} }},
	{cause: "store", part: "write", scope: EndToEnd, measured: func(f *results.File, _ *harness.Run) {
		f.Store = &results.Stored{Wall: plantedTime, Sync: new(time.Duration)}
	}},
	{cause: "store", part: "sync to disk", scope: EndToEnd, measured: func(f *results.File, _ *harness.Run) {
		f.Store = &results.Stored{Wall: plantedTime, Sync: new(plantedTime)}
	}},
	{cause: "idle", work: plantDispatch, measured: func(_ *results.File, r *harness.Run) { opaque(r, 0, 0) }},
	{cause: "inflation", part: "user", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		opaque(r, time.Duration(r.Workers)*inflated(r), 0)
	}},
	{cause: "inflation", part: "system", work: plantInflation, measured: func(_ *results.File, r *harness.Run) {
		opaque(r, 0, time.Duration(r.Workers)*inflated(r))
	}},
	{cause: "unattributed", work: plantDispatch, measured: func(_ *results.File, r *harness.Run) {
		r.Timing.Workers = nil
	}},
}

func planted() { time.Sleep(plantedTime) }

func plantSplit(w *harness.Workload, _ int) { w.Begin = planted }

func plantDispatch(w *harness.Workload, _ int) { w.BeforeFirstChunk = planted }

func plantMerge(w *harness.Workload, _ int) { w.Finish = func(*harness.Table) { planted() } }

func plantLongChunk(w *harness.Workload, _ int) { slowDown(w, lastChunk) }

// evenRows makes the chunks of a run at N = 1 take equally long, so that one that is longer
// at another N is not so by its rows.
func evenRows(r *harness.Run) {
	if r.Workers > 1 {
		return
	}
	spans := make([]harness.Span, r.Timing.Workers[0].Chunks)
	for i := range spans {
		spans[i] = harness.Span{First: i, Chunks: 1, Start: time.Duration(i) * chunkTime, End: time.Duration(i+1) * chunkTime}
	}
	r.Timeline = harness.NewTimeline([][]harness.Span{spans})
}

// lastChunk makes the last chunk take longer.
func lastChunk(c harness.Chunk) time.Duration {
	if c.Index == 7 {
		return plantedTime
	}
	return 0
}

// plantSpawn makes every worker start late.
func plantSpawn(w *harness.Workload, _ int) {
	kernel := w.Kernel
	w.NewWorker = func(context.Context) (harness.Worker, error) {
		planted()
		return harness.Stateless(kernel), nil
	}
}

// plantInflation makes the chunks of n workers take (n−1)·d longer in all, evenly.
func plantInflation(w *harness.Workload, n int) {
	slowDown(w, func(harness.Chunk) time.Duration { return time.Duration(n-1) * plantedTime / 8 })
}

// inflated returns the time that plantInflation adds to each worker of a run.
func inflated(r *harness.Run) time.Duration {
	return time.Duration(r.Workers-1) * plantedTime / time.Duration(r.Workers)
}

func slowDown(w *harness.Workload, by func(harness.Chunk) time.Duration) {
	kernel := w.Kernel
	w.Kernel = func(dst []float64, c harness.Chunk) {
		time.Sleep(by(c))
		kernel(dst, c)
	}
}

func everyWorker(r *harness.Run, change func(*harness.WorkerTiming)) {
	for i := range r.Timing.Workers {
		change(&r.Timing.Workers[i])
	}
}

// remote makes a run that of workers that get their rows as messages.
func remote(r *harness.Run, change func(*harness.WorkerTiming)) {
	r.Engine = harness.RemoteKind.Name
	everyWorker(r, change)
}

// opaque makes a run that of a program, which used the CPU time of its chunks and in
// addition user and system.
func opaque(r *harness.Run, user, system time.Duration) {
	r.Engine, r.Timing.Workers = harness.CommandKind.Name, nil
	r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: 8*chunkTime + user, System: system}}
}

// sweep returns a sweep with the plant, timed on the pool in simulated time (in
// testing/synctest a sleep advances a clock of its own and takes no time), so that its
// times are exact.
func (p plant) sweep(t *testing.T, workers ...int) *results.File {
	chunks := p.chunks
	if chunks == 0 {
		chunks = 8
	}
	h := header(workers...)
	h.Chunks, h.ChunkRows, h.Load, h.Schedule = chunks, 1, nil, "static"
	f := &results.File{Header: h, End: &results.End{}}
	static, err := harness.ScheduleByName("static")
	if err != nil {
		t.Fatal(err)
	}
	for block := range 3 {
		for _, n := range workers {
			w := harness.Workload{Name: "sleep", Outputs: []string{"row"}, Kernel: func(dst []float64, c harness.Chunk) {
				time.Sleep(chunkTime)
				dst[0] = float64(c.Row)
			}}
			if p.work != nil {
				p.work(&w, n)
			}
			j := &harness.Job{Data: &harness.Dataset{Rows: make([]string, chunks)}, Workload: w, ChunkRows: 1}
			r := harness.Run{Engine: "pool", Block: block, Workers: n, System: meter.System{GCPause: new(time.Duration), GCAssist: new(time.Duration)}}
			pool := &harness.Pool{Schedule: static}
			if r.Timing, err = pool.Run(t.Context(), make([]float64, chunks), j, n); err != nil {
				t.Fatal(err)
			}
			r.Timeline, _ = pool.Timeline().Parts() // without delays, which are of real time
			everyWorker(&r, func(k *harness.WorkerTiming) {
				k.Sched = &meter.SchedTiming{CPU: k.Busy + k.Claim, WakeDelay: new(time.Duration), AwakeDelay: new(time.Duration), ClaimDelay: new(time.Duration)}
			})
			r.Timing.Delay = &harness.CoordinatorDelay{Rejoin: new(time.Duration)}
			r.Timing.Waking = new(time.Duration)
			if p.measured != nil {
				p.measured(f, &r)
			}
			f.Runs = append(f.Runs, r)
		}
	}
	return f
}

// Each cause, planted alone, is charged with exactly what was planted at every N, and every
// other cause with 0. The same holds for the parts of a cause.
func TestPlants(t *testing.T) {
	for _, p := range plants {
		t.Run(p.cause+" "+p.part, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := analyze(t, p.sweep(t, 1, 2, 4), Options{Scope: p.scope})
				t1 := a.Points[0].Seconds.Value
				share := p.share
				if share == nil {
					share = func(int) float64 { return plantedTime.Seconds() / t1 }
				}
				for _, point := range a.Points[1:] {
					for name, got := range point.Causes {
						want := 0.0
						if name == p.cause {
							want = share(point.Workers)
						}
						exactly(t, name, point.Workers, got, want)
					}
				}
				// The parts of two N's S are those of e(N).
				a = analyze(t, p.sweep(t, 1, 4), Options{Scope: p.scope})
				i := slices.IndexFunc(a.Causes, func(c Cause) bool { return c.Name == p.cause })
				found := p.part == ""
				for _, part := range a.Causes[i].Parts {
					want := 0.0
					if part.Name == p.part {
						found, want = true, share(4)
					}
					exactly(t, p.cause+", "+part.Name, 4, part.SerialFraction, want)
				}
				if !found {
					t.Errorf("%s has no part %q", p.cause, p.part)
				}
			})
		})
	}
}

func exactly(t *testing.T, name string, n int, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is charged %v at N = %d, want %v", name, got, n, want)
	}
}

func TestEveryCauseHasAPlant(t *testing.T) {
	for _, c := range causes {
		if !slices.ContainsFunc(plants, func(p plant) bool { return p.cause == c.name }) {
			t.Errorf("nothing plants %s alone: add it to plants, and to the table of docs/plants", c.name)
		}
	}
}
