package fit

import "math"

// A Point combines all runs at one N.
type Point struct {
	Workers int
	Runs    int

	// Seconds is the location of the times. Its interval is symmetric in log time, with
	// a Student t quantile and the scatter of these runs only; with one run it is unbounded.
	Seconds Interval

	kept []int // indices of the runs that are averaged, all with the same weight
}

// Points groups runs by N and returns one point for every N, in ascending N. level is the
// nominal coverage of the intervals, 0.95 for example. A run without a worker or without
// a positive finite time is an error.
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

// Of averages another quantity of the same runs with the weights of the point: the time of
// one cause, for example. values is parallel to the observations given to Points. Where
// the times of several causes add up to the seconds of every run, their averages add up to
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
		half := TQuantile(level, df) * math.Sqrt(ss/df/est.size(len(g.seconds)))
		p.Seconds.Lo, p.Seconds.Hi = p.Seconds.Value*math.Exp(-half), p.Seconds.Value*math.Exp(half)
	}
	return p
}
