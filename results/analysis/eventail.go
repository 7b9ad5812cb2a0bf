package analysis

import (
	"slices"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
)

// The imbalance that a program has by itself comes from its rows and from how they are cut:
// some chunks take longer than others, and chunks are whole. Which worker waits how long for
// the last one depends on more: a worker that waits for a CPU, or whose CPU is slower for a
// while, claims less, and the others wait for it at the end. So the program's own is that of
// its claims replayed by arithmetic, with what each chunk takes on one undisturbed worker.

// costRuns is the number of runs at N = 1 from which costs are read, evenly spread over the
// sweep: a median of so many has settled, and the analysis of a live sweep stays short.
const costRuns = 25

// mostCosts is the number of chunks beyond which all are taken to cost the same. So many are so
// short that what they differ by does not show at the end.
const mostCosts = 1 << 16

// costGroups is the number of groups into which these runs are dealt out. The median of what
// groups find is between the least and the largest of 5 with 94 %.
const costGroups = 5

// evenTails are the imbalance of the program by N in seconds: that of equally fast workers of
// which none waits for a CPU.
type evenTails struct {
	all    map[int]float64   // from all runs
	groups []map[int]float64 // from each group, where there are as many runs
}

// evenTails returns nil where they are not known: no run at N = 1 has chunk times, the waits
// were not measured, or rows are paced, whose pace makes up for waits.
func (l *ledger) evenTails() *evenTails {
	if l.copies || l.header.Pace > 0 || !l.every(hasAwake) || !l.every(hasSched) {
		return nil
	}
	schedule, err := harness.ScheduleByName(l.header.Schedule)
	if err != nil {
		return nil
	}
	runs := l.undelayedRuns()
	if len(runs) == 0 {
		return nil
	}
	tails := func(runs [][]time.Duration) map[int]float64 {
		costs, by := chunkCosts(runs), map[int]float64{}
		for _, e := range l.runs {
			if _, known := by[e.Workers]; !known {
				by[e.Workers] = schedule.Tail(costs, e.Workers).Seconds()
			}
		}
		return by
	}
	t := &evenTails{all: tails(runs)}
	for g := range costGroups {
		var some [][]time.Duration
		for i := g; i < len(runs); i += costGroups {
			some = append(some, runs[i])
		}
		if len(some) > 0 {
			t.groups = append(t.groups, tails(some))
		}
	}
	return t
}

// undelayedRuns returns what each chunk took in runs at N = 1, less what the worker waited for a
// CPU, by run and chunk.
func (l *ledger) undelayedRuns() (runs [][]time.Duration) {
	var delays []time.Duration
	for _, e := range spread(l.costed(), costRuns) {
		runs = append(runs, chunkTimes(e.Timeline, l.header.Chunks))
		delays = append(delays, e.Timing.Workers[0].Sched.RunDelay)
	}
	if len(runs) == 0 {
		return nil
	}
	least := slices.Clone(runs[0])
	for _, times := range runs {
		for i, d := range times {
			least[i] = min(least[i], d)
		}
	}
	for i, times := range runs {
		undelay(times, least, delays[i])
	}
	return runs
}

// chunkCosts returns what each chunk takes, from runs by chunk. Noise in the costs makes a tail
// where rows are alike, and a tail cannot be less than 0 to make up for it, so they are drawn
// together ([fit.Shrunk]).
func chunkCosts(runs [][]time.Duration) []time.Duration {
	readings := make([][]float64, len(runs[0]))
	for i := range readings {
		for _, times := range runs {
			readings[i] = append(readings[i], float64(times[i]))
		}
	}
	costs := make([]time.Duration, len(readings))
	for i, cost := range fit.Shrunk(readings) {
		costs[i] = time.Duration(cost)
	}
	return costs
}

// costed returns the runs at N = 1 from which the costs of chunks can be read.
func (l *ledger) costed() (runs []timedRun) {
	for _, e := range l.runs {
		if e.Workers == 1 && e.Timeline != nil && l.header.Chunks <= mostCosts {
			runs = append(runs, e)
		}
	}
	return runs
}

// spread returns at most so many of all, evenly spread.
func spread(all []timedRun, most int) []timedRun {
	if len(all) <= most {
		return all
	}
	some := make([]timedRun, most)
	for i := range some {
		some[i] = all[i*len(all)/most]
	}
	return some
}

// chunkTimes returns what each of k chunks took. Chunks that were timed together share their
// time evenly.
func chunkTimes(t harness.Timeline, k int) []time.Duration {
	times := make([]time.Duration, k)
	for _, s := range t.All() {
		for i := s.First; i < min(s.First+s.Chunks, k); i++ {
			times[i] = (s.End - s.Start) / time.Duration(s.Chunks)
		}
	}
	return times
}

// undelay takes what a thread waited for a CPU out of the times of the chunks of a run. A wait is
// in few chunks and makes them much longer, so it is taken from those that are longest in
// excess of the least that they took in any run: all are cut to one level of excess. Where
// chunks are so long that every one was delayed in every run, that is not all of it, and the
// rest is taken in proportion to what they took.
func undelay(times, least []time.Duration, delay time.Duration) {
	excess := make([]time.Duration, len(times))
	var above, low time.Duration
	for i := range times {
		excess[i] = times[i] - least[i]
		above, low = above+excess[i], low+least[i]
	}
	level, share := waterLevel(excess, delay), 1.0
	if delay > above && low > 0 {
		share = max(0, 1-(delay-above).Seconds()/low.Seconds())
	}
	for i := range times {
		times[i] = time.Duration(float64(least[i]+min(excess[i], level)) * share)
	}
}

// waterLevel returns the level to which the highest of these have to be cut for the cuts to add up
// to a sum; 0 where the sum is more than all of them.
func waterLevel(of []time.Duration, sum time.Duration) time.Duration {
	high := slices.Clone(of)
	slices.Sort(high)
	slices.Reverse(high)
	total := time.Duration(0)
	for i, h := range high {
		// With the first i cut to h, the cuts add up to what they are above it.
		if i > 0 && total-time.Duration(i)*h >= sum {
			return (total - sum) / time.Duration(i)
		}
		total += h
	}
	return max(0, (total-sum)/time.Duration(max(len(high), 1)))
}
