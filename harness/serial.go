package harness

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"

	"serialfraction/harness/meter"
)

// Serial is the plain loop: no goroutines, no locks, the rows in order. The answers of all
// other engines are compared with its answer. Its time is the base without any overhead of
// parallel code: the zero value does not even read the clock between two chunks.
type Serial struct{ times *chunkTimes }

// NewSerial returns a plain loop that keeps when each chunk was worked on.
func NewSerial() Serial { return Serial{new(chunkTimes)} }

// Name returns "serial".
func (Serial) Name() string { return SerialKind.Name }

// Timeline returns the chunk times of the last run, nil where none are kept.
func (s Serial) Timeline() Timeline {
	if s.times == nil {
		return nil
	}
	return s.times.timeline()
}

// Run works through the chunks in order on the calling goroutine. workers must be 1.
func (s Serial) Run(ctx context.Context, dst []float64, j *Job, workers int) (t Timing, err error) {
	if workers != 1 {
		return t, &FlagError{"engine", SerialKind.Name, "runs on one worker: use --workers 1 or --engine pool"}
	}
	if s.times != nil {
		s.times.forget()
	}
	if err := j.Check(dst); err != nil {
		return t, err
	}
	at := Chunk{}
	defer recoverKernel(j, &at, &err)
	if j.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a mapped file may be truncated meanwhile
	}
	var decoded rowBuffers
	decoded.fit(j, 1)
	var times *chunkTimes
	if s.times != nil {
		times = s.times.prepare(j, j.NumChunks(), 1)
	}
	log := times.open()
	j.Heed(ctx)
	marks := newMarks(ctx, j, 1)
	defer marks.end()
	marks.coordinator(splitPhase)
	watch := meter.NewStopwatch()
	if err := j.Begin(); err != nil {
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
	log.claimed(0, ready)
	for i := range j.NumChunks() {
		if ctx.Err() != nil {
			return t, context.Cause(ctx)
		}
		at = j.Chunk(i)
		if err := worker.Kernel(j.Result(dst, at), j.decode(at, decoded.of(0))); err != nil {
			if ctx.Err() != nil { // it has ended early
				return t, context.Cause(ctx)
			}
			return t, j.Failed(at, err)
		}
		if j.Workload.Pace > 0 {
			deadline += j.pace(at.Row, at.Rows)
			pace.until(deadline, ctx.Done())
		}
		if log.due(i, j.NumChunks()) {
			at := watch.Now()
			log.done(i+1, at)
			log.next(i+1, at)
		}
	}
	at.Rows = 0 // the kernel has returned
	end := watch.Now()
	log.done(j.NumChunks(), end)
	marks.coordinator(mergePhase)
	if err := j.Finish(dst); err != nil {
		return t, err
	}
	if err := j.heeded(ctx); err != nil {
		return t, err
	}
	t.Wall = watch.Now()
	t.Split, t.Parallel, t.Merge = split, end-split, t.Wall-end
	if j.Workload.Pace > 0 {
		t.Late = max(0, end-deadline)
	}
	t.Workers = []WorkerTiming{{Chunks: j.NumChunks(), Wake: made - split, Claim: ready - made, Busy: end - ready}}
	times.close([]account{{log: log}}, split)
	return t, nil
}
