package main

import (
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
)

// An outcome is whether what was found is what was planted.
type outcome string

const (
	right      outcome = "right"        // the whole interval of the difference is within the margin
	wrong      outcome = "wrong"        // none of it is
	cannotTell outcome = "cannot tell"  // a part of it is
	unknown    outcome = "not measured" // a sweep, or more, has no such cause
)

// level returns the confidence of each interval of a table of so many plants. A plant is right only if
// all its intervals are within their margins, so one that is not is called right by the chance of a
// single interval (Berger 1982), and with so many plants none is in 95 of 100 tables (Bonferroni).
func level(plants int) float64 { return 1 - 0.05/float64(plants) }

// A finding is a plant and what became of it, over all its sweeps. Its intervals are of the mean
// of the sweeps, each of which is one observation: what differs from sweep to sweep is in them.
type finding struct {
	plant
	runs       []*run
	level      float64
	outcome    outcome
	planted    fit.Interval // in its cause
	charged    fit.Interval // what its cause received
	ofPart     fit.Interval // what its part received
	differs    fit.Interval // what cause or part received beyond what was planted, the one that is further off
	margin     float64
	other      string       // the other cause with the most, either way; "" = there is none
	stray      fit.Interval // what that one received beyond what the job has of it without the plant
	unmeasured []string     // causes and parts that some sweeps have and others lack, or that were planted and are in none
	own        int          // sweeps whose own interval of the cause, or part, holds what was planted in them
	ended      int          // sweeps whose own interval has ends
}

// judge holds what every cause received against what was planted: the planted cause and its part
// the amount, to within the margin, or the part alone; and every other cause what the job has of
// it without the plant, to within the narrow one. What a sweep has not measured is no 0.
func (p plant) judge(runs []*run, level float64) *finding {
	f := &finding{plant: p, runs: runs, level: level, outcome: right}
	f.planted = f.mean(func(r *run) float64 { return r.planted })
	narrow := max(toleranceLeast, toleranceShare*f.planted.Value)
	f.margin = max(narrow, p.tolerance*f.planted.Value)

	target := []string{p.cause}
	f.charged, f.differs = f.received(target...), f.none()
	if !p.alone {
		f.hold(target...)
	}
	if p.part != "" {
		target = append(target, p.part)
		f.ofPart = f.received(target...)
		f.hold(target...)
	}
	f.count(target)
	for _, name := range f.causes() {
		if name != p.cause {
			f.holdOther(name, name, "", narrow)
		} else if p.alone {
			f.holdOther("rest of "+name, name, p.part, narrow)
		}
	}
	return f
}

// hold takes the outcome in of how much more the planted cause or part received than was planted.
// Where a sweep lacks it that is unknown.
func (f *finding) hold(names ...string) {
	if !f.measured(names...) {
		f.unmeasured = append(f.unmeasured, strings.Join(names, ": "))
		f.add(unknown)
		return
	}
	differs := f.mean(func(r *run) float64 { i, _ := r.received(names...); return i.Value - r.planted })
	f.add(within(differs, f.margin))
	if math.IsNaN(f.differs.Value) || math.Abs(differs.Value) > math.Abs(f.differs.Value) {
		f.differs = differs
	}
}

// count counts the sweeps whose own interval of the planted cause or part holds what was planted.
func (f *finding) count(target []string) {
	for _, r := range f.runs {
		i, ok := r.received(target...)
		if ok && i.Bounded() {
			f.ended++
			if i.Lo <= r.planted && r.planted <= i.Hi {
				f.own++
			}
		}
	}
}

// holdOther takes the outcome in of another cause, or the planted one without its part: of what
// it received beyond what the job has of it without the plant.
func (f *finding) holdOther(label, cause, part string, narrow float64) {
	if slices.ContainsFunc(f.runs, func(r *run) bool { _, ok := f.beyond(r, cause, part); return !ok }) {
		f.unmeasured = append(f.unmeasured, label)
		f.add(unknown)
		return
	}
	stray := f.mean(func(r *run) float64 { share, _ := f.beyond(r, cause, part); return share })
	f.add(within(stray, narrow))
	if f.other == "" || math.Abs(stray.Value) > math.Abs(f.stray.Value) {
		f.other, f.stray = label, stray
	}
}

// beyond returns what a cause without a part received in a sweep beyond what the job has of it
// without the plant, where that is known, and whether both are measured.
func (p plant) beyond(r *run, cause, part string) (share float64, ok bool) {
	share, ok = r.besides(cause, part)
	if p.base == nil || !ok {
		return share, ok
	}
	base := p.base(r, cause)
	if base == nil {
		return share, true
	}
	bare, ok := base.besides(cause, part)
	return share - bare, ok
}

// causes returns the names of the causes that a sweep, or more, has.
func (f *finding) causes() (names []string) {
	for _, r := range f.runs {
		for _, c := range r.causes {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

// measured reports whether every sweep has a cause, or a part.
func (f *finding) measured(names ...string) bool {
	return !slices.ContainsFunc(f.runs, func(r *run) bool { _, ok := r.received(names...); return !ok })
}

// received returns what a cause, or a part, received, or none where a sweep lacks it.
func (f *finding) received(names ...string) fit.Interval {
	if !f.measured(names...) {
		return f.none()
	}
	return f.mean(func(r *run) float64 { i, _ := r.received(names...); return i.Value })
}

// none is the interval of what is not known.
func (f *finding) none() fit.Interval {
	return fit.Interval{Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1), Level: f.level}
}

// severity has the outcomes from the best to the worst.
var severity = []outcome{right, cannotTell, unknown, wrong}

// add takes the outcome of one more quantity in: the worst of all is that of the plant.
func (f *finding) add(o outcome) {
	if slices.Index(severity, o) > slices.Index(severity, f.outcome) {
		f.outcome = o
	}
}

// mean returns the mean over the sweeps with the interval of Student's t, without ends where
// there is one sweep.
func (f *finding) mean(of func(*run) float64) fit.Interval {
	n := float64(len(f.runs))
	sum, squares := 0.0, 0.0
	for _, r := range f.runs {
		sum += of(r)
	}
	for _, r := range f.runs {
		d := of(r) - sum/n
		squares += d * d
	}
	return fit.Estimate{Value: sum / n, SE: math.Sqrt(squares / max(n-1, 1) / n), DF: n - 1}.Interval(f.level)
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
