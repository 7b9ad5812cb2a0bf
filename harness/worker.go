package harness

import (
	"runtime/debug"
	"time"

	"serialfraction/harness/counters"
	"serialfraction/harness/crash"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
)

// account is what one worker records, on cache lines of its own.
type account struct {
	worker Worker
	loose  func() // gives its thread back as it was; nil = it was not bound
	gauge  meter.ThreadGauge
	counts counters.Gauge
	timing WorkerTiming
	log    chunkLog
	awake  meter.Moment  // its thread ran after the release
	claims time.Duration // run delay while it claimed chunks
	seen   meter.Moment  // the last reading of its gauge in the parallel phase
	spans  bool          // the run delay of its long spans is read
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

// unbind gives the thread of the worker back as it was.
func (a *account) unbind() {
	if a.loose != nil {
		a.loose()
	}
}

// waitedToClaim returns the run delay in a claim of a length that ended at an offset. What the
// thread waited earlier, since its account was read before, is taken to be in the claim too, up to
// its length.
func (a *account) waitedToClaim(length, to time.Duration) time.Duration {
	before := a.seen.Delay
	a.seen = meter.Moment{At: to, Delay: a.gauge.Delay()}
	return max(0, min(length, a.seen.Delay-before))
}

// longSpan is the length of a span beyond which the run delay in it is read. A reading takes 0.8 µs,
// so it costs at most 0.2 % of what it times. It is read at every N alike: a cost of the runs at
// N = 1 alone would make S less.
const longSpan = 500 * time.Microsecond

// endSpan ends a span before chunk hi. It returns the offset of its end.
func (c *crew) endSpan(a *account, log *chunkLog, hi int) (end time.Duration) {
	end = c.watch.Now()
	log.done(hi, end)
	if end-log.from > longSpan && a.spans {
		return c.measureSpan(a, log)
	}
	return end
}

// measureSpan reads the account at the end of a long span, the last in log, and gives the span its run
// delay where that can be known. It returns the offset of the reading, where the span ends then.
func (c *crew) measureSpan(a *account, log *chunkLog) (end time.Duration) {
	span, delay := log.last()
	before := a.seen
	a.seen = a.gauge.Moment(c.watch)
	span.end = a.seen.At
	if d, known := spanDelay(span.start, before, a.seen); known && a.gauge.Measures() {
		*delay, span.measured = d, true
	}
	return span.end
}

// spanDelay returns the run delay in a span from start to the moment now. It is not known where the
// reading before was earlier than a short claim ahead of start: a wait may have been in between.
func spanDelay(start time.Duration, before, now meter.Moment) (delay time.Duration, known bool) {
	if start-before.At > shortClaim {
		return 0, false
	}
	return max(0, min(now.Delay-before.Delay, now.At-start)), true
}

// readsSpans reports whether the account of a worker's thread is of its kernels. It is not where
// something else does the work, and a paced worker makes up for what it waited.
func (c *crew) readsSpans(a *account) bool {
	_, elsewhere := a.worker.(Accountant)
	return c.times != nil && !c.handsOut && !elsewhere && c.job.Workload.Pace == 0
}

// prepare sets up the thread of a worker before the worker waits at the gate.
func (c *crew) prepare(w int) error {
	debug.SetPanicOnFault(true) // a mapped file of rows may be truncated meanwhile, that of answers have no room
	if cpus := c.job.CPUs; cpus != nil {
		var err error
		if c.account[w].loose, err = machine.Bind(cpus[w%len(cpus)]); err != nil {
			return err
		}
	}
	c.account[w].gauge = meter.OpenThread()
	if c.counts {
		c.account[w].counts = counters.Open()
	}
	if c.job.Workload.Pace > 0 {
		sharpenTimers()
	}
	return nil
}

// leave ends a worker, however its work ended. The last gathers the answers and ends the run too where
// no serial step follows. leave keeps the worker's thread from other work until the run is over, and then closes the
// Worker.
func (c *crew) leave(w int) error {
	if c.working.Add(-1) == 0 {
		if c.job.Workload.Finish == nil {
			if c.gather != nil {
				c.gather()
			}
			c.own.endBy(&c.account[w].gauge)
		}
		c.done.open()
	}
	c.dismissal.wait()
	a := &c.account[w]
	if _, elsewhere := a.worker.(Accountant); !elsewhere {
		a.timing.Counts = a.counts.Stop() // the clock of the run has stopped
	}
	a.counts.Close()
	if worker := a.worker; worker != nil {
		return crash.Catch(worker.Close)
	}
	return nil
}

// work is what one worker does after the gate. It reads the clock twice per claim: the end
// of one tile is the beginning of the next. The account of its thread it reads when it wakes,
// when it has started, after a claim that was long ([shortClaim]), at the end of a span that was
// ([longSpan]) and when it ends.
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
	if c.job.Workload.NewWorker != nil {
		a.counts.Mark() // what made it is not of its kernels
	}
	start := a.gauge.Start(c.watch)
	from := start.At
	a.seen, a.spans = start, c.readsSpans(a)
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
			a.claims += a.waitedToClaim(to-from, to)
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
				return c.job.Failed(at, err)
			}
			pace.spend(c.job.pace(at.Row, at.Rows))
			at.Rows = 0 // the kernel has returned
			if log.due(i, hi) {
				log.next(i+1, c.endSpan(a, &log, i+1))
			}
		}
		from = c.endSpan(a, &log, hi)
		t.Busy += from - to
		t.Chunks += hi - lo
	}
	a.gauge.End()
	a.timing, a.log = t, log
	return nil
}
