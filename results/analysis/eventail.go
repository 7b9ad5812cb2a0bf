package analysis

import (
	"math"
	"slices"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
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
// process. Neither is seen in a sweep, so the imbalance lies between two ends: least has
// only those differences between chunks that are beyond their variation, and most all of it.

// costGroups is the largest number of groups of runs, one after the other, from which the errors
// are read: what drifts during a sweep differs between them.
const costGroups = 10

// fewestCosts is the number of runs from which on an error is read. A chunk that was left out of a
// run has the time of another, so that two runs are not independent of each other.
const fewestCosts = 3

// otherPlace is what a chunk takes more or less in another process, by its place in memory, as a
// share of what it takes more or less in another run. Between sweeps of one job it was 0.1 to
// 0.35 of that.
const otherPlace = 1.0 / 3

// evenTails are the imbalance of the program by N in seconds: that of equally fast workers of
// which none waits for a CPU.
type evenTails struct{ least, most tails }

// tails are of all runs and, for their error, of each group of runs.
type tails struct {
	all    map[int]float64 // seconds by N
	groups []map[int]float64
}

// newEvenTails returns nil where they are not known: no run at N = 1 has chunk times and waits, or
// rows are paced, whose pace makes up for waits.
func newEvenTails(h *results.Header, runs []harness.Run) *evenTails {
	if h.Pace > 0 || h.Chunks == 0 || h.WholePrograms() {
		return nil
	}
	schedule, err := harness.ScheduleByName(h.Schedule)
	if err != nil {
		return nil
	}
	costs := costsByRun(costed(runs), h.Chunks)
	if len(costs) == 0 {
		return nil
	}
	starts := startsByN(runs)
	replay := func(costs []time.Duration) map[int]float64 {
		by := map[int]float64{}
		for n, begin := range starts {
			by[n] = schedule.Tail(costs, begin).Seconds()
		}
		return by
	}
	each := make([]map[int]float64, len(costs))
	for j, run := range costs {
		each[j] = replay(run)
	}
	found := func(from, to int) (usual, differing, varying map[int]float64) {
		u, d := usualCosts(costs[from:to])
		return replay(u), replay(d), meanByN(each[from:to])
	}
	var usual, differing, varying tails
	usual.all, differing.all, varying.all = found(0, len(costs))
	groups := costGroups
	if groups = min(groups, len(costs)); groups < fewestCosts {
		groups = 1
	}
	for g := range groups {
		u, d, v := found(g*len(costs)/groups, (g+1)*len(costs)/groups)
		usual.groups, differing.groups, varying.groups = append(usual.groups, u), append(differing.groups, d), append(varying.groups, v)
	}
	e := &evenTails{least: differing.pick(varying, false), most: varying.pick(usual, true).pick(differing, true)}
	share := otherPlace * kept(usualCosts(costs))
	for n := range starts {
		elsewhere := share * scatter(each, n)
		e.least.err(n, elsewhere)
		e.most.err(n, elsewhere)
	}
	return e
}

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

// scatter returns the standard deviation of the seconds at n workers.
func scatter(each []map[int]float64, n int) float64 {
	mean, sum := meanByN(each)[n], 0.0
	for _, by := range each {
		sum += (by[n] - mean) * (by[n] - mean)
	}
	return math.Sqrt(sum / float64(max(1, len(each)-1)))
}

// err moves the groups apart at n workers, so that the standard error of their mean has another
// error beside its own.
func (t tails) err(n int, other float64) {
	g := float64(len(t.groups))
	if g < 2 || other == 0 {
		return
	}
	mean, squares := meanByN(t.groups)[n], 0.0
	for _, by := range t.groups {
		squares += (by[n] - mean) * (by[n] - mean)
	}
	if own := squares / (g - 1) / g; own > 0 {
		wider := math.Sqrt(1 + other*other/own)
		for _, by := range t.groups {
			by[n] = mean + wider*(by[n]-mean)
		}
		return
	}
	t.groups[0][n] += other * g
}

// pick returns at each N the larger or the smaller of two tails.
func (t tails) pick(other tails, larger bool) tails {
	picked := tails{all: map[int]float64{}}
	for range t.groups {
		picked.groups = append(picked.groups, map[int]float64{})
	}
	for n := range t.all {
		from := t
		if other.all[n] > t.all[n] == larger {
			from = other
		}
		picked.all[n] = from.all[n]
		for g := range picked.groups {
			picked.groups[g][n] = from.groups[g][n]
		}
	}
	return picked
}

// middle returns the middle between the ends at n workers.
func (t *evenTails) middle(n int) float64 { return (t.least.all[n] + t.most.all[n]) / 2 }

// usualCosts returns what each chunk takes, from its times by run and chunk, and the same with
// what chunks differ by beyond how they vary.
func usualCosts(runs [][]time.Duration) (usual, differing []time.Duration) {
	readings := make([][]float64, len(runs[0]))
	for i := range readings {
		readings[i] = make([]float64, len(runs))
		for j, times := range runs {
			readings[i][j] = float64(times[i])
		}
	}
	middle, drawn := fit.DrawnTogether(readings)
	return durations(middle), durations(drawn)
}

func durations(ns []float64) []time.Duration {
	d := make([]time.Duration, len(ns))
	for i, v := range ns {
		d[i] = time.Duration(v)
	}
	return d
}

// meanByN returns the mean of seconds by N.
func meanByN(each []map[int]float64) map[int]float64 {
	mean := map[int]float64{}
	for _, by := range each {
		for n, s := range by {
			mean[n] += s / float64(len(each))
		}
	}
	return mean
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
