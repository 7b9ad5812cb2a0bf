package analysis

import (
	"cmp"
	"math"
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
	var times [][]time.Duration
	of = spread(of, mostReadings/min(k, mostCells))
	waits := make([]time.Duration, len(of))
	for i, e := range of {
		took, known := chunkTimes(e.Timeline, k)
		times = append(times, cells(took))
		waits[i] = max(0, e.Timing.Workers[0].Sched.RunDelay-claimDelay(e.Timing.Workers[0])-known)
	}
	cut := leaveOutWaits(times, waits)
	return chunkCosts{times, 2*cut > len(times)}
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
// in proportion, for waits come as often as a chunk is long. leaveOutWaits returns the number of runs
// that were cut.
func leaveOutWaits(times [][]time.Duration, waits []time.Duration) (cut int) {
	if len(times) == 0 {
		return 0
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
	rate := waitsPerSecond(times, waited, waits)
	filled := make([][]time.Duration, len(times))
	for j, run := range times {
		filled[j] = slices.Clone(run)
		if waited[j] == nil {
			cut++
		}
		for i := range run {
			if waited[j] != nil && waited[j][i] {
				filled[j][i] = keptIn(times, waited, j, i, rate, usual[i])
			}
		}
		scale(filled[j], total(run)-waits[j])
	}
	copy(times, filled)
	return cut
}

// mayMiss is the share of the waits of a run that what its chunks took longer may leave open.
const mayMiss = 0.1

// hardly is the share of a run that a cut in proportion may have without a word: it changes chunks by
// less than they vary by.
const hardly = 0.01

// beyondNoise is the multiple of the noise of chunk times beyond which a chunk may have waited.
const beyondNoise = 5

// ofMachine is the noise of chunk times, as a share, up to which it is taken for that of the machine: a
// chunk in which the worker waited takes longer by more than the wait, to fill its caches again.
const ofMachine = 0.1

// surely is the number of standard errors of what the chunks with a wait take by themselves within which
// a wait may be left.
const surely = 4

// waitedIn returns the chunks of every run that a wait was in: as few as explain the waits by what
// they took beyond the usual and beyond a noise, which is a share of the usual. It is nil for a
// run whose chunks do not explain them, unless they are hardly any of it.
func waitedIn(times [][]time.Duration, waits, usual []time.Duration, noise float64) [][]bool {
	all := make([][]bool, len(times))
	order := make([]int, len(usual))
	for j, run := range times {
		for i := range order {
			order[i] = i
		}
		excess := func(i int) float64 { return (run[i] - usual[i]).Seconds() }
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(excess(b), excess(a)) })
		left, unexplained, variance, waited := waits[j].Seconds(), waits[j].Seconds(), 0.0, make([]bool, len(run))
		for _, i := range order {
			e, varies := excess(i), noise*usual[i].Seconds()
			if e <= beyondNoise*varies || left+surely*math.Sqrt(variance) < e/2 {
				break
			}
			waited[i] = true
			left -= e - beyondNoise*min(noise, ofMachine)*usual[i].Seconds()
			unexplained -= e
			variance += varies * varies
		}
		if unexplained <= max(mayMiss*waits[j].Seconds(), hardly*total(run).Seconds()) {
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

// waitsPerSecond returns how many chunks that a wait was in there were for each second of work.
func waitsPerSecond(times [][]time.Duration, waited [][]bool, waits []time.Duration) float64 {
	count, work := 0, time.Duration(0)
	for j, run := range times {
		if waited[j] == nil {
			continue
		}
		for _, w := range waited[j] {
			if w {
				count++
			}
		}
		work += total(run) - waits[j]
	}
	return float64(count) / max(work.Seconds(), 1e-9)
}

// mostOften is the largest share of the chunks of a length that are taken to have had a wait.
const mostOften = 0.75

// keptIn returns what a chunk took in another run in which no wait was in it, or other where there is
// none. A wait comes into a long chunk more often than into a short one, by its rate in a second: of
// the runs without one a long time stands for more of those with one. Which of them it is differs
// between chunks and runs.
func keptIn(times [][]time.Duration, waited [][]bool, run, chunk int, rate float64, other time.Duration) time.Duration {
	with := func(j int) float64 { // the runs with a wait for each one without
		if waited[j] == nil || waited[j][chunk] {
			return 0
		}
		share := min(mostOften, rate*times[j][chunk].Seconds())
		return share / (1 - share)
	}
	all := 0.0
	for j := range times {
		all += with(j)
	}
	_, drawn := math.Modf(float64(run)*math.Phi + float64(chunk)*math.Sqrt2)
	left := drawn * all
	for j := range times {
		if w := with(j); w > 0 {
			if other = times[j][chunk]; left < w {
				break
			}
			left -= w
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
