package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// A Sample is what an analysis of a sweep is made from: its own timed runs in a scope,
// whole and by cause, and the law that was fitted to them. It is read-only.
type Sample struct {
	Scope  Scope
	All    Times
	Points []fit.Point // of All, ascending in N; the first is N = 1
	Fitted Times       // of All those whose workers really ran at once
	Fit    *fit.Fit    // of Fitted; nil where there is none
	Why    advice.Fact // why there is none, and what would settle it
	CPUs   float64     // that N workers may use; 0 = unbounded or unknown

	capacity    capacity
	all, fitted *ledger
}

// Times are the seconds of runs; all slices but Causes are parallel.
type Times struct {
	Runs   []fit.Observation
	Blocks []int
	Starts []time.Time
	Causes []CauseTimes // over the causes the seconds of a run add up to its time
}

// CauseTimes are the seconds of one cause, run by run.
type CauseTimes struct {
	Name    string
	Seconds []float64
}

// NewSample accounts for the runs of a file as [Of] does; the level is that of
// the intervals of Points and Fit. It is an error if no run at N = 1 had finished.
func NewSample(f *results.File, o Options) (*Sample, error) {
	scope, err := ParseScope(string(cmp.Or(o.Scope, Pipeline)))
	if err != nil {
		return nil, err
	}
	own, _, _, err := timed(f)
	if err != nil {
		return nil, err
	}
	s, err := newStudy(f, own, scope, cmp.Or(o.Level, 0.95))
	if err != nil {
		return nil, err
	}
	return &Sample{Scope: scope, All: s.all.times(), Points: s.points, Fitted: s.fitted.times(),
		Fit: s.fit, Why: s.why, CPUs: s.capacity.cpus, capacity: s.capacity, all: s.all, fitted: s.fitted}, nil
}

// Owned returns the seconds of all causes and parts of one owner, run by run: those
// that e(n) is charged with, parallel to All, or for n = 0 those of S, parallel to
// Fitted. It is nil where nothing of this owner was measured.
func (s *Sample) Owned(owner string, n int) []float64 {
	if n == 0 {
		return owned(s.fitted.holdings(false), owner)
	}
	return owned(s.all.holdings(s.capacity.takeTurns(n)), owner)
}

// An UntoldError says that the runs of a file do not tell what was asked of them, and
// why.
type UntoldError struct{ Why advice.Fact }

func (e *UntoldError) Error() string { return "cannot tell: " + e.Why.Message() }

// timed returns the timed runs of a file: the sweep's own, those of the control and those
// of the alternative. It is an error if none of its own at N = 1 had finished, for every
// figure is relative to those.
func timed(f *results.File) (own, control, alternative []harness.Run, err error) {
	own, control, alternative = f.Timed()
	if !slices.ContainsFunc(own, func(r harness.Run) bool { return r.Workers == 1 }) {
		var why advice.NoOneYet
		if f.End != nil {
			why.Failed = f.End.Failed
		}
		return nil, nil, nil, &UntoldError{why}
	}
	return own, control, alternative, nil
}

// Fits reports whether n workers really ran at once.
func (s *Sample) Fits(n int) bool { return s.capacity.fits(n) }

// SerialFraction returns S of the sweep's own runs so far, of scope pipeline at 95 %:
// what a list shows of a file, and a sweep goes by that is to be precise enough. The
// error says why the runs do not tell.
func SerialFraction(f *results.File) (*fit.Interval, error) {
	own, _, _, err := timed(f)
	if err != nil {
		return nil, err
	}
	s, err := newStudy(f, own, Pipeline, 0.95)
	if err != nil {
		return nil, fmt.Errorf("cannot tell: %w", err)
	}
	if s.fit == nil {
		return nil, &UntoldError{s.why}
	}
	return &s.fit.SerialFraction, nil
}

func (l *ledger) times() Times {
	t := Times{Runs: l.obs}
	for _, e := range l.runs {
		t.Blocks, t.Starts = append(t.Blocks, e.Block), append(t.Starts, e.Start)
	}
	for _, c := range l.columns {
		t.Causes = append(t.Causes, CauseTimes{c.cause.name, c.seconds})
	}
	return t
}
