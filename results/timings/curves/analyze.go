package curves

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"serialfraction/fit"
	"serialfraction/harness/crash"
	"serialfraction/results/advice"
)

// Options describe how to analyze a series.
type Options struct {
	Method fit.Method

	// Model is the name of the model to report; "" = the one that the data prefer.
	Model string

	// Weak is true where the work grew with N, so that the law is Gustafson's.
	Weak bool

	// CPUs is the number of CPUs of the machine; 0 = unknown, or that of the series' sweep.
	// A larger N is marked and not fitted, because its workers take turns on the CPUs.
	CPUs float64

	Bootstrap bool // also give bootstrap intervals
	Workers   []float64
	Targets   []Target
}

// Analyze analyzes a series. It neither keeps nor changes it. Readings that are no
// measurements and unknown names in the options are errors. Readings that do not determine
// S are no error: the verdict is then "cannot tell".
func Analyze(s Series, o Options) (*Analysis, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if o.Model != "" {
		m, err := fit.ModelByName(o.Model)
		if err != nil {
			return nil, err
		}
		o.Model, o.Weak = m.Name, o.Weak || m.Weak
		if o.Weak && !m.Weak {
			return nil, fmt.Errorf("model %s is of strong scaling, where the work does not grow with N: leave the model out for weak scaling", m.Name)
		}
	}
	y := newSeriesFit(s, o)
	a := &Analysis{
		Name: s.Name, Source: s.Source, Quantity: s.Quantity, Unit: s.Unit, Weak: o.Weak, Swept: s.Sweep != nil, Simulated: s.Sweep != nil && s.Sweep.Simulated,
		Estimator: o.Method.Estimator, Loss: o.Method.Loss.Name, Level: o.Method.Level, CPUs: o.CPUs,
		FittedWorkers: []float64{}, KarpFlatt: []SerialPoint{}, Models: []Model{},
		Predictions: []Prediction{}, Solutions: []Solution{}, Advice: []advice.Advice{},
	}
	if a.CPUs == 0 && s.Sweep != nil && s.Sweep.Share == 1 {
		a.CPUs = s.Sweep.CPUs
	}
	for _, w := range s.Warnings {
		a.warn(advice.Fault{Text: w})
	}
	if y.added {
		a.warn(advice.One{})
	}
	if y.gathered != nil {
		a.warn(*y.gathered)
	}
	if y.out != nil {
		a.warn(*y.out)
	}
	// The points do not depend on the fit, and a million rows take a while: do both at once.
	var failed error
	var measured sync.WaitGroup
	measured.Go(func() {
		failed = crash.Catch(func() error { return y.byN().err })
	})
	if open := y.questions(); open != nil {
		a.ask(open)
	} else {
		if why := y.fit(a); why != nil {
			a.cannotTell(why)
		}
		y.doubts(a)
	}
	measured.Wait()
	if failed != nil {
		return nil, failed
	}
	l := y.byN()
	if a.T1Seconds == nil && !y.added {
		a.T1Seconds = l.measuredOne()
	}
	y.points(a, l)
	y.unlike(a)
	y.warnSuperlinear(a)
	a.Warnings = advice.Messages(a.Advice)
	return a, nil
}

// warn adds a warning.
func (a *Analysis) warn(f advice.Fact) { a.Advice = append(a.Advice, advice.Of(f, advice.Warning)) }

// settle adds a fact of the verdict, and returns its message.
func (a *Analysis) settle(f advice.Fact) string {
	added := advice.Of(f, advice.Verdict)
	a.Advice = append(a.Advice, added)
	return added.Message
}

// cannotTell sets the verdict "cannot tell" with the fact that is the reason.
func (a *Analysis) cannotTell(f advice.Fact) {
	a.Decided, a.Verdict = false, "cannot tell: "+a.settle(f)
}

// A seriesFit holds a series and the intermediate results of its analysis.
type seriesFit struct {
	Series
	Options
	unit   []fit.Reading // times per unit of work, by N and time
	within []fit.Reading // of these, the ones that are fitted
	choice *fit.Choice   // the choice of the curve; nil where the caller named the law
	added  bool          // N = 1 is no reading, but follows from the definition of a speed-up

	gathered *advice.Groups // how N were grouped, where there are too many; nil = they were not
	out      *advice.Above  // the N left out of the fit; nil = none

	byN func() byN // groups the readings by N, once
}

func newSeriesFit(s Series, o Options) *seriesFit {
	y := &seriesFit{Series: s, Options: o}
	y.byN = sync.OnceValue(y.groupByN)
	y.unit, y.added = s.perUnit(o.Weak)
	y.unit, y.gathered = gather(y.unit)
	y.within = y.unit
	if y.atCPUs() {
		return y
	}
	if y.within = y.fitted(y.unit); len(y.within) < len(y.unit) {
		y.out = y.leftOut()
	}
	return y
}

// atCPUs reports whether the requested model explains oversubscribed runs, with its knee
// known from the CPUs. A sweep without such runs may have a knee for another reason.
func (y *seriesFit) atCPUs() bool {
	return y.Model == fit.Capped.Name && y.full() > 0 && (y.CPUs > 0 || len(y.Sweep.Beyond) > 0)
}

// readings returns the readings as package fit needs them: whole runs.
func (y *seriesFit) readings(perUnit []fit.Reading) []fit.Reading {
	if y.Weak {
		return wholeRuns(perUnit)
	}
	return perUnit
}

// fit fits the models and answers the questions from the chosen one. It returns why the
// readings cannot be fitted, or nil.
func (y *seriesFit) fit(a *Analysis) advice.Fact {
	if few := y.tooFew(); few != nil {
		return few
	}
	rs := y.readings(y.within)
	chosen, sentence, err := y.candidates(a, rs)
	if err != nil {
		return y.room().Unfit(err)
	}
	a.ChosenModel, a.Decided, a.Verdict, a.Claims = chosen.Model, sentence.decided, sentence.verdict, sentence.claims
	a.FittedWorkers, a.Runs, a.AssumedLaw = chosen.Loads, len(rs), chosen.Assumes()
	if y.added {
		a.Runs--
	}
	y.derive(a, chosen)
	y.qualify(a, chosen)
	if from, _ := y.serial(a, chosen); from != nil {
		a.meanTime(from)
	}
	y.contention(a, rs)
	a.answer(chosen, y)
	y.oversubscribed(a)
	if y.Bootstrap {
		y.bootstrap(a)
	}
	for _, w := range chosen.Warnings {
		a.warn(y.room().Curve(w))
	}
	if sentence.warning != nil {
		a.warn(sentence.warning)
	}
	return nil
}

// derive sets the results that follow from the chosen curve.
func (y *seriesFit) derive(a *Analysis, c *fit.Curve) {
	from, s := y.serial(a, c)
	if from != nil {
		a.SerialFraction, a.SerialFractionOf = &s.Estimate, s.Name+" of "+from.Model
	}
	most, half := c.Largest(y.best()), c.SolveEfficiency(0.5).Load
	if y.choice != nil {
		most = y.choice.MaxSpeedup(c)
	}
	a.HalfEfficient = &half
	if !y.Weak { // the law of weak scaling has no ceiling
		a.MaxSpeedup = &most
	}
	t1 := c.Params[0].Estimate
	a.T1Seconds = &t1
	contradicted := slices.ContainsFunc(a.Claims, func(m fit.Claim) bool { return m.Kind == fit.Contradicted })
	if a.PeakWorkers = peak(c); contradicted {
		a.PeakWorkers = nil
	} else if a.PeakWorkers != nil { // there is at least one worker
		a.PeakWorkers.Value, a.PeakWorkers.Lo = max(1, a.PeakWorkers.Value), max(1, a.PeakWorkers.Lo)
		a.PeakWorkers.Hi = max(1, a.PeakWorkers.Hi)
	}
}

// serial returns the curve that the serial fraction is read from, nil where there is none,
// and the parameter that it is. For a choice, package
// fit decides, as in the report of a sweep. For a law that the caller named it is the
// law's own: for a law with overhead the sigma of the USL, for a law with a knee the S
// below the knee, for a law without a serial part Amdahl's S.
func (y *seriesFit) serial(a *Analysis, c *fit.Curve) (*fit.Curve, fit.Param) {
	if y.choice != nil {
		return y.choice.Serial()
	}
	type source struct{ model, param string }
	sources := map[string]source{
		fit.AmdahlLaw.Name:      {fit.AmdahlLaw.Name, "S"},
		fit.Capped.Name:         {fit.Capped.Name, "S"},
		fit.Saturation.Name:     {fit.Capped.Name, "S"},
		fit.USL.Name:            {fit.USL.Name, "sigma"},
		fit.LinearOverhead.Name: {fit.USL.Name, "sigma"},
		fit.LogOverhead.Name:    {fit.USL.Name, "sigma"},
		fit.Gustafson.Name:      {fit.Gustafson.Name, "s"},
	}
	for _, from := range []source{sources[c.Model], sources[fit.AmdahlLaw.Name]} {
		for _, m := range a.Models {
			if m.Name != from.model || m.Curve == nil {
				continue
			}
			if p, ok := m.Curve.Param(from.param); ok {
				return m.Curve, p
			}
		}
	}
	return nil, fit.Param{}
}

// contention compares medians and minima where there are repeats.
func (y *seriesFit) contention(a *Analysis, rs []fit.Reading) {
	if y.Weak || len(rs) == len(a.FittedWorkers) {
		return
	}
	c, err := y.Method.Contention(rs)
	if err != nil {
		return // the fit itself reports what is wrong
	}
	a.Contention = c
	// Times that agree exactly have intervals without width, which rounding separates.
	if c.Seen && math.Abs(c.Median.Value-c.Minimum.Value) > 1e-6 {
		a.warn(advice.Apart{Median: c.Median, Minimum: c.Minimum})
	}
}

func peak(c *fit.Curve) *fit.Interval {
	p := c.Peak()
	if math.IsInf(p.Value, 0) {
		return nil
	}
	return &p
}
