package fit

import "math"

// A Point is all runs at one N.
type Point struct {
	Workers int
	Runs    int

	// Seconds is the location of the times. Its interval is symmetric in log time, with
	// a Student t quantile and the scatter of these runs only; with one run it is unbounded.
	Seconds Interval

	kept []int // runs that carry the location, all with the same weight
}

// Points groups runs by N and gives every N one time, in ascending N. level is
// the nominal coverage of the intervals, 0.95 for example. It is an error if a run
// has no worker or no positive finite time.
func Points(obs []Observation, est Estimator, level float64) ([]Point, error) {
	if err := checkObservations(obs, level); err != nil {
		return nil, err
	}
	groups := groupByLoad(Readings(obs))
	points := make([]Point, len(groups))
	for i, g := range groups {
		points[i] = g.point(est, level)
	}
	return points, nil
}

// Of applies the weighting of the point to another quantity measured in the same
// runs: the time of one cause, for example. values is parallel to the observations
// that Points was given. What adds up to the seconds of every run adds up to
// p.Seconds.Value.
func (p Point) Of(values []float64) float64 {
	s := 0.0
	for _, i := range p.kept {
		s += values[i]
	}
	return s / float64(len(p.kept))
}

func (g group) point(est Estimator, level float64) Point {
	lo, hi := est.kept(len(g.index))
	p := Point{Workers: int(g.load), Runs: len(g.index), kept: g.index[lo:hi]}
	p.Seconds = Interval{est.location(g.seconds), math.Inf(-1), math.Inf(1), level}
	if len(g.seconds) < 2 {
		return p
	}
	ss, df := est.scatter(g.transformed(math.Log))
	if df > 0 {
		half := tQuantile(level, df) * math.Sqrt(ss/df/est.size(len(g.seconds)))
		p.Seconds.Lo, p.Seconds.Hi = p.Seconds.Value*math.Exp(-half), p.Seconds.Value*math.Exp(half)
	}
	return p
}
