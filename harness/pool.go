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

	queue   queueBuffers // kept from run to run, so that timing meets no fresh memory
	decoded rowBuffers
	times   chunkTimes
}

// Name returns "pool".
func (p *Pool) Name() string { return PoolKind.Name }

// Timeline returns the chunk times of the last run.
func (p *Pool) Timeline() Timeline { return p.times.timeline() }

// Run cuts the job, releases the workers together and waits for the last. A
// kernel that panics, or ends its goroutine as t.Fatal does, is a *KernelError; a
// cancelled context stops every worker at its next chunk.
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

// rowBuffers are what each worker decodes the rows of a chunk into.
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
			poison((*b)[w]) // memory is there from the first write on
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
	stop      atomic.Bool // the same, read between two chunks
	unhook    func() bool
	gate      chan struct{} // closed when the workers may begin, or are to go unused
	opened    bool          // the gate is closed, in the words of channels
	working   sync.WaitGroup
	dismissal chan struct{} // closed when their threads may do something else
	dismissed bool
	group     errgroup.Group
	watch     meter.Stopwatch
	released  time.Duration
	joined    time.Duration
	account   []account
	times     *chunkTimes // nil = no chunk times are kept
	marks     *marks
}

// account is what one worker writes: on cache lines of its own, and once.
type account struct {
	worker Worker
	gauge  meter.ThreadGauge
	timing WorkerTiming
	log    chunkLog
	at     Chunk         // where it was when it left; no rows where no kernel was at work
	end    time.Duration // offset of the last, empty claim
	due    time.Duration // offset at which a paced worker should have ended
	_      [64]byte
}

// sched closes the account of the worker's thread and returns it, or that of what
// works in its place.
func (a *account) sched() *meter.SchedTiming {
	own := a.gauge.Stop()
	if other, ok := a.worker.(Accountant); ok {
		return other.Sched()
	}
	return own
}

// newCrew starts the workers and returns when all of them stand at the gate, so
// that making threads is not timed. Its chunk times go to times, nil = nowhere. The
// crew must be dismissed.
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
				exited := true // until the work is seen to return or to panic
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

// leave is the end of a worker, whatever its work ended in: nobody waits for it any
// more, its thread does nothing else until its account is read, and what it made is
// closed.
func (c *crew) leave(w int) error {
	c.working.Done()
	<-c.dismissal
	if worker := c.account[w].worker; worker != nil {
		return crash.Catch(worker.Close)
	}
	return nil
}

// prepare is what a worker does before it stands at the gate.
func (c *crew) prepare(w int) error {
	if c.job.Data.Store != nil {
		debug.SetPanicOnFault(true) // a mapped file may be cut short under it
	}
	c.account[w].gauge = meter.OpenThread()
	if c.job.Workload.Pace > 0 {
		sharpenTimers()
	}
	return nil
}

// noWorkers is the error of a run with fewer than one worker.
func noWorkers(n int) error {
	return &FlagError{"workers", strconv.Itoa(n), "must be 1 or more"}
}

// fail stops the run; the first error counts.
func (c *crew) fail(err error) {
	c.cancel(err)
	c.stop.Store(true)
}

// start starts the run's clock; the split begins. What the scheduler says of the
// workers from here on, while they stand at the gate, is how long they wait for a CPU
// to wake up on.
func (c *crew) start() {
	c.marks.coordinator(splitPhase)
	for w := range c.account {
		c.account[w].gauge.Gate()
	}
	c.watch = meter.NewStopwatch()
}

// release opens the gate: what happens from here on is the parallel phase. If
// the split has failed, the workers only pass through.
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

// join waits until every worker has done its part and returns what went wrong
// first.
func (c *crew) join() error {
	c.working.Wait()
	c.joined = c.watch.Now()
	c.marks.coordinator(mergePhase)
	return context.Cause(c.ctx)
}

// dismiss lets the workers go, once, closes their accounts, and returns what went
// wrong last. Workers that were never released, because the coordinator panicked
// before, go without a chunk.
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

// work is the life of one worker after the gate. Two clock readings per claim:
// the end of one tile is the beginning of the next.
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
			at.Rows = 0 // its kernel is done
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

// timing closes the books: the parallel phase ends with the last worker, and
// what the coordinator did after that is the merge. The workers' scheduler
// accounts are read only now; read by each worker at its end, they would hold up
// the others.
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
