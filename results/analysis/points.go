package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/doctor"
)

// points returns a Point for every N of a ledger. The first of timed must be N = 1. f may
// be nil.
func (l *ledger) points(timed []fit.Point, c capacity, f *fit.Fit) []Point {
	one := timed[0]
	points := []Point{}
	for _, at := range timed {
		n := at.Workers
		p := Point{
			Workers: n, Runs: at.Runs, Seconds: at.Seconds,
			Speedup: quotient(one.Seconds, at.Seconds),
			Flags:   l.evidence(n),
			Fitted:  f != nil && slices.Contains(f.Workers, n),
			Causes:  map[string]float64{},
			Owners:  []PointOwner{},
			Process: l.processAt(n),
		}
		if flag := c.flag(n); flag != "" {
			p.Oversubscribed = true
			p.Flags = slices.Insert(p.Flags, 0, flag)
		}
		if n == 1 {
			p.Speedup = fit.Interval{Value: 1, Lo: 1, Hi: 1, Level: p.Speedup.Level}
		}
		p.Efficiency = p.Speedup.Value / float64(n)
		if n > 1 {
			e := fit.KarpFlatt(n, at.Seconds.Value, one.Seconds.Value)
			p.KarpFlatt = &e
			share := func(seconds []float64) float64 {
				return fit.KarpFlattShare(n, at.Of(seconds), one.Of(seconds), one.Seconds.Value)
			}
			for _, col := range l.columns {
				p.Causes[col.cause.name] = share(col.seconds)
			}
			p.Owners = l.pointOwners(c.takeTurns(n), share)
		}
		if f != nil {
			s := f.Speedup(float64(n))
			p.FittedSpeedup = &s
		}
		if l.copies {
			p.Seconds = times(p.Seconds, float64(n))
		}
		points = append(points, p)
	}
	return points
}

// at returns the runs at n workers.
func (l *ledger) at(n int) []timedRun {
	return slices.DeleteFunc(slices.Clone(l.runs), func(e timedRun) bool { return e.Workers != n })
}

// evidence returns a flag for each thing that disturbed the runs at n workers.
func (l *ledger) evidence(n int) []string { return l.disturbed(l.at(n)) }

// disturbed returns a flag for each thing that disturbed some runs of the ledger.
func (l *ledger) disturbed(runs []timedRun) []string {
	var cycles int
	var wall, delay, steal float64
	for _, e := range runs {
		wall += e.Timing.Wall.Seconds()
		if e.System.GCCycles != nil && !e.program() && !messaged(e) { // collections of this process are not those of others
			cycles += *e.System.GCCycles
		}
		if e.System.Steal != nil {
			steal += e.System.Steal.Seconds()
		}
		if hasSched(e) {
			delay += runDelaySeconds(e)
		}
	}
	flags := []string{}
	if cycles > 0 {
		flags = append(flags, flagGC)
	}
	if delay > doctor.InterferenceShare*wall {
		flags = append(flags, flagInterference)
	}
	if stopped(runs) {
		flags = append(flags, flagThrottled)
	}
	if steal > doctor.StealShare*wall*float64(max(1, l.header.Machine.LogicalCPUs)) {
		flags = append(flags, flagSteal)
	}
	return flags
}

// quotient returns a/b of two independent positive estimates whose intervals are
// symmetric in log time; log half-widths add in quadrature. Where an end of a or b is
// unbounded, both ends of the quotient are.
func quotient(a, b fit.Interval) fit.Interval {
	q := fit.Interval{Value: a.Value / b.Value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: a.Level}
	if bounded(a) && bounded(b) {
		half := math.Hypot(math.Log(a.Hi/a.Value), math.Log(b.Hi/b.Value))
		q.Lo, q.Hi = q.Value*math.Exp(-half), q.Value*math.Exp(half)
	}
	return q
}

func bounded(i fit.Interval) bool { return i.Lo > 0 && !math.IsInf(i.Hi, 1) }

func times(i fit.Interval, k float64) fit.Interval {
	return fit.Interval{Value: i.Value * k, Lo: i.Lo * k, Hi: i.Hi * k, Level: i.Level}
}
