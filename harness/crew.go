package harness

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
	"serialfraction/harness/meter"
)

// A crew is the N workers of one run: parked on a gate, released together,
// joined at the end, each keeping its own account. The goroutine that makes it is the
// coordinator.
type crew struct {
	job   *Job
	claim claimFunc
	exec  func(w int, at Chunk) error

	direct   bool   // threads sleep in the kernel
	handsOut bool   // the coordinator hands chunks out, which claims wait for
	gather   func() // puts the answers of all workers in row order; nil = they write them there

	ctx       context.Context // done when a worker has failed or the caller gave up
	cancel    context.CancelCauseFunc
	stop      atomic.Bool // set when ctx is done; workers read it between two chunks
	unhook    func() bool
	gate      *latch // opened when the workers may begin, or must leave without a chunk
	working   atomic.Int64
	done      *latch // opened when no worker is working any more
	dismissal *latch // opened when the workers' threads may do other work
	dismissed bool
	group     errgroup.Group
	own       coordinator
	watch     meter.Stopwatch // of own
	released  time.Duration   // offset at which the gate opened
	account   []account
	times     *chunkTimes // nil = not kept
	counts    bool        // what the workers' threads do on their CPUs is counted
	marks     *marks
}

// newCrew starts the workers and returns when all of them wait at the gate, so that the
// start of threads is not timed. They sleep as those of a run at the largest N do. It keeps
// chunk times in times, unless that is nil. The caller must dismiss the crew.
func newCrew(ctx context.Context, j *Job, n int, largest largestN, times *chunkTimes) (*crew, error) {
	if n < 1 {
		return nil, noWorkers(n)
	}
	direct := parksDirectly(max(n, int(largest)))
	c := &crew{job: j, direct: direct, gate: newLatch(direct), done: newLatch(direct), dismissal: newLatch(direct),
		account: make([]account, n), times: times, marks: newMarks(ctx, j, n), counts: j.countsWorkers(max(n, int(largest)))}
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	c.unhook = context.AfterFunc(c.ctx, func() { c.stop.Store(true) })
	if ctx.Err() != nil { // AfterFunc tells it in its own time, and a short run may end before
		c.stop.Store(true)
	}
	j.Heed(c.ctx)
	c.working.Store(int64(n))
	var standing atomic.Int64
	full := make(chan struct{})
	for w := range n {
		c.group.Go(func() (err error) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			defer func() { c.account[w].unbind() }()
			err = crash.Catch(func() error { return c.prepare(w) })
			if standing.Add(1) == int64(n) {
				close(full)
			}
			c.gate.wait()
			defer func() { err = errors.Join(err, c.leave(w)) }()
			if err == nil {
				exited := true // until work returns or panics
				defer func() {
					if exited {
						c.fail(c.job.Failed(c.account[w].at, ErrExited))
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
	c.own.start()
	c.watch = c.own.watch
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
	c.own.release()
	c.released = c.own.released.At
	c.gate.open()
	c.own.open()
}

// join waits until every worker has done its part, gathers the answers where no worker has, and returns
// the first error.
func (c *crew) join() error {
	c.own.wait()
	c.done.wait()
	c.own.rejoin()
	c.marks.coordinator(mergePhase)
	if c.gather != nil && !c.own.byWorker {
		c.gather()
	}
	return context.Cause(c.ctx)
}

// finish makes the serial step on the answer of all workers, whose parts are done, and ends the run.
func (c *crew) finish(dst []float64) (Timing, error) {
	if err := c.job.Finish(dst); err != nil {
		return Timing{}, err
	}
	if err := c.job.heeded(c.ctx); err != nil {
		return Timing{}, err
	}
	t := c.timing()
	return t, c.end(t)
}

// end dismisses the workers of a run whose times t are known, and adds what they counted: they read it
// after the clock of the run has stopped.
func (c *crew) end(t Timing) error {
	err := c.dismiss()
	for i := range t.Workers {
		t.Workers[i].Counts = c.account[i].timing.Counts
	}
	return err
}

// dismiss ends the workers, closes their accounts, and returns the first error of a worker,
// that of its Close included. A second call does nothing. Workers that were never released,
// because the coordinator panicked before, leave without a chunk.
func (c *crew) dismiss() error {
	if c.dismissed {
		return nil
	}
	c.dismissed = true
	c.stop.Store(true)
	c.gate.open()
	c.marks.end()
	c.dismissal.open()
	err := c.group.Wait()
	for w := range c.account {
		c.account[w].gauge.Close()
	}
	c.own.close()
	c.unhook()
	c.cancel(nil)
	return err
}

// timing returns the times of the run. The parallel phase ends with the last worker; what
// the coordinator did after that is the merge.
func (c *crew) timing() Timing {
	c.own.end()
	wall, end, due := c.own.ended.At, c.released, c.released
	for i := range c.account {
		end, due = max(end, c.account[i].end), max(due, c.account[i].due)
	}
	t := Timing{Wall: wall, Split: c.released, Parallel: end - c.released, Merge: wall - end,
		Workers: make([]WorkerTiming, len(c.account)), Delay: c.own.delay(end),
		Waking: c.own.waking(), Rejoined: new(c.own.rejoining(end))}
	if c.job.Workload.Pace > 0 {
		t.Late = c.own.back() - due
	}
	for i := range c.account {
		t.Workers[i] = c.account[i].timing
		t.Workers[i].Sched = c.sched(&c.account[i])
		t.Workers[i].Tail = end - c.account[i].end
		t.Workers[i].Awake = new(c.account[i].awake.At - c.released)
	}
	c.times.close(c.account, c.released)
	return t
}
