package harness

import (
	"context"
	"time"

	"serialfraction/harness/meter"
)

// An Engine runs a job once with the given number of workers. It writes the
// result into dst, which has j.ResultLen() places and belongs to the engine
// until Run returns. One Engine serves one run at a time. One that is an
// [io.Closer] is closed by whoever made it when its last run has ended.
type Engine interface {
	Name() string
	Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error)
}

// A Chronicler is an Engine that keeps when each chunk of its last run was worked on.
type Chronicler interface {
	Engine

	// Timeline returns that of the last run, in memory of its own; nil where the run
	// failed, or kept none.
	Timeline() Timeline
}

// timelineOf returns the chunk times of an engine's last run, nil where it keeps none.
func timelineOf(e Engine) Timeline {
	if c, ok := e.(Chronicler); ok {
		return c.Timeline()
	}
	return nil
}

// Timing tiles the wall time of one run, without gap or overlap:
// Split + Parallel + Merge == Wall, to the nanosecond.
type Timing struct {
	Wall     time.Duration
	Split    time.Duration // serial first step, cutting; all workers idle
	Parallel time.Duration // from "workers released" to the end of the last worker
	Merge    time.Duration // join, gather in row order, serial finish
	Workers  []WorkerTiming

	// Coordinator is the time that a coordinating thread was busy during the
	// parallel phase, where the schedule has one: evidence, for it overlaps the
	// workers' tiles.
	Coordinator time.Duration

	// Late is how much later than the latest of its paced workers was due the
	// coordinator went on: the timers and wake-ups of this machine, which are no
	// part of the machine that pacing stands for. Evidence; 0 where nothing is
	// paced.
	Late time.Duration

	// Process is what a whole program used that was timed as one: evidence, nil for
	// all else.
	Process *ProcessTiming
}

// ProcessTiming is what the system says of a program after wait4(2): of its process
// and of those descendants that were waited for. Daemons and other machines are not
// in it.
type ProcessTiming struct {
	meter.CPUUse
	MaxRSS int64 // peak memory of its largest process in bytes; 0 = not told
	Code   int   // exit code; -1 if a signal ended it
}

// WorkerTiming tiles the parallel phase of one worker:
// Wake + Busy + Claim + Tail == Parallel, to the nanosecond.
type WorkerTiming struct {
	Chunks int
	Wake   time.Duration // from "workers released" to this worker's first claim
	Busy   time.Duration // in the kernel, pacing included
	Claim  time.Duration // between two chunks: claiming, waiting for the coordinator
	Tail   time.Duration // done, while others are still busy

	// Sched is evidence beside the tiles, never added to them. It is nil where the
	// system does not tell.
	Sched *meter.SchedTiming
}
