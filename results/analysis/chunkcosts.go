package analysis

import (
	"slices"
	"time"

	"serialfraction/harness"
)

// mostCells is the number of chunks that are told apart. Of more, neighbours count as one.
const mostCells = 1 << 16

// mostReadings is the number of chunk times, of all runs together, that are read, so that the
// analysis of a live sweep stays short. Of few chunks it is those of all runs.
const mostReadings = 1 << 18

// costed returns the runs at N = 1 whose chunk times are known, in the order of the sweep. A file
// that samples its timelines has those of the slowest run and of others that were chosen by
// their times. The runs before the first without one were not chosen, and are taken where
// there are two.
func costed(runs []harness.Run) []harness.Run {
	var all []harness.Run
	unchosen := -1
	for _, e := range runs {
		switch {
		case e.Workers != 1:
		case e.Timeline != nil && len(e.Timing.Workers) == 1 && e.Timing.Workers[0].Sched != nil:
			all = append(all, e)
		case unchosen < 0:
			unchosen = len(all)
		}
	}
	if unchosen > 1 {
		return all[:unchosen]
	}
	return all
}

// chunkCosts are what each chunk took in every run at N = 1, less what the worker waited for a CPU.
type chunkCosts struct {
	times [][]time.Duration // by run and chunk
	cut   bool              // most runs were cut in proportion: the differences between runs are those of their waits
}

// costsByRun returns those of k chunks.
func costsByRun(of []harness.Run, k int) chunkCosts {
	var runs []costedRun
	for _, e := range spread(of, mostReadings/min(k, mostCells)) {
		runs = append(runs, newCostedRun(e, k))
	}
	cut := leaveOutWaits(runs)
	c := chunkCosts{cut: 2*cut > len(runs)}
	for _, r := range runs {
		c.times = append(c.times, r.times)
	}
	return c
}

// spread returns at most so many of all, evenly spread.
func spread[T any](all []T, most int) []T {
	if len(all) <= most {
		return all
	}
	some := make([]T, most)
	for i := range some {
		some[i] = all[i*len(all)/most]
	}
	return some
}

// A costedRun is what the chunks of a run at N = 1 took. Of more than mostCells chunks, neighbours
// are one.
type costedRun struct {
	times    []time.Duration // less the waits for a CPU that were measured
	measured []bool          // the wait in a chunk was measured, which may be 0
	wait     time.Duration   // in all other chunks together
}

// newCostedRun returns that of k chunks. Chunks that were timed together share their time evenly.
func newCostedRun(e harness.Run, k int) costedRun {
	cells := min(k, mostCells)
	r := costedRun{times: make([]time.Duration, cells), measured: slices.Repeat([]bool{true}, cells)}
	known := time.Duration(0)
	for _, s := range e.Timeline.All() {
		known += s.Delay
		for i := s.First; i < min(s.First+s.Chunks, k); i++ {
			cell := i * cells / k
			r.times[cell] += (s.End - s.Start - s.Delay) / time.Duration(s.Chunks)
			r.measured[cell] = r.measured[cell] && s.Measured
		}
	}
	worker := e.Timing.Workers[0]
	r.wait = max(0, worker.Sched.RunDelay-claimDelay(worker)-known)
	return r
}

// unmeasured returns the sum of times of the run's chunks in which the wait was not measured.
func (r costedRun) unmeasured(times []time.Duration) (sum time.Duration) {
	for i, d := range times {
		if !r.measured[i] {
			sum += d
		}
	}
	return sum
}

// scale changes times of the run's chunks in which the wait was not measured, in proportion, so that they
// add up to what these took less the wait in them.
func (r costedRun) scale(times []time.Duration) {
	all := r.unmeasured(times)
	if all <= 0 {
		return
	}
	share := max(0, (r.unmeasured(r.times)-r.wait).Seconds()/all.Seconds())
	for i, d := range times {
		if !r.measured[i] {
			times[i] = time.Duration(float64(d) * share)
		}
	}
}

func total(times []time.Duration) (sum time.Duration) {
	for _, d := range times {
		sum += d
	}
	return sum
}
