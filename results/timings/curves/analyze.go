package curves

import (
	"fmt"
	"math"
	"sync"

	"serialfraction/fit"
	"serialfraction/harness/crash"
	"serialfraction/results/advice"
)

// Options say what to ask of a series.
type Options struct {
	Method fit.Method

	// Model is the name of the model to report; "" = the one that the data prefer.
	Model string

	// Weak says that the work grew with N, so that the law is Gustafson's.
	Weak bool

	// CPUs is how many the machine really has; 0 = not known, or what the series says of
	// its sweep. An N beyond is marked and not fitted, for its workers take turns.
	CPUs float64

	Bootstrap bool // also give bootstrap intervals
	Workers   []float64
	Targets   []Target
}

// Analyze works out everything that is said of a series. It neither keeps nor changes
// it. Readings that are no measurements and options that name nothing are errors; what
// the readings cannot tell is a verdict.
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
		Name: s.Name, Source: s.Source, Quantity: s.Quantity, Unit: s.Unit, Weak: o.Weak, Swept: s.Sweep != nil,
		Estimator: o.Method.Estimator, Loss: o.Method.Loss.Name, Level: o.Method.Level, CPUs: o.CPUs,
		FittedWorkers: []float64{}, KarpFlatt: []SerialPoint{}, Models: []Model{},
		Predictions: []Prediction{}, Solutions: []Solution{}, Advice: []advice.Advice{},
	}
	if a.CPUs == 0 && s.Sweep != nil && s.Sweep.Share == 1 {
		a.CPUs = s.Sweep.CPUs
	}
	for _, w := range s.Warnings {
		a.say(advice.Fault{Text: w})
	}
	if y.added {
		a.say(advice.One{})
	}
	if y.gathered != nil {
		a.say(*y.gathered)
	}
	if y.out != nil {
		a.say(*y.out)
	}
	// What the points are does not depend on the fit, and a million rows take a while.
	var l byN
	var failed error
	var measured sync.WaitGroup
	measured.Go(func() {
		failed = crash.Catch(func() error {
			l = y.byN()
			return l.err
		})
	})
	if why := y.fit(a); why != nil {
		a.cannotTell(why)
	}
	measured.Wait()
	if failed != nil {
		return nil, failed
	}
	if a.T1Seconds == nil && !y.added {
		a.T1Seconds = l.measuredOne()
	}
	y.points(a, l)
	y.warnSuperlinear(a)
	a.Warnings = advice.Messages(a.Advice)
	return a, nil
}

// say adds a warning.
func (a *Analysis) say(f advice.Fact) { a.Advice = append(a.Advice, advice.Of(f, advice.Warning)) }

// settle adds a fact that the verdict says, and returns its words.
func (a *Analysis) settle(f advice.Fact) string {
	said := advice.Of(f, advice.Verdict)
	a.Advice = append(a.Advice, said)
	return said.Message
}

// cannotTell makes a fact the verdict.
func (a *Analysis) cannotTell(f advice.Fact) {
	a.Decided, a.Verdict = false, "cannot tell: "+a.settle(f)
}

// A seriesFit is a series on its way to an analysis.
type seriesFit struct {
	Series
	Options
	unit   []fit.Reading // times per unit of work, by N and time
	within []fit.Reading // of these, the ones that are fitted
	choice *fit.Choice   // that the curve is of; nil where the caller named the law
	added  bool          // N = 1 is no reading but the definition of a speed-up

	gathered *advice.Groups // what was done to more N than can be fitted; nil = nothing
	out      *advice.Above  // what is left out of the fit; nil = nothing
}

func newSeriesFit(s Series, o Options) *seriesFit {
	y := &seriesFit{Series: s, Options: o}
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

// atCPUs reports whether the model asked for explains oversubscribed runs, its knee
// being known. A sweep without such runs may have a knee of another cause.
func (y *seriesFit) atCPUs() bool {
	return y.Model == fit.Capped.Name && y.full() > 0 && (y.CPUs > 0 || len(y.Sweep.Beyond) > 0)
}

// readings returns the readings as package fit wants them: whole runs.
func (y *seriesFit) readings(perUnit []fit.Reading) []fit.Reading {
	if y.Weak {
		return wholeRuns(perUnit)
	}
	return perUnit
}

// fit fits the models and answers from the chosen one. It returns why the readings
// cannot tell, or nil.
func (y *seriesFit) fit(a *Analysis) advice.Fact {
	if few := y.tooFew(); few != nil {
		return few
	}
	rs := y.readings(y.within)
	chosen, sentence, err := y.candidates(a, rs)
	if err != nil {
		return y.room().Unfit(err)
	}
	a.ChosenModel, a.Decided, a.Verdict = chosen.Model, sentence.decided, sentence.verdict
	a.FittedWorkers, a.Runs = chosen.Loads, len(rs)
	if y.added {
		a.Runs--
	}
	y.derive(a, chosen)
	y.qualify(a, chosen)
	y.contention(a, rs)
	a.answer(chosen, y)
	y.oversubscribed(a)
	if y.Bootstrap {
		y.bootstrap(a)
	}
	for _, w := range chosen.Warnings {
		a.say(y.room().Curve(w))
	}
	if sentence.warning != nil {
		a.say(sentence.warning)
	}
	return nil
}

// derive fills in what follows from the chosen curve.
func (y *seriesFit) derive(a *Analysis, c *fit.Curve) {
	s, of := y.serial(a, c)
	a.SerialFraction, a.SerialFractionOf = s, of
	most, half := c.Ceiling(), c.SolveEfficiency(0.5).Load
	if y.choice != nil {
		most = y.choice.MaxSpeedup(c)
	}
	a.MaxSpeedup, a.HalfEfficient = &most, &half
	t1 := c.Params[0].Estimate
	a.T1Seconds = &t1
	if a.PeakWorkers = peak(c); a.PeakWorkers != nil { // with fewer than one nobody works
		a.PeakWorkers.Value, a.PeakWorkers.Lo = max(1, a.PeakWorkers.Value), max(1, a.PeakWorkers.Lo)
		a.PeakWorkers.Hi = max(1, a.PeakWorkers.Hi)
	}
}

// serial returns the serial fraction and which parameter it is. Of a choice package fit
// says so, here as in the report of a sweep. Of a law that the caller named it is the
// law's own: with overhead the contention of the USL; with a knee what is serial below
// it; without a serial part Amdahl's.
func (y *seriesFit) serial(a *Analysis, c *fit.Curve) (*fit.Interval, string) {
	if y.choice != nil {
		from, s := y.choice.Serial()
		return &s.Estimate, s.Name + " of " + from.Model
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
				return &p.Estimate, from.param + " of " + from.model
			}
		}
	}
	return nil, ""
}

// contention compares medians and minima where there are repeats.
func (y *seriesFit) contention(a *Analysis, rs []fit.Reading) {
	if y.Weak || len(rs) == len(a.FittedWorkers) {
		return
	}
	c, err := y.Method.Contention(rs)
	if err != nil {
		return // what is wrong is said of the fit itself
	}
	a.Contention = c
	// Times that agree exactly leave intervals of no width, which rounding parts.
	if c.Seen && math.Abs(c.Median.Value-c.Minimum.Value) > 1e-6 {
		a.say(advice.Apart{Median: c.Median, Minimum: c.Minimum})
	}
}

func peak(c *fit.Curve) *fit.Interval {
	p := c.Peak()
	if math.IsInf(p.Value, 0) {
		return nil
	}
	return &p
}

// inverse returns 1/x for x > 0 and +Inf below.
func inverse(x float64) float64 {
	if x <= 0 {
		return math.Inf(1)
	}
	return 1 / x
}
