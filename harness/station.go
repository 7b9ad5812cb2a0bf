package harness

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"serialfraction/harness/meter"
)

// A Station is one worker of a job whose engine has its workers in other processes, or on other
// machines. It belongs to one goroutine, which it ties to a thread while a kernel runs. The coordinator of such an engine uses [Job.Check],
// [Job.Begin], [Job.Read], [Job.Result], [Job.Failed] and [Job.Finish].
type Station struct {
	job    *Job
	worker Worker
	gauge  meter.SpanGauge
	watch  meter.Stopwatch
	pacer  pacer
	late   time.Duration // by which the last paced chunk ended too late
	rows   []float64     // decoded
	done   <-chan struct{}
	first  bool // the next chunk is its first
}

// NewStation returns a station that has not begun. The caller closes it.
func NewStation(j *Job) *Station {
	s := &Station{job: j, watch: meter.NewStopwatch(), first: true}
	s.pacer = newPacer(s.watch)
	return s
}

// Begin makes the Worker of the workload, which ends with ctx, as a call of Kernel does. The error
// is what it failed or panicked with.
func (s *Station) Begin(ctx context.Context) (err error) {
	defer s.recover(&err)
	s.done = ctx.Done()
	if s.worker = s.job.stateless(ctx); s.job.Workload.NewWorker != nil {
		s.worker, err = s.job.Workload.NewWorker(ctx)
	}
	return err
}

// Chunk returns chunk i of a job whose rows are all here, as the kernel reads it.
func (s *Station) Chunk(i int) (c Chunk, err error) {
	defer s.recover(&err)
	if s.job.decodes() && s.rows == nil {
		s.rows = make([]float64, s.job.ChunkRows*s.job.Data.Cols)
	}
	if s.job.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a mapped file may be truncated meanwhile
	}
	return s.job.decode(s.job.Chunk(i), s.rows), nil
}

// Kernel computes a chunk, for as long as its pace at least. A place that the kernel does not write
// keeps a value that no kernel computes, see [Once]. The error is what it failed or panicked with.
func (s *Station) Kernel(dst []float64, c Chunk) (err error) {
	defer s.recover(&err)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if fresh := s.gauge.Begin(); fresh && s.job.Workload.Pace > 0 {
		sharpenTimers()
	}
	defer s.gauge.End()
	poison(dst)
	if s.first && s.job.Workload.BeforeFirstChunk != nil {
		s.job.Workload.BeforeFirstChunk()
	}
	s.first = false
	start := s.watch.Now()
	if err := s.worker.Kernel(dst, c); err != nil || s.job.Workload.Pace == 0 {
		return err
	}
	due := start - s.late + s.job.pace(c.Row, c.Rows)
	if s.late = 0; s.pacer.until(due, s.done) {
		s.late = s.watch.Now() - due
	}
	return nil
}

// recover turns a panic into an error whose text is that of its value.
func (s *Station) recover(err *error) {
	cause := recover()
	if cause == nil {
		return
	}
	if fault := s.job.Data.Fault(cause); fault != nil {
		*err = fault
	} else if failed, ok := cause.(error); ok {
		*err = failed
	} else {
		*err = errors.New(fmt.Sprint(cause))
	}
}

// Close ends the worker and returns the scheduler's account of its kernels; nil where the system has
// none.
func (s *Station) Close() (sched *meter.SchedTiming, err error) {
	defer s.recover(&err)
	sched = s.gauge.Sched()
	s.gauge.Close()
	if s.worker == nil {
		return nil, nil
	}
	if other, ok := s.worker.(Accountant); ok {
		sched = other.Sched()
	}
	return sched, s.worker.Close()
}

// Read returns a chunk with its rows as the kernel reads them. It decodes them into buf, which has
// room for a chunk, where they must be decoded. The error is a *KernelError, as it is where a worker
// reads them.
func (j *Job) Read(i int, buf []float64) (c Chunk, err error) {
	c = j.Chunk(i)
	defer recoverKernel(j, &c, &err)
	if j.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a mapped file may be truncated meanwhile
	}
	return j.decode(c, buf), nil
}
