package analysis

import (
	"cmp"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// Options select the scope and the level of an analysis. The zero value is the default.
type Options struct {
	Scope Scope   // "" = Pipeline
	Level float64 // of every interval; 0 = 0.95
}

// Of computes everything that a report shows of a result file. It reads nothing but f,
// which it neither keeps nor changes, and returns the same report every time. Of a file with very
// many runs it is that of [results.File.Sample]. Where the
// runs cannot support a fit, the verdict is "cannot tell" and why. Every figure is relative
// to N = 1, so if no run at N = 1 finished the error is a [CannotTellError].
func Of(f *results.File, o Options) (*Report, error) {
	s, err := NewSample(f, o)
	if err != nil {
		return nil, err
	}
	return s.Report()
}

// Report computes what [Of] does, of the file that the sample was made of.
func (s *Sample) Report() (*Report, error) {
	a := s.study.analysis()
	for _, fault := range s.study.file.Warnings {
		a.warn(advice.Fault{Text: fault})
	}
	for _, fact := range s.study.warnings() {
		a.warn(fact)
	}
	if a.Drift = s.study.drift(); a.Drift != nil {
		a.warn(advice.Drifted{Drift: *a.Drift})
	}
	a.ProgramDrift = s.study.programDrift()
	s.study.reportMean(a)
	var err error
	if len(s.control) > 0 {
		if a.Control, err = analyzeControl(s.study.file, s.control, s.level); err != nil {
			return nil, err
		}
	}
	if len(s.alternative) > 0 {
		if a.Algorithms, err = s.study.algorithms(s.alternative, s.level); err != nil {
			return nil, err
		}
	}
	if a.Control != nil && !a.Control.Known() {
		a.Advice = append(a.Advice, advice.Of(a.Control.Unknown(), advice.Control))
	}
	if r, ok := a.Recommended(); ok {
		a.RecommendedWorkers = &r.Workers
	}
	a.Without, a.WithoutUnknown = s.study.removals()
	a.Verdict = s.study.verdict(a)
	a.Warnings = advice.Messages(a.Advice)
	return a, nil
}

// schema is the version of the JSON of an analysis.
const schema = 1

func (a *Report) warn(f advice.Fact) { a.Advice = append(a.Advice, advice.Of(f, advice.Warning)) }

// settle adds a fact to the advice of the verdict, and returns its message.
func (a *Report) settle(f advice.Fact) string {
	settling := advice.Of(f, advice.Verdict)
	a.Advice = append(a.Advice, settling)
	return settling.Message
}

// A study holds what an analysis is computed from: all timed runs of a sweep, those of
// them that may be fitted, and the fit.
type study struct {
	file      *results.File
	capacity  capacity
	all       *ledger
	points    []fit.Point // of all
	fitted    *ledger
	curve     []fit.Point   // of fitted
	fit       *fit.Fit      // nil = the runs support none
	choice    *fit.Choice   // of a law; nil where fit is nil
	mean      *fit.MeanTime // nil where the runs determine none
	spread    *fit.Spread   // of fitted; nil where fit is nil
	level     float64       // of every interval
	why       advice.Fact   // why fit is nil
	division  *division     // of S; nil where fit is nil, or S cannot be divided
	other     *BusyMachine  // on the machine; nil = hardly any, or unknown
	quiet     []*study      // of the same runs without what other took, the likeliest first; nil where other is nil, or the rest supports no fit
	undivided Undivided     // why division is nil although fit is not
}

func newStudy(f *results.File, runs []harness.Run, scope Scope, level float64) (*study, error) {
	runs = withStore(f, runs, scope)
	s := &study{file: f, capacity: capacityOf(&f.Header, false, runs), level: level}
	var err error
	even := newEvenTails(&f.Header, runs, level)
	if s.all, err = newLedger(f, runs, scope, even); err != nil {
		return nil, err
	}
	if s.fitted, err = newLedger(f, s.capacity.within(runs), scope, even); err != nil {
		return nil, err
	}
	if err := s.solve(); err != nil {
		return nil, err
	}
	if s.fit != nil {
		s.division, s.undivided = s.divide()
	}
	if s.other = s.otherWork(); s.other != nil {
		if s.quiet = s.withoutWaits(); len(s.quiet) > 0 && s.fit != nil && s.fitted.knownWaits()[0] != fromAbove {
			s.other.Without = &s.quiet[0].fit.SerialFraction
		}
		s.other.Ceiling = s.ceilingBeside()
		s.other.Made = s.other.Made || s.slowedByLoad()
	}
	return s, nil
}

func (s *study) analysis() *Report {
	h := &s.file.Header
	a := &Report{
		Schema: schema, Workload: h.Workload, Engine: h.Engine, Schedule: h.Schedule, Pin: h.Pin,
		Scope: s.all.scope, Machine: h.Machine, Data: h.Data, Settings: h.Args,
		ChunkRows: h.ChunkRows, Chunks: h.Chunks, PaceSeconds: h.Pace.Seconds(), Weighted: h.Weighted,
		Estimator: estimator.Title, FittedWorkers: []int{}, Models: []Model{}, Causes: []Cause{}, Owners: []Owner{}, Advice: []advice.Advice{},
		Points: s.all.points(s.points, s.capacity, s.fit), Room: s.capacity.room(h), Simulated: h.Simulated(), OtherWork: s.other,
	}
	a.Hosts = h.Hosts
	if h.Staged != nil {
		a.StagedSeconds = new(h.Staged.Seconds())
	}
	if h.Spawn != nil {
		a.SpawnSeconds = new(h.Spawn.Seconds())
	}
	a.Stopped, a.Interrupted = "interrupted: the sweep was killed, or is still running", true
	if end := s.file.End; end != nil {
		a.Stopped, a.Interrupted = cmp.Or(end.Stopped, end.Failed), end.Interrupted
	}
	if stored := s.file.Store; stored != nil {
		a.Unanswered = stored.Unanswered
	}
	f := s.fit
	a.FlaggedRuns = s.flaggedRuns()
	a.Counted, a.Unsplit = s.all.counted(s.points), s.all.unsplit()
	if f == nil {
		a.T1Seconds = &s.points[0].Seconds // there is a run at N = 1
		return a
	}
	a.SerialFraction, a.MaxSpeedup, a.T1Seconds = &f.SerialFraction, &f.MaxSpeedup, &f.T1
	a.SerialFractionModel, a.AssumedLaw, a.Choice, a.LateTimersSerialFraction = f.Model, f.Assumes(), s.choice, s.choice.Bias()
	a.Estimator, a.FittedWorkers, a.Runs = f.Estimator, f.Workers, f.Runs
	a.AccountedSerialFraction = new(s.accounted())
	a.Causes, a.Owners = s.fitted.charge(s.share, s.curve[0].Of), s.fitted.owners(s.share, s.curve[0].Of)
	a.Models, a.ChosenModel = models(s.choice), s.choice.Curve.Model
	a.Curve, a.PeakWorkers = curveOf(f, s.points), peakOf(s.choice.Curve)
	if d := s.division; d != nil {
		a.ProgramSerialFraction, a.ProgramMaxSpeedup = &d.program.SerialFraction, &d.program.MaxSpeedup
		a.MachineSerialFraction, a.MachineParts = &d.machine, d.parts
		a.ProgramSeconds = d.program.T1
	}
	a.ProgramUnknown = s.undivided
	return a
}

// models lists every law that was tried.
func models(ch *fit.Choice) []Model {
	list := []Model{}
	for _, c := range ch.Candidates {
		m := Model{Name: c.Model, Reason: c.Reason, Params: map[string]fit.Param{}}
		if c.Curve != nil {
			m.AICc = c.Curve.AICc
			for _, p := range c.Curve.Params {
				m.Params[p.Name] = p
			}
		}
		list = append(list, m)
	}
	return list
}
