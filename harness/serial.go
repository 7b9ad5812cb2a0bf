package harness

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"

	"serialfraction/harness/meter"
)

// Serial is the plain loop: no goroutines, no locks, the rows in order. Its
// answer is the reference for every other engine, its time the honest base.
type Serial struct{}

// Name returns "serial".
func (Serial) Name() string { return SerialKind.Name }

// Run works through the chunks in order on the calling goroutine; workers must
// be 1.
func (Serial) Run(ctx context.Context, dst []float64, j *Job, workers int) (t Timing, err error) {
	if workers != 1 {
		return t, &FlagError{"engine", SerialKind.Name, "runs on one worker: use --workers 1 or --engine pool"}
	}
	if err := j.check(dst); err != nil {
		return t, err
	}
	at := Chunk{}
	defer recoverKernel(j, &at, &err)
	if j.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a mapped file may be cut short under it
	}
	var decoded rowBuffers
	decoded.fit(j, 1)
	marks := newMarks(ctx, j, 1)
	defer marks.end()
	marks.coordinator(splitPhase)
	watch := meter.NewStopwatch()
	if err := j.begin(); err != nil {
		return t, err
	}
	pace := newPacer(watch)
	if j.Workload.Pace > 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		sharpenTimers()
	}
	split := watch.Now()
	marks.coordinator(spawnPhase)
	worker, err := j.newWorker(ctx)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, worker.Close()) }()
	made := watch.Now()
	if err := j.beforeFirstChunk(); err != nil {
		return t, err
	}
	ready := watch.Now()
	marks.coordinator(kernelPhase)
	deadline := ready
	for i := range j.NumChunks() {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		at = j.Chunk(i)
		if err := worker.Kernel(j.result(dst, at), j.decode(at, decoded.of(0))); err != nil {
			return t, j.kernelError(at, err)
		}
		if j.Workload.Pace > 0 {
			deadline += j.pace(at.Row, at.Rows)
			pace.until(deadline, nil)
		}
	}
	at.Rows = 0 // the kernel is done
	end := watch.Now()
	marks.coordinator(mergePhase)
	if err := j.finish(dst); err != nil {
		return t, err
	}
	t.Wall = watch.Now()
	t.Split, t.Parallel, t.Merge = split, end-split, t.Wall-end
	if j.Workload.Pace > 0 {
		t.Late = max(0, end-deadline)
	}
	t.Workers = []WorkerTiming{{Chunks: j.NumChunks(), Wake: made - split, Claim: ready - made, Busy: end - ready}}
	return t, nil
}
