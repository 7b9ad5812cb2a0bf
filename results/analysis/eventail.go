package analysis

import (
	"math"
	"slices"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/replay"
	"serialfraction/results"
)

// The imbalance that a program has by itself comes from its rows and from how they are cut:
// some chunks take longer than others, and chunks are whole. Which worker waits how long for
// the last one depends on more: a worker that waits for a CPU, or whose CPU is slower for a
// while, claims less, and the others wait for it at the end. So the program's own is that of
// its claims replayed by arithmetic, with what each chunk takes on one worker that does not wait
// for a CPU.
//
// That varies from run to run. Where the rows make it vary, as in a search at random, the
// program's own imbalance is what the replays of the runs have on average, and of rows that always
// take the same it is what a replay of the usual costs has. By as much as a chunk varies from run
// to run it may also differ from others by its place in memory, which is another in every
// process. Neither is seen in a sweep, so the imbalance lies between two ends: the least and the most
// of the replays of the usual costs, of what these differ by beyond their variation, and of the runs.
// Which of them is the least depends on the cut: three equal chunks on two workers have a longer tail
// than three that differ a little, and four have none. Where chunks were cut in proportion because all
// of them waited, how they differ is known badly: at the upper end chunks may take the same, and at the
// lower too unless the runs show that they differ, for equal chunks may have no tail at all.

// costGroups is the largest number of groups of runs, one after the other, from which the errors
// are read: what drifts during a sweep differs between them.
const costGroups = 10

// fewestCosts is the number of runs from which on an error is read. A chunk that was left out of a
// run has the time of another, so that two runs are not independent of each other.
const fewestCosts = 3

// otherPlace is what a chunk takes more or less in another process, by its place in memory, as a
// share of what it takes more or less in another run. Between sweeps of one job it was 0.1 to
// 0.35 of that, and more is allowed for.
const otherPlace = 0.5

// evenTails are the imbalance of the program by N in seconds: that of equally fast workers of
// which none waits for a CPU.
type evenTails struct {
	least, most tails
	outer       []*evenTails // each end alone, moved out by its error; nil in these, as the others below

	varying map[int]float64 // what the replays of the runs have on average: the end of rows that vary
	cut     bool            // most runs were cut in proportion: which chunks waited is not known
}

// newEvenTails returns nil where they are not known: no run at N = 1 has chunk times and waits, or
// rows are paced, whose pace makes up for waits. The level is that of the errors in outer.
func newEvenTails(h *results.Header, runs []harness.Run, level float64) *evenTails {
	if h.Pace > 0 || h.Chunks == 0 || h.WholePrograms() {
		return nil
	}
	schedule, err := harness.ScheduleByName(h.Schedule)
	if err != nil {
		return nil
	}
	of := costsByRun(costed(runs), h.Chunks)
	costs := of.times
	if len(costs) == 0 {
		return nil
	}
	starts := startsByN(runs)
	replay := func(of func(k int) []time.Duration) map[int]float64 {
		by := map[int]float64{}
		for n, begin := range starts {
			all := of(0)
			if h.Weak { // N workers have the rows of one N times over
				copies := make([][]time.Duration, n)
				for k := range copies {
					copies[k] = of(k)
				}
				all = slices.Concat(copies...)
			}
			by[n] = replay.Tail(schedule, all, begin).Seconds()
		}
		return by
	}
	each := make([]map[int]float64, len(costs))
	for j := range costs { // the next runs are copies in which what varies is another
		each[j] = replay(func(k int) []time.Duration { return costs[(j+k)%len(costs)] })
	}
	var usual, differing, varying, equal tails
	found := func(from, to int) (u, d, v, q map[int]float64) {
		same := func(costs []time.Duration) map[int]float64 {
			return replay(func(int) []time.Duration { return costs })
		}
		middle, drawn := of.usual(from, to)
		mean := total(middle) / time.Duration(len(middle))
		return same(middle), same(drawn), meanByN(each[from:to]), same(slices.Repeat([]time.Duration{mean}, len(middle)))
	}
	usual.all, differing.all, varying.all, equal.all = found(0, len(costs))
	groups := costGroups
	if groups = min(groups, len(costs)); groups < fewestCosts {
		groups = 1
	}
	for g := range groups {
		u, d, v, q := found(g*len(costs)/groups, (g+1)*len(costs)/groups)
		usual.groups, differing.groups = append(usual.groups, u), append(differing.groups, d)
		varying.groups, equal.groups = append(varying.groups, v), append(equal.groups, q)
	}
	least := differing.pick(varying, false).pick(usual, false)
	most := differing.pick(varying, true).pick(usual, true)
	if of.cut {
		most = most.pick(equal, true)
		if of.mayBeAlike() {
			least = least.pick(equal, false)
		}
	}
	share := otherPlace * kept(of.usual(0, len(costs)))
	for n := range starts {
		varies := scatter(each, n)
		if of.cut && n > 1 {
			varies = of.runScatter()
			if !h.Weak { // a worker has a part of the chunks, not as many as one has at N = 1
				varies /= math.Sqrt(float64(n))
			}
		}
		elsewhere := share * varies
		least.err(n, elsewhere)
		most.err(n, elsewhere)
	}
	e := &evenTails{least: least, most: most, varying: varying.all, cut: of.cut}
	e.outer = []*evenTails{least.moved(-1, level).alone(), most.moved(1, level).alone()}
	return e
}

// known reports whether the errors of the ends are known.
func (t *evenTails) known() bool { return len(t.least.groups) >= fewestCosts }

// kept returns how much of what chunks differ by is left of it beyond how they vary, from 0 to 1.
func kept(usual, differing []time.Duration) float64 {
	apart := func(costs []time.Duration) float64 {
		mean, sum := total(costs).Seconds()/float64(len(costs)), 0.0
		for _, d := range costs {
			sum += (d.Seconds() - mean) * (d.Seconds() - mean)
		}
		return sum
	}
	if all := apart(usual); all > 0 {
		return math.Sqrt(apart(differing) / all)
	}
	return 0
}

// middle returns the middle between the ends at n workers.
func (t *evenTails) middle(n int) float64 { return (t.least.all[n] + t.most.all[n]) / 2 }

// runScatter returns by how many seconds the work of a run varies, which is as much as its chunks do where
// they vary independently of each other.
func (c chunkCosts) runScatter() float64 {
	sums := make([]float64, len(c.times))
	for j, run := range c.times {
		sums[j] = total(run).Seconds()
	}
	return math.Sqrt(fit.MeanOf(sums).Reading)
}

// surelyUnlike is the probability by chance below which chunks that were cut differ by themselves.
const surelyUnlike = 0.05

// mayBeAlike reports whether chunks may all take the same by the scatter of the runs.
func (c chunkCosts) mayBeAlike() bool {
	runs := make([][]float64, len(c.times))
	for j, run := range c.times {
		for _, d := range run {
			runs[j] = append(runs[j], d.Seconds())
		}
	}
	return fit.ColumnsDiffer(runs) >= surelyUnlike
}

// usual returns what each chunk takes by some of the runs, and the same with what chunks differ by
// beyond how they vary.
func (c chunkCosts) usual(from, to int) (usual, differing []time.Duration) {
	middle, apart := fit.MedianOf, otherPlace
	if c.cut { // what runs differ by is whole waits, whose median is none of their mean
		middle, apart = fit.MeanOf, 0
	}
	middles, values := make([]fit.Middle, len(c.times[0])), make([]float64, len(c.times[0]))
	for i := range middles {
		readings := make([]float64, 0, to-from)
		for _, run := range c.times[from:to] {
			readings = append(readings, float64(run[i]))
		}
		middles[i] = middle(readings)
		values[i] = middles[i].Value
	}
	return durations(values), durations(fit.DrawnTogether(middles, apart))
}

func durations(ns []float64) []time.Duration {
	d := make([]time.Duration, len(ns))
	for i, v := range ns {
		d[i] = time.Duration(v)
	}
	return d
}

// startsByN returns when the workers of a run make their first claim as far as the program
// decides that, the first of them at 0, by N: the medians over the runs of the first worker that
// starts, of the second, and so on.
func startsByN(runs []harness.Run) map[int][]time.Duration {
	ranked := map[int][][]time.Duration{} // by N and rank, of every run
	for _, r := range runs {
		n := r.Workers
		if len(r.Timing.Workers) != n {
			continue
		}
		starts := make([]time.Duration, n)
		for w, k := range r.Timing.Workers {
			starts[w] = ownStart(k)
		}
		slices.Sort(starts)
		if ranked[n] == nil {
			ranked[n] = make([][]time.Duration, n)
		}
		for rank, at := range starts {
			ranked[n][rank] = append(ranked[n][rank], at-starts[0])
		}
	}
	by := map[int][]time.Duration{}
	for n, ranks := range ranked {
		for _, of := range ranks {
			slices.Sort(of)
			by[n] = append(by[n], of[len(of)/2])
		}
	}
	return by
}

// ownStart returns when a worker makes its first claim less what is the machine's of that, its wait
// for a CPU and being woken up; 0 where these were not measured.
func ownStart(w harness.WorkerTiming) time.Duration {
	if w.Sched == nil || w.Sched.WakeDelay == nil || w.Awake == nil {
		return 0
	}
	return w.Wake - min(w.Wake, max(*w.Sched.WakeDelay, *w.Awake))
}
