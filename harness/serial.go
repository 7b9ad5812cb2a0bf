package harness

import (
	"context"
	"runtime"
	"time"
)

// Serial is the plain loop: no goroutines, no locks, the rows in order. Its
// answer is the reference for every other engine, its time the honest base.
type Serial struct{}

// Name returns "serial".
func (Serial) Name() string { return "serial" }

// Run works through the chunks in order on the calling goroutine; workers must
// be 1.
func (Serial) Run(ctx context.Context, dst []float64, j *Job, workers int) (t Timing, err error) {
	if workers != 1 {
		return t, &FlagError{"engine", "serial", "runs on one worker: use --workers 1 or --engine pool"}
	}
	at := Chunk{}
	defer recoverKernel(j, &at, &err)
	watch := startWatch()
	if err := j.begin(); err != nil {
		return t, err
	}
	pace := newPacer(watch)
	if j.Workload.Pace > 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		sharpenTimers()
	}
	split := watch.now()
	deadline := split
	for i := range j.NumChunks() {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		at = j.Chunk(i)
		j.Workload.Kernel(j.result(dst, at), at)
		if j.Workload.Pace > 0 {
			deadline += time.Duration(at.Rows) * j.Workload.Pace
			pace.until(deadline, nil)
		}
	}
	end := watch.now()
	if err := j.finish(dst); err != nil {
		return t, err
	}
	t.Wall = watch.now()
	t.Split, t.Parallel, t.Merge = split, end-split, t.Wall-end
	if j.Workload.Pace > 0 {
		t.Late = max(0, end-deadline)
	}
	t.Workers = []WorkerTiming{{Chunks: j.NumChunks(), Busy: t.Parallel}}
	return t, nil
}
