package curves

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// flagOversubscribed marks workers that take turns on the CPUs.
const flagOversubscribed = "oversubscribed"

// byN holds the readings grouped by N.
type byN struct {
	loads  []float64 // ascending
	at     []fit.Point
	serial []SerialPoint
	err    error
}

// points sets the points of the analysis, one for every N.
func (y *seriesFit) points(a *Analysis, l byN) {
	a.Points, a.KarpFlatt = []Point{}, append(a.KarpFlatt, l.serial...)
	curve := a.Curve()
	one := y.one(l, curve)
	if off := y.offCurve(l, curve); off != 0 {
		a.warn(advice.OffCurve{Off: off})
	}
	for i, at := range l.at {
		n := l.loads[i]
		p := Point{Workers: n, Runs: at.Runs, Seconds: at.Seconds, Flags: []string{}}
		if flag := y.beyond(n); flag != "" {
			p.Oversubscribed, p.Flags = true, append(p.Flags, flag)
		}
		if a.slowAt(n) {
			p.Flags = append(p.Flags, flagSlow)
		}
		_, p.Fitted = slices.BinarySearch(a.FittedWorkers, n)
		p.Speedup = quotient(one, at.Seconds)
		if n == 1 {
			p.Speedup = fit.Interval{Value: 1, Lo: 1, Hi: 1, Level: at.Seconds.Level}
		}
		p.Efficiency = finite(p.Speedup.Value / n)
		if i, ok := slices.BinarySearchFunc(a.KarpFlatt, n, func(e SerialPoint, n float64) int { return cmp.Compare(e.Workers, n) }); ok {
			p.KarpFlatt = &a.KarpFlatt[i].Value
		}
		if curve != nil {
			s := curve.Speedup(n)
			p.FittedSpeedup = &s
		}
		if y.Weak && y.Quantity == Time {
			p.Seconds = times(p.Seconds, n)
		}
		if y.added && n == 1 {
			continue // this N has no reading
		}
		a.Points = append(a.Points, p)
	}
}

// groupByN groups the readings by N. fit.Points needs whole numbers of workers, so that the rank
// of each N stands for it.
func (y *seriesFit) groupByN() (l byN) {
	obs := make([]fit.Observation, len(y.unit))
	for i, r := range y.unit {
		if i == 0 || r.Load != y.unit[i-1].Load {
			l.loads = append(l.loads, r.Load)
		}
		obs[i] = fit.Observation{Workers: len(l.loads), Seconds: r.Seconds}
	}
	l.at, l.err = fit.Points(obs, y.Method.Estimator, y.Method.Level)
	l.serial = y.karpFlatt()
	return l
}

// measuredOne returns the time at N = 1 of the readings there, nil without any.
func (l byN) measuredOne() *fit.Interval {
	i, ok := slices.BinarySearch(l.loads, 1)
	if !ok {
		return nil
	}
	return &l.at[i].Seconds
}

// one returns the time at N = 1 that speed-ups are relative to: the measured one or, where
// there is none, that of the curve.
func (y *seriesFit) one(l byN, curve *fit.Curve) fit.Interval {
	if i, ok := slices.BinarySearch(l.loads, 1); ok {
		t := l.at[i].Seconds
		if y.added {
			t.Lo, t.Hi = 1, 1
		}
		return t
	}
	if curve != nil {
		return curve.Seconds(1)
	}
	return fit.Interval{Value: math.Inf(1), Lo: 0, Hi: math.Inf(1), Level: y.Method.Level}
}

// beside is the part by which a measured T(1) differs from that of the curve from which on
// points and curve are seen apart in a table of speed-ups.
const beside = 0.02

// offCurve returns by what part of the curve's T(1) the measured one is longer where it lies
// outside of the curve's interval; 0 where it lies within, or was not measured.
func (y *seriesFit) offCurve(l byN, curve *fit.Curve) float64 {
	t1 := l.measuredOne()
	if t1 == nil || curve == nil || y.added {
		return 0
	}
	on := curve.Seconds(1)
	off := t1.Value/on.Value - 1
	if t1.Value >= on.Lo && t1.Value <= on.Hi || math.Abs(off) < beside {
		return 0
	}
	return off
}

// karpFlatt returns Karp and Flatt's e at every whole N, nothing without runs at N = 1.
func (y *seriesFit) karpFlatt() []SerialPoint {
	obs := make([]fit.Observation, 0, len(y.unit))
	for _, r := range y.unit {
		if r.Load == math.Trunc(r.Load) && r.Load <= math.MaxInt32 {
			obs = append(obs, fit.Observation{Workers: int(r.Load), Seconds: r.Seconds})
		}
	}
	points, err := fit.KarpFlattPoints(obs, y.Method.Estimator, y.Method.Level)
	if err != nil {
		return nil
	}
	var serial []SerialPoint
	for _, p := range points {
		serial = append(serial, SerialPoint{
			Workers: float64(p.Workers), Value: p.Fraction.Value, SE: p.SE,
			Lo: finite(p.Fraction.Lo), Hi: finite(p.Fraction.Hi), Level: p.Fraction.Level,
		})
	}
	return serial
}

func finite(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}

// quotient returns a/b of two independent positive estimates with intervals that are
// symmetric in log time: the squares of the log half-widths add up. An end is open where
// that of a or b is.
func quotient(a, b fit.Interval) fit.Interval {
	q := fit.Interval{Value: a.Value / b.Value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: b.Level}
	if a.Lo > 0 && b.Lo > 0 && !math.IsInf(a.Hi, 1) && !math.IsInf(b.Hi, 1) {
		half := math.Hypot(math.Log(a.Hi/a.Value), math.Log(b.Hi/b.Value))
		q.Lo, q.Hi = q.Value*math.Exp(-half), q.Value*math.Exp(half)
	}
	return q
}

func times(i fit.Interval, k float64) fit.Interval {
	return fit.Interval{Value: i.Value * k, Lo: i.Lo * k, Hi: i.Hi * k, Level: i.Level}
}
