package gate

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// atLeast returns the finding of the largest speed-up by any law: it is what was measured or
// more. It is an error if that does not decide a condition; assumed is the finding by the law.
func (e *evidence) atLeast(c Condition, assumed finding, law *fit.Assumption) (finding, error) {
	least := fit.Interval{Value: assumed.interval.Value, Lo: e.fastest(), Hi: math.Inf(1), Level: assumed.interval.Level}
	for _, quiet := range e.sample.WithoutWaits() {
		least.Lo = min(least.Lo, (&evidence{e.analysis, quiet, e.own}).fastest())
	}
	if c.proved(least) || c.disproved(least) {
		text := fmt.Sprintf("%s is %s or more, %s, as an N had it", c.name(), number.FactorAtLeast(least.Lo), number.Level(least))
		return finding{interval: least, text: text}, nil
	}
	third := "sweep a third N"
	if !e.thirdN() {
		third += ", on a machine that has CPUs for it"
	}
	return assumed, fmt.Errorf("by %s %s, but two N lie on every law, so they do not show what holds beyond N = %.4g: %s", law.Law(), assumed.text, law.Beyond, third)
}

// thirdN reports whether a third N of the same job fits on the CPUs, so that the report advises
// to sweep it.
func (e *evidence) thirdN() bool {
	return slices.ContainsFunc(e.analysis.Advice, func(a advice.Advice) bool {
		return a.Code == advice.Code(fit.TwoLoads) && len(a.Need.Workers) > 2
	})
}

// fastest returns the largest speed-up that any N had for sure, at least 1.
func (e *evidence) fastest() float64 {
	least, m := 1.0, e.sample.Mean
	for _, p := range e.sample.Points {
		if m == nil || m.Standing == fit.MeanAlike {
			if s, err := e.sample.SpeedupAt(p.Workers); err == nil && p.Workers > 1 {
				least = max(least, s.Lo)
			}
		} else if mean, ok := m.PointSpeedup(p.Workers); ok {
			least = max(least, mean.Lo)
		}
	}
	return least
}
