package reproduce

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
	"serialfraction/results/plan"
)

// workers and gain are the two factors of the article's rule.
const (
	ruleWorkers = 100
	ruleFactor  = plan.UsualGain * ruleWorkers
)

// largest measures the largest speed-up that the serial part of a cluster allows, with code that is gain times
// as fast.
func largest(name Name, gain float64) func(sweeps) evidence {
	return func(all sweeps) evidence {
		e := served(name)(all)
		if e.at == nil {
			return e
		}
		most := func(s fit.Interval) fit.Interval {
			i := s.Reciprocal()
			i.Value, i.Lo, i.Hi = gain*i.Value, gain*i.Lo, gain*i.Hi
			return i
		}
		e.at = new(most(*e.at))
		for i, less := range e.quiet {
			e.quiet[i] = most(less)
		}
		return e
	}
}

// together measures what better code of everything and any number of workers give with the serial part of
// the cluster.
func together(all sweeps) evidence {
	e := largest(Cluster2, plan.UsualGain)(all)
	if e.at == nil {
		return e
	}
	s := *all[Cluster2].Served
	hundred := plan.UsualGain / fit.Assumed(fit.Interval{Value: s.Value, Lo: s.Value, Hi: s.Value}).Share(ruleWorkers, 1).Value
	e.note = fmt.Sprintf("%d workers and all code %dx as fast give %s; a factor of %d takes S ≤ %s where all code becomes so much faster, and S ≤ %s where only the kernel does",
		ruleWorkers, plan.UsualGain, number.Factor(hundred), ruleFactor, needed(plan.All), needed(plan.Kernel))
	return e
}

// needed returns the S that the factor of the rule needs, with better code of a kind and any number of
// workers.
func needed(gain plan.Gain) string {
	none, err := plan.Assumed(0)
	if err != nil {
		return number.None
	}
	p, err := plan.Make([]plan.Basis{none}, plan.Question{Target: 1, Runtime: ruleFactor, Counts: gain, Faster: plan.UsualGain})
	if err != nil || p.NeededSerialFraction == nil {
		return number.None
	}
	return number.Significant(*p.NeededSerialFraction, 2)
}

// cheaper measures what an approximation gains on one worker.
func cheaper(all sweeps) evidence {
	s := all[Cheaper]
	switch {
	case s == nil:
		return missing(Cheaper)
	case len(s.Report.Algorithms) < 2:
		return unmeasured("the sweep has one algorithm only", s)
	}
	rough := s.Report.Algorithms[1]
	at := rough.Points[0].Speedup
	if !at.Bounded() {
		return unmeasured("the runs are too few for an interval", s)
	}
	n, best := bestOf(s)
	note := fmt.Sprintf("the full inverse on %d workers reaches %s", n, number.Speedup(best))
	if n == 1 {
		note = "more workers make the full inverse no faster here"
	}
	if rough.Inexact != nil {
		note += fmt.Sprintf("; the error of the diagonal is %s in the median row", number.Significant(rough.Inexact.Median, 2))
	}
	return evidence{at: &at, quiet: s.loaded(at), of: []*Sweep{s}, note: note}
}

// fastest measures the speed-up at the largest N of the goroutines in which an S was planted.
func fastest(all sweeps) evidence {
	s := all[PlantThreads]
	switch {
	case s == nil:
		return missing(PlantThreads)
	case len(s.Report.FittedWorkers) == 0:
		return unmeasured(s.unfit(), s)
	}
	for _, p := range s.Report.Points {
		if p.Workers == mostFitted(s) && p.Speedup.Bounded() {
			note := fmt.Sprintf("at N = %d; with any number it is at most 1/S = %s", p.Workers, number.Factor(1/plantedSerial))
			return evidence{at: &p.Speedup, quiet: s.loaded(p.Speedup), of: []*Sweep{s}, note: note}
		}
	}
	return unmeasured("the runs are too few for an interval", s)
}

// byAmdahl returns where Amdahl's law has that speed-up for the S that was planted; of no sweep, at any N.
func byAmdahl(all sweeps) Region {
	most := 1 / plantedSerial
	if s := all[PlantThreads]; s != nil && len(s.Report.FittedWorkers) > 0 {
		most = 1 / fit.Assumed(fit.Interval{Value: plantedSerial, Lo: plantedSerial, Hi: plantedSerial}).Share(float64(mostFitted(s)), 1).Value
	}
	return Region{(1 - tenth) * most, (1 + tenth) * most}
}

// mostFitted returns the largest N whose workers ran at once, of which there is one at least.
func mostFitted(s *Sweep) int { return s.Report.FittedWorkers[len(s.Report.FittedWorkers)-1] }

// better measures how many times as fast this program is for a row as R or Python, where one of these is.
func better(all sweeps) evidence {
	there, here := all[Interpreter], all[TTest]
	switch {
	case there == nil:
		return unmeasured("neither Rscript nor python3 with scipy was here")
	case here == nil:
		return missing(TTest)
	case there.Row == nil || here.Row == nil || !there.Row.Bounded() || !here.Row.Bounded() || here.Row.Lo <= 0:
		return unmeasured("the runs are too few for an interval", there, here)
	}
	over := func(a, b fit.Interval) fit.Interval {
		return fit.Interval{Value: a.Value / b.Value, Lo: a.Lo / b.Hi, Hi: a.Hi / b.Lo, Level: a.Level}
	}
	e := evidence{at: new(over(*there.Row, *here.Row)), of: []*Sweep{there, here}}
	e.note = fmt.Sprintf("a row takes %s there, and %s here", number.Duration(there.Row.Value), number.Duration(here.Row.Value))
	for _, x := range append(there.loaded(*there.Row), *there.Row) {
		for _, y := range append(here.loaded(*here.Row), *here.Row) {
			e.quiet = append(e.quiet, over(x, y))
		}
	}
	return e
}

// byWorkers returns the region of what gains more than the workers that the CPUs have room for ever can: so
// many times.
func byWorkers(all sweeps) Region {
	most := 1
	if s := all[Cheaper]; s != nil {
		for _, n := range s.Report.FittedWorkers {
			most = max(most, n)
		}
	}
	return above(float64(most))
}

// bestOf returns the number of workers on which the exact algorithm is the fastest, and its speed-up.
func bestOf(s *Sweep) (workers int, best fit.Interval) {
	best = fit.Interval{Value: math.Inf(-1)}
	for _, p := range s.Report.Algorithms[0].Points {
		if p.Speedup.Value > best.Value {
			workers, best = p.Workers, p.Speedup
		}
	}
	return workers, best
}
