package harness

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
	"serialfraction/harness/meter"
)

// Pool runs a job on N workers of this process, each on a thread of its own.
type Pool struct {
	Schedule Schedule // of Schedules; the zero value is the first of them

	queue   queueBuffers // kept from run to run, so that no timed run touches fresh memory
	decoded rowBuffers
	times   chunkTimes
}

// Name returns "pool".
func (p *Pool) Name() string { return PoolKind.Name }

// Timeline returns the chunk times of the last run.
func (p *Pool) Timeline() Timeline { return p.times.timeline() }

// Run cuts the job, releases the workers together and waits for the last. Where a kernel
// panics, or ends its goroutine as t.Fatal does, the error is a *KernelError. When ctx is
// cancelled, every worker stops at its next chunk.
func (p *Pool) Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	p.times.forget()
	if err := j.check(dst); err != nil {
		return Timing{}, err
	}
	schedule := p.Schedule
	if schedule.Name == "" {
		schedule = Schedules[0]
	}
	if schedule.Coordinated() {
		return p.runQueue(ctx, dst, j, workers)
	}
	c, err := newCrew(ctx, j, workers, p.times.prepare(j, j.NumChunks(), workers))
	if err != nil {
		return Timing{}, err
	}
	defer c.dismiss()
	p.decoded.fit(j, workers)
	c.exec = func(w int, at Chunk) error {
		return c.account[w].worker.Kernel(j.result(dst, at), j.decode(at, p.decoded.of(w)))
	}
	c.start()
	c.claim = schedule.claims(j.NumChunks(), workers)
	c.release(j.begin())
	if err := c.join(); err != nil {
		return Timing{}, err
	}
	if err := j.finish(dst); err != nil {
		return Timing{}, err
	}
	t := c.timing()
	return t, c.dismiss()
}

// rowBuffers are the buffers into which workers decode the rows of a chunk, one for each.
type rowBuffers [][]float64

// of returns the buffer of a worker, nil where nothing is decoded.
func (b rowBuffers) of(w int) []float64 {
	if w < len(b) {
		return b[w]
	}
	return nil
}

// fit makes the buffers large enough for a job whose rows must be decoded.
func (b *rowBuffers) fit(j *Job, workers int) {
	if !j.decodes() {
		return
	}
	size := min(j.ChunkRows, j.Data.NumRows()) * j.Data.Cols
	for w := range workers {
		if w == len(*b) {
			*b = append(*b, nil)
		}
		if len((*b)[w]) < size {
			(*b)[w] = make([]float64, size)
			poison((*b)[w]) // the system maps memory at the first write
		}
	}
}

// A crew is the N workers of one run: parked on a gate, released together,
// joined at the end, each keeping its own account.
type crew struct {
	job   *Job
	claim claimFunc
	exec  func(w int, at Chunk) error

	ctx       context.Context // done when a worker has failed or the caller gave up
	cancel    context.CancelCauseFunc
	stop      atomic.Bool // set when ctx is done; workers read it between two chunks
	unhook    func() bool
	gate      chan struct{} // closed when the workers may begin, or must leave without a chunk
	opened    bool          // the channel gate is closed
	working   sync.WaitGroup
	dismissal chan struct{} // closed when the workers' threads may do other work
	dismissed bool
	group     errgroup.Group
	watch     meter.Stopwatch
	released  time.Duration
	joined    time.Duration
	account   []account
	times     *chunkTimes // nil = not kept
	marks     *marks
}

// account is what one worker records, on cache lines of its own.
type account struct {
	worker Worker
	gauge  meter.ThreadGauge
	timing WorkerTiming
	log    chunkLog
	at     Chunk         // its last chunk; Rows is 0 while no kernel runs
	end    time.Duration // offset of the last, empty claim
	due    time.Duration // offset at which a paced worker should have ended
	_      [64]byte
}

// sched closes the gauge of the worker's thread. It returns the scheduler's account of
// what did the work: that of the thread, or that of an [Accountant].
func (a *account) sched() *meter.SchedTiming {
	own := a.gauge.Stop()
	if other, ok := a.worker.(Accountant); ok {
		return other.Sched()
	}
	return own
}

// newCrew starts the workers and returns when all of them wait at the gate, so that the
// start of threads is not timed. It keeps chunk times in times, unless that is nil. The
// caller must dismiss the crew.
func newCrew(ctx context.Context, j *Job, n int, times *chunkTimes) (*crew, error) {
	if n < 1 {
		return nil, noWorkers(n)
	}
	c := &crew{job: j, gate: make(chan struct{}), dismissal: make(chan struct{}), account: make([]account, n), times: times, marks: newMarks(ctx, j, n)}
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	c.unhook = context.AfterFunc(c.ctx, func() { c.stop.Store(true) })
	c.working.Add(n)
	var standing atomic.Int64
	full := make(chan struct{})
	for w := range n {
		c.group.Go(func() (err error) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			err = crash.Catch(func() error { return c.prepare(w) })
			if standing.Add(1) == int64(n) {
				close(full)
			}
			<-c.gate
			defer func() { err = errors.Join(err, c.leave(w)) }()
			if err == nil {
				exited := true // until work returns or panics
				defer func() {
					if exited {
						c.fail(c.job.kernelError(c.account[w].at, errExited))
					}
				}()
				err = crash.Catch(func() error {
					defer c.marks.done(w)
					return c.work(w)
				})
				exited = false
			}
			if err != nil {
				c.fail(err)
			}
			return err
		})
	}
	<-full
	return c, nil
}

// leave ends a worker, however its work ended. It keeps the worker's thread from other
// work until the accounts have been read, and then closes the Worker.
func (c *crew) leave(w int) error {
	c.working.Done()
	<-c.dismissal
	if worker := c.account[w].worker; worker != nil {
		return crash.Catch(worker.Close)
	}
	return nil
}

// prepare sets up the thread of a worker before the worker waits at the gate.
func (c *crew) prepare(w int) error {
	if c.job.Data.Store != nil {
		debug.SetPanicOnFault(true) // a mapped file may be truncated meanwhile
	}
	c.account[w].gauge = meter.OpenThread()
	if c.job.Workload.Pace > 0 {
		sharpenTimers()
	}
	return nil
}

// noWorkers returns the error of a run with fewer than one worker.
func noWorkers(n int) error {
	return &FlagError{"workers", strconv.Itoa(n), "type 1 or more"}
}

// fail stops the run. join returns the first error.
func (c *crew) fail(err error) {
	c.cancel(err)
	c.stop.Store(true)
}

// start starts the run's clock, and with it the split. The workers wait at the gate; from
// here on the scheduler's account of their threads is the time that they wait for a CPU
// to wake up on.
func (c *crew) start() {
	c.marks.coordinator(splitPhase)
	for w := range c.account {
		c.account[w].gauge.Gate()
	}
	c.watch = meter.NewStopwatch()
}

// release opens the gate and begins the parallel phase. If the split has failed, the
// workers leave without a chunk.
func (c *crew) release(failed error) {
	if failed != nil {
		c.fail(failed)
	}
	if c.marks != nil {
		c.claim, c.exec = c.marks.claiming(c.claim), c.marks.executing(c.exec)
		c.marks.coordinator(waitPhase)
	}
	c.released = c.watch.Now()
	c.open()
}

// open lets the workers through the gate, once.
func (c *crew) open() {
	if !c.opened {
		c.opened = true
		close(c.gate)
	}
}

// join waits until every worker has done its part and returns the first error.
func (c *crew) join() error {
	c.working.Wait()
	c.joined = c.watch.Now()
	c.marks.coordinator(mergePhase)
	return context.Cause(c.ctx)
}

// dismiss ends the workers, closes their accounts, and returns the first error of a worker,
// that of its Close included. A second call does nothing. Workers that were never released,
// because the coordinator panicked before, leave without a chunk.
func (c *crew) dismiss() error {
	if c.dismissed {
		return nil
	}
	c.dismissed = true
	if !c.opened {
		c.stop.Store(true)
		c.open()
	}
	c.marks.end()
	close(c.dismissal)
	err := c.group.Wait()
	for w := range c.account {
		c.account[w].gauge.Close()
	}
	c.unhook()
	c.cancel(nil)
	return err
}

// work is what one worker does after the gate. It reads the clock twice per claim: the end
// of one tile is the beginning of the next.
func (c *crew) work(w int) (err error) {
	if c.stop.Load() {
		return nil // the split failed: nothing is made and no chunk is claimed
	}
	var t WorkerTiming
	var at Chunk
	defer func() { c.account[w].at = at }()
	defer recoverKernel(c.job, &at, &err)
	c.marks.spawn(w)
	awake := c.watch.Now()
	if c.account[w].worker, err = c.job.newWorker(c.ctx); err != nil {
		return err
	}
	c.account[w].gauge.Start()
	from := c.watch.Now()
	t.Wake = from - c.released
	pace := newPaceClock(c, from-awake)
	log := c.times.open()
	if err = c.job.beforeFirstChunk(); err != nil {
		return err
	}
	for {
		lo, hi := c.claim(w)
		to := c.watch.Now()
		t.Claim += to - from
		if lo >= hi || c.stop.Load() {
			c.account[w].end, c.account[w].due = to, pace.free+to-from
			break
		}
		pace.claimed(to - from)
		log.claimed(lo, to)
		for i := lo; i < hi && !c.stop.Load(); i++ {
			at = c.job.Chunk(i)
			if err := c.exec(w, at); err != nil {
				return c.job.kernelError(at, err)
			}
			pace.spend(c.job.pace(at.Row, at.Rows))
			at.Rows = 0 // the kernel has returned
			if log.due(i, hi) {
				log.split(i, c.watch.Now())
			}
		}
		from = c.watch.Now()
		log.done(hi, from)
		t.Busy += from - to
		t.Chunks += hi - lo
	}
	c.account[w].timing, c.account[w].log = t, log
	return nil
}

// timing returns the times of the run. The parallel phase ends with the last worker; what
// the coordinator did after that is the merge. The scheduler's accounts of the workers are
// read only now, because a worker that read its own at its end would disturb the others.
func (c *crew) timing() Timing {
	wall := c.watch.Now()
	end, due := c.released, c.released
	for i := range c.account {
		end, due = max(end, c.account[i].end), max(due, c.account[i].due)
	}
	t := Timing{Wall: wall, Split: c.released, Parallel: end - c.released, Merge: wall - end,
		Workers: make([]WorkerTiming, len(c.account))}
	if c.job.Workload.Pace > 0 {
		t.Late = c.joined - due
	}
	for i := range c.account {
		t.Workers[i] = c.account[i].timing
		t.Workers[i].Sched = c.account[i].sched()
		t.Workers[i].Tail = end - c.account[i].end
	}
	c.times.close(c.account, c.released)
	return t
}
