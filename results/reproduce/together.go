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

// together measures what better code of everything and any number of workers give with the serial part of
// the cluster.
func together(all sweeps) evidence {
	e := served(Cluster2)(all)
	if e.at == nil {
		return e
	}
	most := func(s fit.Interval) fit.Interval {
		i := s.Reciprocal()
		i.Value, i.Lo, i.Hi = plan.UsualGain*i.Value, plan.UsualGain*i.Lo, plan.UsualGain*i.Hi
		return i
	}
	s := *e.at
	e.at = new(most(s))
	for i, less := range e.quiet {
		e.quiet[i] = most(less)
	}
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
