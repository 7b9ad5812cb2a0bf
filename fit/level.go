package fit

import "math"

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
	groups := groupByLoad(Readings(obs))
	levels := make([]Level, len(groups))
	for i, g := range groups {
		levels[i] = g.level(est, level)
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

func (g group) level(est Estimator, level float64) Level {
	lo, hi := est.kept(len(g.index))
	l := Level{Workers: int(g.load), Runs: len(g.index), kept: g.index[lo:hi]}
	l.Seconds = Interval{est.location(g.seconds), math.Inf(-1), math.Inf(1), level}
	if len(g.seconds) < 2 {
		return l
	}
	ss, df := est.scatter(g.transformed(math.Log))
	if df > 0 {
		half := tQuantile(level, df) * math.Sqrt(ss/df/est.size(len(g.seconds)))
		l.Seconds.Lo, l.Seconds.Hi = l.Seconds.Value*math.Exp(-half), l.Seconds.Value*math.Exp(half)
	}
	return l
}
