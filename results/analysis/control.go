package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// analyzeControl works out what the machine does to independent copies. It is nil
// where no copy ran alone, and has no S where the copies do not tell one.
func analyzeControl(f *results.File, runs []harness.Run, level float64) (*Control, error) {
	l, err := newControlLedger(f, runs)
	if err != nil {
		return nil, err
	}
	points, err := l.fitPoints(level)
	if err != nil {
		return nil, err
	}
	if points[0].Workers != 1 {
		return nil, nil
	}
	c := capacityOf(&f.Header, true, runs)
	within, err := newControlLedger(f, c.within(runs))
	if err != nil {
		return nil, err
	}
	if len(within.workers()) < 2 {
		return &Control{Points: l.points(points, c, nil)}, nil
	}
	a, err := fit.Amdahl(within.obs, estimator, level)
	if err != nil { // the points still say what was measured
		return &Control{Points: l.points(points, c, nil)}, nil
	}
	control := &Control{Points: l.points(points, c, a)}
	if s := a.SerialFraction; s.Lo > 0 || s.Hi < 1 { // otherwise it tells nothing
		control.SerialFraction = &s
	}
	return control, nil
}

// Told reports whether the copies tell their S.
func (c *Control) Told() bool {
	return c.SerialFraction != nil && !number.Unknown(*c.SerialFraction)
}

// Unknown is what would tell it, where they do not.
func (c *Control) Unknown() advice.NoControl {
	runs := 0
	for _, p := range c.Points {
		runs = max(runs, p.Runs)
	}
	return advice.NoControl{Runs: runs}
}
