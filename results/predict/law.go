package predict

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A law is what the times of the runs say of any N: the law that was chosen, those that the data
// leave open beside it, and what the chosen one has of each cause.
type law struct {
	choice *fit.Choice
	one    fit.Interval  // T(1), seconds
	mean   *fit.MeanTime // where slow runs make the mean time another than that of the typical run; else nil
	parts  []part        // of the times at the fitted N, by Amdahl's law
}

// A part is one cause of the law: serial seconds that no worker makes shorter, beside what it
// takes of one worker, which N workers share.
type part struct {
	cause  string
	one    float64
	serial float64
}

// at returns the time at n: of the law, with the interval of one further run and that of every law
// that the data leave open, but for times in which n workers would be more than n times as fast as one.
func (l *law) at(n float64) fit.Interval {
	i := l.choice.Curve.Predict(n).Seconds
	for _, p := range l.choice.Prospects() {
		share := p.Share(n, 1)
		i = i.Hull(fit.Interval{Lo: max(0, l.one.Lo*share.Lo), Hi: l.one.Hi * share.Hi})
	}
	if l.mean != nil {
		mean := l.mean.Seconds(n)
		i.Value = mean.Value
		i = i.Hull(mean)
	}
	i.Lo = max(i.Lo, min(i.Value, l.one.Lo/n))
	return i
}

// amdahl reports whether the law is Amdahl's, which its causes add up to.
func (l *law) amdahl() bool { return l.choice.Curve.Model == fit.AmdahlLaw.Name }

// of returns the seconds of a cause at n.
func (l *law) of(cause string, n float64) float64 {
	for _, p := range l.parts {
		if p.cause == cause {
			return p.serial*(1-1/n) + p.one/n
		}
	}
	return 0
}

// newLaw returns the law of the runs with changes: the same law is chosen of the times that the runs
// would have had, for every time is the sum of its causes. The error is that of a fit.
func newLaw(s *analysis.Sample, a *analysis.Report, c *Changes, rows, rowCost float64) (*law, error) {
	l := &law{choice: a.Choice, one: *a.T1Seconds}
	if a.MeanStanding.Known() && a.MeanStanding.Differs() {
		l.mean = s.Mean
	}
	obs := slices.Clone(s.Fitted.Runs)
	if c.seconds() {
		changed(obs, s.Fitted.Causes, c, rows, rowCost)
		f, choice, err := fit.SerialInBlocks(obs, nil, s.Fitted.Blocks, fit.TrimmedMean, l.one.Level)
		if err != nil {
			return nil, err
		}
		l.choice, l.one, l.mean = choice, f.T1, nil
	}
	for _, of := range s.Fitted.Causes {
		p := part{cause: of.Name, one: atOne(obs, of.Seconds)}
		for _, cause := range a.Causes {
			if cause.Name == of.Name {
				p.serial = cause.Interval.Value * a.T1Seconds.Value
			}
		}
		is := c.factor(of.Name, rows, rowCost)
		if c.without(of.Name) {
			p.serial = 0
		}
		p.one, p.serial = p.one*is, p.serial*is
		l.parts = append(l.parts, p)
	}
	return l, nil
}

// atOne returns the mean seconds at N = 1.
func atOne(obs []fit.Observation, seconds []float64) float64 {
	sum, count := 0.0, 0.0
	for i, o := range obs {
		if o.Workers == 1 {
			sum, count = sum+seconds[i], count+1
		}
	}
	return sum / max(count, 1)
}

// changed changes the times of runs to those that they would have with changes. rows is by how
// many times more rows the job has, and rowCost by how many times a row takes longer.
func changed(obs []fit.Observation, causes []analysis.CauseTimes, c *Changes, rows, rowCost float64) {
	for _, cause := range causes {
		one := atOne(obs, cause.Seconds)
		for i := range obs {
			was, is := cause.Seconds[i], cause.Seconds[i]
			if cause.Name == "inflation" && c.without(cause.Name) {
				is = one / float64(obs[i].Workers)
			}
			obs[i].Seconds += is*c.factor(cause.Name, rows, rowCost) - was
		}
	}
}

// factor returns by what the seconds of a cause are multiplied. The kernel is needed without inflation too.
func (c *Changes) factor(cause string, rows, rowCost float64) float64 {
	switch {
	case cause == "inflation":
		return rows * rowCost
	case c.without(cause):
		return 0
	case cause == "imbalance":
		return rows * rowCost
	case cause == "spawn":
		return 1
	}
	return rows
}
