package gate

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// atLeast returns the interval of the largest speed-up by any law: it is what was measured or
// more. It is an error if that does not decide a condition; assumed is the interval by the law.
func (e *evidence) atLeast(c Condition, assumed fit.Interval, law *fit.Assumption) (fit.Interval, error) {
	least := fit.Interval{Value: assumed.Value, Lo: e.fastest(), Hi: math.Inf(1), Level: assumed.Level}
	for _, quiet := range e.sample.WithoutWaits() {
		least.Lo = min(least.Lo, (&evidence{e.file, e.analysis, quiet}).fastest())
	}
	if !c.proved(least) && !c.disproved(least) {
		return least, fmt.Errorf("by %s it is %s, but two N lie on every law, so they do not show what holds beyond N = %.4g: sweep a third N", law.Law(), number.Ceiling(assumed), law.Beyond)
	}
	return least, nil
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
