package gate

import (
	"errors"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// evidence is a sweep and its analysis.
type evidence struct {
	analysis *analysis.Report
	sample   *analysis.Sample
	own      *analysis.Sample // with the program's own S: sample, or that of which it lacks the waits
}

// newEvidence returns a sweep and its analysis at a level, which those that it is given need not have.
func newEvidence(s *analysis.Sample, a *analysis.Report, level float64) (*evidence, error) {
	at, err := s.At(level)
	if err != nil {
		return nil, err
	}
	if at != s {
		if a, err = at.Report(); err != nil {
			return nil, err
		}
	}
	return &evidence{a, at, at}, nil
}

// find returns what the sweep shows of the quantity of a condition. The error describes why it
// shows nothing.
func (e *evidence) find(c Condition) (f finding, err error) {
	if !ended(e.sample.File) {
		return f, fmt.Errorf("the sweep did not finish (%s)", e.analysis.Stopped)
	}
	busy := e.sample.OtherWork()
	m := e.sample.Mean
	var r reading
	ofMean := false
	switch {
	case e.hidden(c):
		return f, e.shownNothing(c, busy)
	case m == nil, m.Standing == fit.MeanAlike, busy != nil && busy.OfTime() && c.own(): // whose slow runs are those of other work
		r, err = c.quantity.value(e, c.n)
	default:
		r, err = e.ofMean(c)
		ofMean = true
	}
	if err != nil {
		return f, err
	}
	f = c.found(r, ofMean)
	if busy != nil && !c.own() {
		if f, err = e.withoutLoad(c, f, busy); err != nil {
			return f, err
		}
	}
	if law := e.sample.Fit.Assumes(); law != nil && c.quantity.assumes {
		return e.atLeast(c, f, law)
	}
	return f, nil
}

// ended reports whether a sweep finished. One that was broken off is not judged: the
// moment may depend on its times, which would bias them.
func ended(f *results.File) bool {
	return f.End != nil && !f.End.Interrupted && f.End.Failed == ""
}

// repeats returns the number of runs at the N of a condition; of a quantity of the fit, that at
// an N on average.
func (e *evidence) repeats(c Condition) int {
	if c.n == 0 && e.sample.Fit != nil {
		return e.sample.Fit.Repeats()
	}
	for _, p := range e.analysis.Points {
		if p.Workers == max(1, c.n) {
			return p.Runs
		}
	}
	return 0
}

func serialFraction(e *evidence, _ int) (reading, error) {
	return e.ofFit(func(f *fit.Fit) reading { return reading{f.SerialFraction, ofS(f)} })
}

func t1(e *evidence, _ int) (reading, error) {
	if e.sample.Fit == nil {
		return reading{Interval: e.sample.Points[0].Seconds}, nil // as measured
	}
	return reading{e.sample.Fit.T1, ofCurve(e.sample.Fit)}, nil
}

func maxSpeedup(e *evidence, _ int) (reading, error) {
	return e.ofFit(func(f *fit.Fit) reading { return reading{f.MaxSpeedup, ofCeiling(f)} })
}

func (e *evidence) ofFit(of func(*fit.Fit) reading) (reading, error) {
	if e.sample.Fit == nil {
		return reading{}, errors.New(e.sample.NoFit())
	}
	return of(e.sample.Fit), nil
}

func secondsAt(e *evidence, n int) (reading, error) {
	for _, p := range e.sample.Points {
		if p.Workers == n {
			return reading{Interval: p.Seconds}, nil
		}
	}
	return reading{}, fmt.Errorf("no run at N = %d has finished", n)
}

func speedupAt(e *evidence, n int) (reading, error) {
	s, err := e.sample.SpeedupAt(n)
	return reading{Interval: s}, err
}

func efficiencyAt(e *evidence, n int) (reading, error) {
	s, err := e.sample.SpeedupAt(n)
	k := float64(n)
	return reading{Interval: fit.Interval{Value: s.Value / k, Lo: s.Lo / k, Hi: s.Hi / k, Level: s.Level}}, err
}

// karpFlattAt returns e(N), the charge of all causes together.
func karpFlattAt(e *evidence, n int) (reading, error) {
	whole := make([]float64, len(e.sample.All.Runs))
	for i, r := range e.sample.All.Runs {
		whole[i] = r.Seconds
	}
	return e.chargedAt(n, whole)
}

// caused returns the quantity that a cause is charged with: a part of S, or at one N of
// e(N).
func caused(name string) func(*evidence, int) (reading, error) {
	return func(e *evidence, n int) (reading, error) {
		times := e.sample.All
		if n == 0 {
			times = e.sample.Fitted
		}
		var sum []float64
		for _, c := range times.Causes { // two causes may have one name
			if c.Name != name {
				continue
			}
			if sum == nil {
				sum = make([]float64, len(c.Seconds))
			}
			for i, s := range c.Seconds {
				sum[i] += s
			}
		}
		return e.summed(name, n, sum)
	}
}

// programAlone returns the program's own S, or at one N what its causes are charged with.
func programAlone(e *evidence, n int) (reading, error) {
	if n > 0 {
		return owned("program")(e, n)
	}
	own, open, err := e.divided()
	if err != nil {
		return reading{}, err
	}
	return reading{own.SerialFraction, ofProgram(own, open)}, nil
}

// machineAdds returns what S has beyond the program's own, or at one N what the machine's causes
// are charged with.
func machineAdds(e *evidence, n int) (reading, error) {
	if n > 0 {
		return owned("machine")(e, n)
	}
	own, open, err := e.divided()
	if err != nil {
		return reading{}, err
	}
	f := e.sample.Fit
	machine := f.Beyond(own, f.SerialFraction.Level)
	return reading{machine.Interval, ofMachine(machine, f, own, open)}, nil
}

// divided returns the program's own S and its ends that more repeats hardly move, or an error that
// describes why it is not known.
func (e *evidence) divided() (own *fit.OwnSerial, open analysis.Open, err error) {
	if e.sample.Fit == nil {
		return nil, open, errors.New(e.sample.NoFit())
	}
	if own, open = e.own.Program(e.sample.Fit.SerialFraction.Level); own == nil {
		return nil, open, fmt.Errorf("the program's own S is not known: %s", e.own.ProgramUnknown().Words())
	}
	return own, open, nil
}

// owned returns the quantity that all causes of one owner are charged with at one N.
func owned(owner string) func(*evidence, int) (reading, error) {
	return func(e *evidence, n int) (reading, error) {
		share, err := e.sample.OwnedAt(owner, n)
		switch {
		case err != nil:
			return reading{}, err
		case share == nil:
			return reading{}, fmt.Errorf("a cause of the %s was not measured in this sweep", owner)
		}
		r, err := computed(share.Interval)
		r.open = ofOwner(*share)
		return r, err
	}
}

// summed returns the interval of the part of e(n), or for n = 0 of S, that is charged to
// sum: the seconds of a cause in each run; nil = not measured. The error names what.
func (e *evidence) summed(what string, n int, sum []float64) (reading, error) {
	switch {
	case n == 0 && e.sample.Fit == nil:
		return reading{}, errors.New(e.sample.NoFit())
	case sum == nil:
		return reading{}, fmt.Errorf("%s was not measured in this sweep", what)
	case n == 0:
		return computed(e.sample.Charged(sum))
	}
	return e.chargedAt(n, sum)
}

// chargedAt returns the interval of the part of e(N) that is charged to values, the
// seconds of each run.
func (e *evidence) chargedAt(n int, values []float64) (reading, error) {
	i, err := e.sample.ChargedAt(n, values)
	if err != nil {
		return reading{}, err
	}
	return computed(i)
}

// computed returns i, or an error where there is no estimate.
func computed(i fit.Interval) (reading, error) {
	if math.IsNaN(i.Value) {
		return reading{}, errors.New("it cannot be computed from these runs")
	}
	return reading{Interval: i}, nil
}
