package main

import (
	"fmt"
	"math"

	"serialfraction/fit"
)

// An outcome is whether what was found is what was planted.
type outcome string

const (
	right      outcome = "right"       // the whole interval of the difference is within the margin
	wrong      outcome = "wrong"       // none of it is
	cannotTell outcome = "cannot tell" // a part of it is
)

// level returns the confidence of each interval of a table of so many plants: all of them hold
// together in 95 of 100 tables (Bonferroni).
func level(plants int) float64 { return 1 - 0.05/float64(plants) }

// A finding is a plant and what became of it, over all its sweeps. Its intervals are of the mean
// of the sweeps, each of which is one observation: what differs from sweep to sweep is in them.
type finding struct {
	plant
	runs    []*run
	planted fit.Interval // in its cause
	charged fit.Interval // what its cause received
	ofPart  fit.Interval // what its part received
	differs fit.Interval // what cause or part received beyond what was planted, the one that is further off
	margin  float64
	other   string       // the other cause with the most, either way
	stray   fit.Interval // what that one received
	own     int          // sweeps whose own interval of the cause, or part, holds what was planted in them
	ended   int          // sweeps whose own interval has ends
	outcome outcome
}

// judge holds what every cause received against what was planted: the planted cause,
// and its part, the amount to within the margin, and every other cause nothing, to
// within the narrow one.
func (p plant) judge(runs []*run, level float64) (*finding, error) {
	f := &finding{plant: p, runs: runs, outcome: right}
	f.planted = f.mean(level, func(r *run) float64 { return r.planted })
	narrow := max(toleranceLeast, toleranceShare*f.planted.Value)
	f.margin = max(narrow, p.tolerance*f.planted.Value)

	planted, target := func(r *run) float64 { return r.planted }, []string{p.cause}
	var err error
	if f.charged, f.differs, err = f.held(level, planted, target); err != nil {
		return nil, err
	}
	f.add(within(f.differs, f.margin))
	if p.part != "" {
		planted, target = func(r *run) float64 { return r.inPart }, append(target, p.part)
		var differs fit.Interval
		if f.ofPart, differs, err = f.held(level, planted, target); err != nil {
			return nil, err
		}
		f.add(within(differs, f.margin))
		if math.Abs(differs.Value) > math.Abs(f.differs.Value) {
			f.differs = differs
		}
	}
	for _, r := range runs {
		i, _ := r.received(target...)
		if !math.IsInf(i.Lo, 0) && !math.IsInf(i.Hi, 0) {
			f.ended++
			if i.Lo <= planted(r) && planted(r) <= i.Hi {
				f.own++
			}
		}
	}
	for _, c := range runs[0].Causes {
		if c.Name == p.cause {
			continue
		}
		stray := f.mean(level, func(r *run) float64 { i, _ := r.received(c.Name); return i.Value })
		f.add(within(stray, narrow))
		if f.other == "" || math.Abs(stray.Value) > math.Abs(f.stray.Value) {
			f.other, f.stray = c.Name, stray
		}
	}
	return f, nil
}

// held returns what a cause or a part received, and how much more that is than was planted.
func (f *finding) held(level float64, planted func(*run) float64, names []string) (received, differs fit.Interval, err error) {
	for _, r := range f.runs {
		if _, ok := r.received(names...); !ok {
			return received, differs, fmt.Errorf("a sweep has no %q", names)
		}
	}
	of := func(r *run) float64 { i, _ := r.received(names...); return i.Value }
	return f.mean(level, of), f.mean(level, func(r *run) float64 { return of(r) - planted(r) }), nil
}

// add takes the outcome of one more quantity in: the worst of all is that of the plant.
func (f *finding) add(o outcome) {
	if o == wrong || f.outcome == right {
		f.outcome = o
	}
}

// mean returns the mean over the sweeps with the interval of Student's t, without ends where
// there is one sweep.
func (f *finding) mean(level float64, of func(*run) float64) fit.Interval {
	n := float64(len(f.runs))
	sum, squares := 0.0, 0.0
	for _, r := range f.runs {
		sum += of(r)
	}
	for _, r := range f.runs {
		d := of(r) - sum/n
		squares += d * d
	}
	return fit.Estimate{Value: sum / n, SE: math.Sqrt(squares / max(n-1, 1) / n), DF: n - 1}.Interval(level)
}

// within returns whether a difference is within a margin, by its whole interval.
func within(d fit.Interval, margin float64) outcome {
	switch {
	case -margin <= d.Lo && d.Hi <= margin:
		return right
	case d.Lo > margin || d.Hi < -margin:
		return wrong
	}
	return cannotTell
}
