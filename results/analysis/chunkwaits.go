package analysis

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// leaveOutWaits takes what the worker of every run waited for a CPU, and where that was not measured, out of
// the times of its chunks. A wait is in few chunks and makes them much longer: as few as explain it are left
// out, and each has the time that it took in another run where it is not left out. Where chunks
// are so long that hardly one goes without a wait, no few explain it. All of the run then are cut
// in proportion, for waits come as often as a chunk is long. A chunk whose wait was measured keeps its
// time. leaveOutWaits returns the number of runs that were cut.
func leaveOutWaits(runs []costedRun) (cut int) {
	if len(runs) == 0 {
		return 0
	}
	usual := slices.Clone(runs[0].times) // the least, until it is known what took a wait
	for _, r := range runs {
		for i, d := range r.times {
			usual[i] = min(usual[i], d)
		}
	}
	waited := waitedIn(runs, usual, 0)
	_, noise := usualOf(runs, waited, usual)
	waited = waitedIn(runs, usual, noise)
	usual, noise = usualOf(runs, waited, usual)
	waited = waitedIn(runs, usual, noise)
	rate := waitsPerSecond(runs, waited)
	filled := make([][]time.Duration, len(runs))
	for j, r := range runs {
		filled[j] = slices.Clone(r.times)
		if waited[j] == nil {
			cut++
		}
		for i := range r.times {
			if waited[j] != nil && waited[j][i] {
				filled[j][i] = keptIn(runs, waited, j, i, rate, usual[i])
			}
		}
		r.scale(filled[j])
	}
	for j := range runs {
		runs[j].times = filled[j]
	}
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

// waitedIn returns the chunks of every run that a wait was in which was not measured: as few as explain
// the waits by what they took beyond the usual and beyond a noise, which is a share of the usual. It is
// nil for a run whose chunks do not explain them, unless they are hardly any of it.
func waitedIn(runs []costedRun, usual []time.Duration, noise float64) [][]bool {
	all := make([][]bool, len(runs))
	order := make([]int, 0, len(usual))
	for j, r := range runs {
		order = order[:0]
		for i := range usual {
			if !r.measured[i] {
				order = append(order, i)
			}
		}
		excess := func(i int) float64 { return (r.times[i] - usual[i]).Seconds() }
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(excess(b), excess(a)) })
		left, unexplained, variance, waited := r.wait.Seconds(), r.wait.Seconds(), 0.0, make([]bool, len(usual))
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
		if len(order) == 0 || unexplained <= max(mayMiss*r.wait.Seconds(), hardly*total(r.times).Seconds()) {
			all[j] = waited
		}
	}
	return all
}

// isFree reports whether what chunk i of the run took has no wait in it. waited are the chunks of the run that
// waitedIn returns.
func (r costedRun) isFree(waited []bool, i int) bool {
	return r.measured[i] || waited != nil && !waited[i]
}

// usualOf returns the median of what each chunk took where no wait was in it, or what it was
// thought to be where there is no such run, and how chunks vary about that, as a share of it. That
// is read from those that took less, as waits make none shorter.
func usualOf(runs []costedRun, waited [][]bool, thought []time.Duration) (usual []time.Duration, noise float64) {
	usual = slices.Clone(thought)
	var below []float64
	for i := range usual {
		var kept []time.Duration
		for j, r := range runs {
			if r.isFree(waited[j], i) {
				kept = append(kept, r.times[i])
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

// waitsPerSecond returns how many chunks that a wait was in there were for each second of work, where
// that was not measured.
func waitsPerSecond(runs []costedRun, waited [][]bool) float64 {
	count, work := 0, time.Duration(0)
	for j, r := range runs {
		if waited[j] == nil {
			continue
		}
		for _, w := range waited[j] {
			if w {
				count++
			}
		}
		work += r.unmeasured(r.times) - r.wait
	}
	return float64(count) / max(work.Seconds(), 1e-9)
}

// mostOften is the largest share of the chunks of a length that are taken to have had a wait.
const mostOften = 0.75

// keptIn returns what a chunk took in another run in which no wait was in it, or other where there is
// none. A wait comes into a long chunk more often than into a short one, by its rate in a second: of
// the runs without one a long time stands for more of those with one. Which of them it is differs
// between chunks and runs.
func keptIn(runs []costedRun, waited [][]bool, run, chunk int, rate float64, other time.Duration) time.Duration {
	with := func(j int) float64 { // the runs with a wait that one without stands for
		share := min(mostOften, rate*runs[j].times[chunk].Seconds())
		switch {
		case !runs[j].isFree(waited[j], chunk):
			return 0
		case runs[j].measured[chunk]: // it is one of all runs, with a wait and without
			return share
		}
		return share / (1 - share)
	}
	all := 0.0
	for j := range runs {
		all += with(j)
	}
	_, drawn := math.Modf(float64(run)*math.Phi + float64(chunk)*math.Sqrt2)
	left := drawn * all
	for j := range runs {
		if w := with(j); w > 0 {
			if other = runs[j].times[chunk]; left < w {
				break
			}
			left -= w
		}
	}
	return other
}
