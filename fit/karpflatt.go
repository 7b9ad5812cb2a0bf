package fit

import "math"

// KarpFlatt returns the experimentally determined serial fraction at n workers
//
//	e(n) = (n·T(n) − T(1)) / ((n−1)·T(1))
//
// (Karp & Flatt 1990, in times instead of speed-ups). n is at least 2; tn and t1
// are times in the same unit.
func KarpFlatt(n int, tn, t1 float64) float64 {
	return KarpFlattShare(n, tn, t1, t1)
}

// KarpFlattShare returns the part of [KarpFlatt] that belongs to one cause. The cause takes
// an at n workers and a1 at one worker; the whole job takes t1 at one worker:
//
//	e_c(n) = (n·A_c(n) − A_c(1)) / ((n−1)·T(1))
//
// The numerator is the worker time of the cause beyond its time at n = 1. Where the times
// of all causes add up to T, their shares add up to e(n): an identity, not a model.
func KarpFlattShare(n int, an, a1, t1 float64) float64 {
	return (float64(n)*an - a1) / (float64(n-1) * t1)
}

// A SerialPoint is the experimentally determined serial fraction at one N.
type SerialPoint struct {
	Workers  int
	Fraction Interval // e(n) ± t·SE; unbounded without repeats
	SE       *float64 // standard error, the error of T(1) included; nil without repeats
}

// KarpFlattPoints returns [KarpFlatt] at every N above 1 with its standard error
//
//	se(e) = n·T(n) / ((n−1)·T(1)) · √(v(n) + v(1))
//
// where v are the variances of the locations in log time, from the scatter of the repeats
// at all N together. Runs at N = 1 are needed. The points share T(1), so they are not
// independent: several points on one side of a line are not as many pieces of evidence.
func KarpFlattPoints(obs []Observation, est Estimator, level float64) ([]SerialPoint, error) {
	all, err := Points(obs, est, level)
	if err != nil {
		return nil, err
	}
	groups := groupByLoad(Readings(obs))
	if groups[0].load != 1 {
		return nil, noOne(loadsOf(groups), "no run at N = 1, and e(n) is measured against T(1)")
	}
	s := newSystem(groups, est, LogTime)
	noise := judge(0, 0, s.pureSS+s.within, s.pureDF+s.spare)
	var points []SerialPoint
	for i, at := range all[1:] {
		n, t, t1 := float64(at.Workers), at.Seconds.Value, all[0].Seconds.Value
		e := KarpFlatt(at.Workers, t, t1)
		p := SerialPoint{Workers: at.Workers, Fraction: Interval{e, math.Inf(-1), math.Inf(1), level}}
		if noise.df > 0 {
			se := n * t / ((n - 1) * t1) * math.Sqrt(noise.ms*(1/s.w[i+1]+1/s.w[0]))
			half := TQuantile(level, noise.df) * se
			p.Fraction.Lo, p.Fraction.Hi, p.SE = e-half, e+half, &se
		}
		points = append(points, p)
	}
	return points, nil
}
