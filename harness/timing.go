package harness

import (
	"context"
	"time"

	"serialfraction/harness/counters"
	"serialfraction/harness/meter"
)

// An Engine runs a job once with the given number of workers. It writes the result into
// dst, which has j.ResultLen() places and belongs to the engine until Run returns. An
// Engine serves one run at a time. If it is an [io.Closer], the code that made it closes
// it after its last run.
type Engine interface {
	Name() string
	Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error)
}

// A Chronicler is an Engine that keeps when each chunk of its last run was worked on.
type Chronicler interface {
	Engine

	// Timeline returns the chunk times of the last run, in memory of their own. It is nil
	// where the run failed or kept none.
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
	Parallel time.Duration // from the release of the workers to the end of the last
	Merge    time.Duration // join, gather in row order, serial finish; without a finish the last worker makes it
	Workers  []WorkerTiming

	// Coordinator is the time that the coordinator's thread was busy during the parallel
	// phase, where the schedule has one. It is evidence and no tile, because it overlaps
	// the workers' tiles.
	Coordinator time.Duration

	// Delay is what the coordinator's thread waited for a CPU. It is evidence and no tile; nil
	// where the system does not report it, and in a schedule in which the coordinator keeps
	// no thread.
	Delay *CoordinatorDelay

	// Waking is the time in which the coordinator's thread woke the workers, one after the other,
	// without its wait for a CPU. It is evidence and overlaps the workers' Wake; nil = not
	// measured.
	Waking *time.Duration

	// Rejoined is the time from the end of the last worker, or from when the coordinator began
	// to wait for it, to when the coordinator's thread ran again; 0 where the last worker ended the
	// run. It is evidence, and a part of Merge; nil = not measured.
	Rejoined *time.Duration

	// Late is the time from when the last paced worker should have ended to when the
	// coordinator went on. It is caused by the timers and wake-ups of this machine, which
	// the machine that pacing simulates does not have. It is evidence and no tile; 0 where
	// nothing is paced.
	Late time.Duration

	// Lost is the number of workers that ended or fell silent during the run. Others did their
	// chunks, so the answer is whole, but the times are not those of N workers.
	Lost int

	// Process is what a program that is timed as a whole used. It is evidence and no tile;
	// nil for all other work.
	Process *ProcessTiming

	// Others is what other processes did meanwhile. It is evidence and no tile; nil where it
	// is unknown, and for all work whose threads are timed one by one.
	Others *meter.OtherWork
}

// CoordinatorDelay is the run delay of the coordinator's thread by phase: runnable, waiting
// for a CPU.
type CoordinatorDelay struct {
	Split time.Duration
	Merge time.Duration // from the end of the last worker, its own waking up included

	// Rejoin is the part of Merge until its thread ran again. nil = not measured.
	Rejoin *time.Duration
}

// ProcessTiming is what a program used, from wait4(2): its process and those descendants
// that were waited for. Daemons and work on other machines are not in it.
type ProcessTiming struct {
	meter.CPUUse
	Faults *meter.Faults // nil = not known
	MaxRSS int64         // peak memory of its largest process in bytes; 0 = unknown
	Code   int           // exit code; -1 if a signal ended it
}

// WorkerTiming tiles the parallel phase of one worker:
// Wake + Busy + Claim + Serialize + Transfer + Tail == Parallel, to the nanosecond.
type WorkerTiming struct {
	Chunks int
	Wake   time.Duration // from the release of the workers to this worker's first claim
	Busy   time.Duration // in the kernel, pacing included
	Claim  time.Duration // between two chunks: claiming, waiting for the coordinator
	Tail   time.Duration // done, while others are still busy

	// Serialize and Transfer are of a worker that gets its rows as messages, and 0 of any other.
	Serialize time.Duration // decoding its rows and encoding its answers
	Transfer  time.Duration // while a chunk or its answer was under way or in a queue

	Host string // the machine of a worker that gets its rows as messages; "" for any other

	// Awake is the part of Wake until the worker's thread ran. It is evidence; nil = not
	// measured.
	Awake *time.Duration

	// Sched is evidence beside the tiles, never added to them. It is nil where the system
	// does not report it.
	Sched *meter.SchedTiming

	// Counts is what the worker's thread did on its CPUs, from the gate to its end, with what it did to
	// wake up and to claim; where a Worker is made for it, from then. It is evidence; nil = not counted,
	// or something else does the work.
	Counts *counters.Counts

	// Process is the CPU time of the process of a worker that gets its rows as messages, from its first claim
	// to its end, without that of programs that it started. It is evidence; nil = not measured, or
	// other workers had the process too.
	Process *time.Duration
}

// Span returns the time from the worker's first claim to the end of its last chunk.
func (w *WorkerTiming) Span() time.Duration { return w.Busy + w.Claim + w.Serialize + w.Transfer }
