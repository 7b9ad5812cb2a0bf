package fit

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// A Level is all runs at one N.
type Level struct {
	Workers int
	Runs    int

	// Seconds is the location of the times. Its interval is symmetric in log time, with
	// a Student t quantile and this level's scatter only; with one run it is unbounded.
	Seconds Interval

	kept []int // runs that carry the location, all with the same weight
}

// Levels groups runs by N and gives every level one time, in ascending N. level is
// the nominal coverage of the intervals, 0.95 for example. It is an error if a run
// has no worker or no positive finite time.
func Levels(obs []Observation, est Estimator, level float64) ([]Level, error) {
	if err := checkObservations(obs, level); err != nil {
		return nil, err
	}
	groups := groupByWorkers(obs)
	levels := make([]Level, len(groups))
	for i, g := range groups {
		levels[i] = g.level(obs, est, level)
	}
	return levels, nil
}

// Of applies the weighting of the level to another quantity measured in the same
// runs: the time of one cause, for example. values is parallel to the observations
// that Levels was given. What adds up to the seconds of every run adds up to
// l.Seconds.Value.
func (l Level) Of(values []float64) float64 {
	s := 0.0
	for _, i := range l.kept {
		s += values[i]
	}
	return s / float64(len(l.kept))
}

// group is the runs at one N in the order of their times.
type group struct {
	workers int
	index   []int     // into the observations
	logs    []float64 // parallel to index, ascending
}

type timedRun struct {
	index int
	log   float64
}

// groupByWorkers returns the groups in ascending N.
func groupByWorkers(obs []Observation) []group {
	runs := make(map[int][]timedRun)
	for i, o := range obs {
		runs[o.Workers] = append(runs[o.Workers], timedRun{i, math.Log(o.Seconds)})
	}
	groups := make([]group, 0, len(runs))
	for _, n := range slices.Sorted(maps.Keys(runs)) {
		same := runs[n]
		slices.SortFunc(same, func(a, b timedRun) int { return cmp.Compare(a.log, b.log) })
		g := group{workers: n, index: make([]int, len(same)), logs: make([]float64, len(same))}
		for i, r := range same {
			g.index[i], g.logs[i] = r.index, r.log
		}
		groups = append(groups, g)
	}
	return groups
}

func (g group) level(obs []Observation, est Estimator, level float64) Level {
	lo, hi := est.kept(len(g.index))
	l := Level{Workers: g.workers, Runs: len(g.index), kept: g.index[lo:hi]}
	for _, i := range l.kept {
		l.Seconds.Value += obs[i].Seconds
	}
	l.Seconds.Value /= float64(len(l.kept))
	l.Seconds = Interval{l.Seconds.Value, math.Inf(-1), math.Inf(1), level}
	if len(g.logs) < 2 {
		return l
	}
	ss, df := est.scatter(g.logs)
	if df > 0 {
		half := tQuantile(level, df) * math.Sqrt(ss/df/est.size(len(g.logs)))
		l.Seconds.Lo, l.Seconds.Hi = l.Seconds.Value*math.Exp(-half), l.Seconds.Value*math.Exp(half)
	}
	return l
}
