package curves

import (
	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// meanTime adds S of the mean time, by the curve that S is read from, and what of it is
// another question than the typical run.
func (a *Analysis) meanTime(from *fit.Curve) {
	m := from.MeanTime(*a.SerialFraction)
	if a.MeanStanding = advice.StandingOf(m); m == nil {
		return
	}
	if a.MeanStanding.Known() {
		a.MeanSerialFraction, a.MeanMaxSpeedup = &m.SerialFraction, &m.MaxSpeedup
	}
	switch a.MeanStanding {
	case advice.MeanApart:
		a.warn(advice.SlowRuns{Slow: m.Slow, Runs: a.Runs, Typical: *a.SerialFraction, Mean: m.SerialFraction})
		a.Verdict = "in the typical run: " + a.Verdict + "; over many runs, slow ones among them, S of the mean time " + number.SerialAt(m.SerialFraction)
	case advice.MeanUndetermined:
		a.Verdict = "in the typical run: " + a.Verdict + "; cannot tell S of the mean time: " + a.settle(advice.NoMean{Slow: m.Slow, Runs: a.Runs, Repeats: m.Need.Runs})
	}
	a.slow = m.Slow
}

// flagSlow is the flag of a point whose slow runs make the mean another time.
const flagSlow = "slow runs"

// slowAt reports whether slow runs at n make the mean time another than the typical one.
func (a *Analysis) slowAt(n float64) bool {
	for _, s := range a.slow {
		if s.Workers == n {
			return true
		}
	}
	return false
}

// meanOf returns the mean times by the law of a curve, where forecasts are made of them;
// else nil.
func (a *Analysis) meanOf(c *fit.Curve) *fit.MeanTime {
	if a.MeanStanding != advice.MeanApart || len(c.Params) < 2 {
		return nil
	}
	return c.MeanTime(c.Params[1].Estimate)
}

// typicalOnly is added to an answer where the mean time is not known.
const typicalOnly = "of a typical run: too few runs were slow to know the mean time"

// doubted joins what makes an answer doubtful.
func (a *Analysis) doubted(warning string) string {
	switch {
	case a.MeanStanding != advice.MeanUndetermined:
		return warning
	case warning == "":
		return typicalOnly
	}
	return warning + "; " + typicalOnly
}
