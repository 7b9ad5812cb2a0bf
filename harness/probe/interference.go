package probe

import (
	"bytes"
	"context"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// Interference is the time that busy threads, one per CPU, could not use their CPUs. Others
// and Sched contain much of the same time; they are nil where the system does not report
// them.
type Interference struct {
	Threads []Gaps
	Sched   *time.Duration // of the threads on run queues, summed
	Others  *time.Duration // of other processes and of interrupts on the CPUs of the machine, summed
	System  meter.System
}

// Disturb lets n threads watch the clock for the time length. system starts a gauge of the
// machine, as [meter.WatchSystem] does. stat returns the content of /proc/stat, nil where it
// does not exist.
func Disturb(ctx context.Context, threads Threads, now Clock, n int, length time.Duration, system func() func() meter.System, stat func() []byte) (*Interference, error) {
	in := &Interference{Threads: make([]Gaps, n)}
	stop, before := system(), stat()
	workers, err := threads(ctx, n, func(i int) { in.Threads[i] = Watch(ctx, now, length, LeastGap) })
	after := stat()
	in.System = stop()
	if err != nil {
		return nil, err
	}
	in.Sched = runDelay(workers)
	in.Others = others(before, after, in.System.Usage)
	return in, nil
}

// Lost returns the time in gaps, summed over the threads.
func (in *Interference) Lost() time.Duration { return in.sum().Lost }

// Watched returns the time that the threads watched, summed.
func (in *Interference) Watched() time.Duration { return max(in.sum().Length, 1) }

// Largest returns the largest gap.
func (in *Interference) Largest() time.Duration { return in.sum().Largest }

// Count returns the number of gaps.
func (in *Interference) Count() int { return in.sum().Count }

func (in *Interference) sum() (g Gaps) {
	for _, t := range in.Threads {
		g.Length += t.Length
		g.Lost += t.Lost
		g.Count += t.Count
		g.Largest = max(g.Largest, t.Largest)
	}
	return g
}

func runDelay(workers []harness.WorkerTiming) *time.Duration {
	var sum time.Duration
	for _, w := range workers {
		if w.Sched == nil {
			return nil
		}
		sum += w.Sched.RunDelay
	}
	return &sum
}

// others returns the time on CPUs between two readings of /proc/stat without that of this
// process; nil = unknown.
func others(before, after []byte, own *meter.Usage) *time.Duration {
	from, ok := parseBusy(before)
	to, still := parseBusy(after)
	if !ok || !still || to < from || to-from > mostTicks || own == nil {
		return nil
	}
	return new(max(time.Duration(to-from)*tick-own.User-own.System, 0)) // ticks are coarser than the use of the process
}

// tick is the unit of /proc/stat on every architecture that Go knows: USER_HZ is 100.
const tick = 10 * time.Millisecond

// mostTicks is a century of CPU time, longer than any watch.
const mostTicks = 100 * 365 * 24 * 3600 * 100

// parseBusy reads how many ticks all CPUs were busy since the machine was started, from the
// first line of /proc/stat: user, nice, system, irq and softirq (proc(5)). Idle and stolen
// time does not count as busy, and guest time is already in user time.
func parseBusy(stat []byte) (ticks int64, ok bool) {
	line, _, _ := bytes.Cut(stat, []byte("\n"))
	field := bytes.Fields(line)
	if len(field) < 8 || string(field[0]) != "cpu" {
		return 0, false
	}
	for _, i := range []int{1, 2, 3, 6, 7} {
		n, err := strconv.ParseInt(string(field[i]), 10, 64)
		if err != nil || n < 0 || n > 1<<50 {
			return 0, false
		}
		ticks += n
	}
	return ticks, true
}
