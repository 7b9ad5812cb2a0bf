package harness

import (
	"runtime/debug"
	"time"

	"serialfraction/harness/crash"
	"serialfraction/harness/meter"
)

// account is what one worker records, on cache lines of its own.
type account struct {
	worker Worker
	gauge  meter.ThreadGauge
	timing WorkerTiming
	log    chunkLog
	awake  meter.Moment  // its thread ran after the release
	claims time.Duration // run delay while it claimed chunks
	at     Chunk         // its last chunk; Rows is 0 while no kernel runs
	end    time.Duration // offset of the last, empty claim
	due    time.Duration // offset at which a paced worker should have ended
	_      [64]byte
}

// sched returns the scheduler's account of what did the work: that of the worker's thread,
// or that of an [Accountant].
func (c *crew) sched(a *account) *meter.SchedTiming {
	if other, ok := a.worker.(Accountant); ok {
		return other.Sched()
	}
	s := a.gauge.Stop()
	if s == nil {
		return nil
	}
	s.AwakeDelay = new(a.awake.Delay)
	if !c.handsOut {
		s.ClaimDelay = new(a.claims)
	}
	return s
}

// shortClaim is the length of a claim up to which its run delay is taken to be 0. A claim
// takes less than a microsecond, and a wait for a CPU seldom less than a hundred.
const shortClaim = 20 * time.Microsecond

// waitedToClaim returns the run delay in a claim of a length, and sets seen, what it was before
// the claim, to what it is after. What the thread waited for earlier, since seen, is taken to
// be in the claim too, up to its length.
func (a *account) waitedToClaim(length time.Duration, seen *time.Duration) time.Duration {
	before := *seen
	*seen = a.gauge.Delay()
	return max(0, min(length, *seen-before))
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

// leave ends a worker, however its work ended. It keeps the worker's thread from other
// work until the run is over, and then closes the Worker.
func (c *crew) leave(w int) error {
	if c.working.Add(-1) == 0 {
		c.done.open()
	}
	c.dismissal.wait()
	if worker := c.account[w].worker; worker != nil {
		return crash.Catch(worker.Close)
	}
	return nil
}

// work is what one worker does after the gate. It reads the clock twice per claim: the end
// of one tile is the beginning of the next. The account of its thread it reads when it wakes,
// when it has started, after a claim that was long ([shortClaim]) and when it ends.
func (c *crew) work(w int) (err error) {
	if c.stop.Load() {
		return nil // the split failed: nothing is made and no chunk is claimed
	}
	a := &c.account[w]
	var t WorkerTiming
	var at Chunk
	defer func() { a.at = at }()
	defer recoverKernel(c.job, &at, &err)
	c.marks.spawn(w)
	a.awake = a.gauge.Moment(c.watch)
	if a.worker, err = c.job.newWorker(c.ctx); err != nil {
		return err
	}
	start := a.gauge.Start(c.watch)
	from, delay := start.At, start.Delay
	t.Wake = from - c.released
	pace := newPaceClock(c, from-a.awake.At)
	log := c.times.open()
	if err = c.job.beforeFirstChunk(); err != nil {
		return err
	}
	for {
		lo, hi := c.claim(w)
		to := c.watch.Now()
		t.Claim += to - from
		if to-from > shortClaim && !c.handsOut {
			a.claims += a.waitedToClaim(to-from, &delay)
		}
		if lo >= hi || c.stop.Load() {
			a.end, a.due = to, pace.free+to-from
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
	a.gauge.End()
	a.timing, a.log = t, log
	return nil
}
