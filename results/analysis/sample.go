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

// A Sample holds what an analysis of a sweep is computed from: its own timed runs in a
// scope, whole and by cause, and the law that was fitted to them. It is read-only. Whatever shows,
// judges and compares a sweep is handed the sample that was made of it, one for each level.
type Sample struct {
	File   *results.File // as it was given; nil = this is one of WithoutWaits
	Scope  Scope
	All    Times
	Points []fit.Point   // of All, ascending in N; the first is N = 1
	Fitted Times         // of All those whose workers really ran at once
	Fit    *fit.Fit      // of Fitted; nil = the runs support none
	Mean   *fit.MeanTime // of Fitted; nil = the runs determine none
	Why    advice.Fact   // why Fit is nil, and what would settle it
	CPUs   float64       // that N workers may use; 0 = unbounded or unknown

	study                *study // for Report
	control, alternative []harness.Run
	level                float64
}

// Times are the seconds of runs; all slices but Causes are parallel.
type Times struct {
	Runs   []fit.Observation
	Blocks []int
	Starts []time.Time
	Causes []CauseTimes // the seconds of a run, added over the causes, are its time
}

// CauseTimes are the seconds of one cause, run by run.
type CauseTimes struct {
	Name    string
	Seconds []float64
}

// NewSample splits the times of the runs of a file as [Of] does; the level is that of the
// intervals of Points and Fit. It is an error if no run at N = 1 finished.
func NewSample(f *results.File, o Options) (*Sample, error) {
	scope, err := ParseScope(string(cmp.Or(o.Scope, Pipeline)))
	if err != nil {
		return nil, err
	}
	level := cmp.Or(o.Level, 0.95)
	held := f.Sample()
	own, control, alternative, err := timed(held)
	if err != nil {
		return nil, err
	}
	s, err := newStudy(held, own, scope, level)
	if err != nil {
		return nil, err
	}
	return &Sample{File: f, Scope: scope, All: s.all.times(), Points: s.points, Fitted: s.fitted.times(),
		Fit: s.fit, Mean: s.mean, Why: s.why, CPUs: s.capacity.cpus,
		study: s, control: control, alternative: alternative, level: level}, nil
}

// At returns the sample of the same runs whose intervals have a level: s itself where its have it. One of
// WithoutWaits has no other level.
func (s *Sample) At(level float64) (*Sample, error) {
	if level == s.level {
		return s, nil
	}
	return NewSample(s.File, Options{Scope: s.Scope, Level: level})
}

// NoFit returns why Fit is nil, and what would settle it for the rows as they are. A sweep of paced rows,
// which are slower, has another fit.
func (s *Sample) NoFit() string { return advice.Unpaced(s.Why).Message() }

// A CannotTellError is the error of an analysis that the runs of a file cannot support.
// Why is the reason, and what would settle it.
type CannotTellError struct{ Why advice.Fact }

func (e *CannotTellError) Error() string { return "cannot tell: " + e.Why.Message() }

// timed returns the timed runs of a file: the sweep's own, those of the control and those
// of the alternative. Every figure is relative to N = 1, so it is an error if none of the
// sweep's own runs at N = 1 finished.
func timed(f *results.File) (own, control, alternative []harness.Run, err error) {
	if f.Header.Weak {
		return nil, nil, nil, ErrWeak
	}
	own, control, alternative = f.Timed()
	return own, control, alternative, fromOne(f, own)
}

// fromOne returns an error if none of a sweep's own runs at N = 1 finished.
func fromOne(f *results.File, own []harness.Run) error {
	if slices.ContainsFunc(own, func(r harness.Run) bool { return r.Workers == 1 }) {
		return nil
	}
	why := advice.NoOneYet{Unfinished: f.End == nil || f.End.Interrupted, Unasked: !slices.Contains(f.Header.Workers, 1)}
	if f.End != nil {
		why.Failed = f.End.Failed
	}
	return &CannotTellError{why}
}

// Fits reports whether n workers really ran at once.
func (s *Sample) Fits(n int) bool { return s.study.capacity.fits(n) }

// TwoNumbers returns S of the sweep's own runs so far, in scope pipeline at 95 %, and the
// program's own S, nil where it is not known. A list and the progress of a sweep show both,
// and a sweep that stops at a precision is judged by S. Where the runs do not determine S, the
// error gives the reason.
func TwoNumbers(f *results.File) (serial, program *fit.Interval, err error) {
	serial, program, _, err = MarkedNumbers(f)
	return serial, program, err
}

// MarkedNumbers returns the numbers of [TwoNumbers], and whether other work made S as the report
// of the sweep has it ([Report.MadeByLoad]), also where it returns an error for the numbers.
func MarkedNumbers(f *results.File) (serial, program *fit.Interval, busy bool, err error) {
	f = f.Sample()
	own, _, _, err := timed(f)
	if err != nil {
		return nil, nil, false, err
	}
	s, err := newStudy(f, own, Pipeline, 0.95)
	if err != nil {
		return nil, nil, false, fmt.Errorf("cannot tell: %w", err)
	}
	busy = s.other.madeS() != nil
	if s.fit == nil {
		return nil, nil, busy, &CannotTellError{s.why}
	}
	if s.division != nil {
		program = &s.division.program.SerialFraction
	}
	return &s.fit.SerialFraction, program, busy, nil
}

// SerialTime returns the time of the sweep's own runs at N = 1 so far, in scope pipeline at
// 95 %. A sweep over that N alone, which has no S, is judged by it. Where it is not known,
// the error gives the reason.
func SerialTime(f *results.File) (*fit.Interval, error) {
	f = f.Sample()
	own, _, _, err := timed(f)
	if err != nil {
		return nil, err
	}
	l, err := newLedger(f, own, Pipeline, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot tell: %w", err)
	}
	points, err := l.fitPoints(0.95)
	if err != nil {
		return nil, err
	}
	return &points[0].Seconds, nil
}

func (l *ledger) times() Times {
	t := Times{Runs: l.obs, Blocks: l.blocks()}
	for _, e := range l.runs {
		t.Starts = append(t.Starts, e.Start)
	}
	for _, c := range l.columns {
		t.Causes = append(t.Causes, CauseTimes{c.cause.name, c.seconds})
	}
	return t
}

// blocks returns the block of every run.
func (l *ledger) blocks() []int {
	blocks := make([]int, len(l.runs))
	for i, e := range l.runs {
		blocks[i] = e.Block
	}
	return blocks
}
