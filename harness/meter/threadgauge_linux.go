package meter

import (
	"time"

	"golang.org/x/sys/unix"
)

// A ThreadGauge reads the scheduler's account of the thread that opened it. A reading takes
// some 0.7 µs. The zero gauge is for a system without such accounts: it works and measures
// nothing. Any thread may read it, one at a time.
type ThreadGauge struct {
	file int         // file descriptor plus one; 0 = not available
	gate SchedTiming // at Gate, as the next two
	mark SchedTiming // at Start
	end  SchedTiming // at End
	buf  [64]byte    // of read
}

// OpenThread opens the account of the calling thread, which must be locked. The caller closes
// the gauge.
func OpenThread() ThreadGauge {
	fd, err := unix.Open("/proc/thread-self/schedstat", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return ThreadGauge{}
	}
	return ThreadGauge{file: fd + 1}
}

// Gate marks the beginning of all that is measured: of a worker, the wait for its first claim.
func (g *ThreadGauge) Gate() {
	g.gate = g.read()
	g.mark = g.gate
}

// Delay returns the run delay since Gate; 0 where it cannot be read.
func (g *ThreadGauge) Delay() time.Duration { return g.delay(g.read()) }

// Moment returns the time and the run delay since Gate, both of one moment.
func (g *ThreadGauge) Moment(w Stopwatch) Moment {
	at, s := g.together(w)
	return Moment{at, g.delay(s)}
}

// Start ends the wait for the first claim and marks the beginning of the interval of Stop.
func (g *ThreadGauge) Start(w Stopwatch) Moment {
	at, s := g.together(w)
	g.mark = s
	return Moment{at, g.delay(s)}
}

// Last returns the time and the run delay since Gate, both of one moment, as Moment does. Its own
// cost is after that moment.
func (g *ThreadGauge) Last(w Stopwatch) Moment {
	for readings := 1; ; readings++ {
		at := w.Now()
		s := g.read()
		if readings == mostReadings || w.Now()-at < onePiece {
			return Moment{at, g.delay(s)}
		}
	}
}

// End marks the end of that interval. The thread calls it, before it wakes another that may
// want its CPU.
func (g *ThreadGauge) End() { g.end = g.read() }

// Ended returns the run delay from Gate to End; 0 where it could not be read.
func (g *ThreadGauge) Ended() time.Duration { return g.delay(g.end) }

// together reads the account and then the clock. Where the thread waited for a CPU in between,
// it reads both again: the wait would be in the time and not in the account.
func (g *ThreadGauge) together(w Stopwatch) (at time.Duration, s SchedTiming) {
	before := w.Now()
	for range mostReadings {
		s = g.read()
		at = w.Now()
		if at-before < onePiece {
			break
		}
		before = at
	}
	return at, s
}

// A reading that took onePiece or longer was interrupted. After mostReadings the last counts.
const (
	onePiece     = 10 * time.Microsecond
	mostReadings = 3
)

// delay returns the run delay from Gate to a reading; 0 where there is none.
func (g *ThreadGauge) delay(s SchedTiming) time.Duration {
	if g.file == 0 {
		return 0
	}
	return s.RunDelay - g.gate.RunDelay
}

// Stop returns the interval from Start to End, with the WakeDelay before it, or nil. Its CPU
// time is that until now, so the thread must sleep meanwhile: the account of a thread that
// runs lags by up to a tick of the scheduler, 1 to 10 ms, and the clock of a thread, which
// does not lag, makes the scheduler look whether it is another's turn. The gauge stays open.
func (g *ThreadGauge) Stop() *SchedTiming {
	now := g.read()
	if g.file == 0 {
		return nil
	}
	return &SchedTiming{CPU: now.CPU - g.mark.CPU, RunDelay: g.end.RunDelay - g.mark.RunDelay,
		WakeDelay: new(g.mark.RunDelay - g.gate.RunDelay)}
}

// Measures reports whether every reading so far has succeeded.
func (g *ThreadGauge) Measures() bool { return g.file > 0 }

// Close is safe to call twice.
func (g *ThreadGauge) Close() {
	if g.file > 0 {
		_ = unix.Close(g.file - 1)
		g.file = 0
	}
}

// read returns the account of the thread since its birth. It closes the gauge where it fails.
func (g *ThreadGauge) read() SchedTiming {
	if g.file == 0 {
		return SchedTiming{}
	}
	n, err := unix.Pread(g.file-1, g.buf[:], 0)
	if err == nil {
		if s, ok := parseSchedstat(g.buf[:n]); ok {
			return s
		}
	}
	g.Close()
	return SchedTiming{}
}
