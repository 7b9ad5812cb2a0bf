package analysis

import (
	"cmp"
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

// costsByRun returns what each of k chunks took in every run at N = 1, less what the worker waited
// for a CPU.
func costsByRun(of []harness.Run, k int) (times [][]time.Duration) {
	of = spread(of, mostReadings/min(k, mostCells))
	waits := make([]time.Duration, len(of))
	for i, e := range of {
		took, known := chunkTimes(e.Timeline, k)
		times = append(times, cells(took))
		waits[i] = max(0, e.Timing.Workers[0].Sched.RunDelay-claimDelay(e.Timing.Workers[0])-known)
	}
	leaveOutWaits(times, waits)
	return times
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

// chunkTimes returns what each of k chunks took less its waits for a CPU that were measured, and the
// sum of those. Chunks that were timed together share their time evenly.
func chunkTimes(t harness.Timeline, k int) (times []time.Duration, waited time.Duration) {
	times = make([]time.Duration, k)
	for _, s := range t.All() {
		waited += s.Delay
		for i := s.First; i < min(s.First+s.Chunks, k); i++ {
			times[i] = (s.End - s.Start - s.Delay) / time.Duration(s.Chunks)
		}
	}
	return times, waited
}

// cells returns the sums of times in at most mostCells cells.
func cells(times []time.Duration) []time.Duration {
	k := len(times)
	if k <= mostCells {
		return times
	}
	sums := make([]time.Duration, mostCells)
	for i, d := range times {
		sums[i*mostCells/k] += d
	}
	return sums
}

// leaveOutWaits takes what the worker of every run waited for a CPU out of the times of its
// chunks. A wait is in few chunks and makes them much longer: as few as explain it are left
// out, and each has the time that it took in another run where it is not left out. Where chunks
// are so long that hardly one goes without a wait, no few explain it. All of the run then are cut
// in proportion, for waits come as often as a chunk is long.
func leaveOutWaits(times [][]time.Duration, waits []time.Duration) {
	if len(times) == 0 {
		return
	}
	usual := slices.Clone(times[0]) // the least, until it is known what took a wait
	for _, run := range times {
		for i, d := range run {
			usual[i] = min(usual[i], d)
		}
	}
	waited := waitedIn(times, waits, usual, 0)
	_, noise := usualOf(times, waited, usual)
	waited = waitedIn(times, waits, usual, noise)
	usual, noise = usualOf(times, waited, usual)
	waited = waitedIn(times, waits, usual, noise)
	filled := make([][]time.Duration, len(times))
	for j, run := range times {
		filled[j] = slices.Clone(run)
		for i := range run {
			if waited[j] != nil && waited[j][i] {
				filled[j][i] = keptIn(times, waited, j, i, usual[i])
			}
		}
		scale(filled[j], total(run)-waits[j])
	}
	copy(times, filled)
}

// mayMiss is the share of the waits of a run that what its chunks took longer may leave open.
const mayMiss = 0.1

// beyondNoise is the multiple of the noise of chunk times beyond which a chunk may have waited.
const beyondNoise = 5

// waitedIn returns the chunks of every run that a wait was in: as few as explain the waits by what
// they took beyond the usual and beyond a noise, which is a share of the usual. It is nil for a
// run whose chunks do not explain them.
func waitedIn(times [][]time.Duration, waits, usual []time.Duration, noise float64) [][]bool {
	all := make([][]bool, len(times))
	order := make([]int, len(usual))
	for j, run := range times {
		for i := range order {
			order[i] = i
		}
		excess := func(i int) float64 { return (run[i] - usual[i]).Seconds() }
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(excess(b), excess(a)) })
		left, unexplained, waited := waits[j].Seconds(), waits[j].Seconds(), make([]bool, len(run))
		for _, i := range order {
			e, varies := excess(i), beyondNoise*noise*usual[i].Seconds()
			if e <= varies || left < e/2 {
				break
			}
			waited[i] = true
			left -= e - varies
			unexplained -= e
		}
		if unexplained <= mayMiss*waits[j].Seconds() {
			all[j] = waited
		}
	}
	return all
}

// usualOf returns the median of what each chunk took where no wait was in it, or what it was
// thought to be where there is no such run, and how chunks vary about that, as a share of it. That
// is read from those that took less, as waits make none shorter.
func usualOf(times [][]time.Duration, waited [][]bool, thought []time.Duration) (usual []time.Duration, noise float64) {
	usual = slices.Clone(thought)
	var below []float64
	for i := range usual {
		var kept []time.Duration
		for j, run := range times {
			if waited[j] != nil && !waited[j][i] {
				kept = append(kept, run[i])
			}
		}
		if len(kept) == 0 {
			continue
		}
		slices.Sort(kept)
		if usual[i] = kept[(len(kept)-1)/2]; usual[i] == 0 {
			continue // it takes less than the clock shows, and varies by no share of that
		}
		for _, d := range kept[:len(kept)/2] {
			below = append(below, 1-d.Seconds()/usual[i].Seconds())
		}
	}
	if len(below) == 0 {
		return usual, 0
	}
	slices.Sort(below)
	return usual, 1.4826 * below[len(below)/2]
}

// keptIn returns what a chunk took in another run in which no wait was in it, or other where there is
// none. Which run that is differs between chunks and runs, so that a long time comes in no more
// often than it was.
func keptIn(times [][]time.Duration, waited [][]bool, run, chunk int, other time.Duration) time.Duration {
	for step := range times {
		j := (7919*run + 104729*chunk + step) % len(times)
		if waited[j] != nil && !waited[j][chunk] {
			return times[j][chunk]
		}
	}
	return other
}

// scale changes times in proportion, so that they add up to a sum, which may be 0 or less.
func scale(times []time.Duration, sum time.Duration) {
	if all := total(times); all > 0 {
		share := max(0, sum.Seconds()/all.Seconds())
		for i, d := range times {
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
