package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// analyzeControl measures how the machine slows independent copies. It returns nil where
// no copy ran alone, and a Control without S where the copies do not determine one.
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
	if err != nil { // the points still show what was measured
		return &Control{Points: l.points(points, c, nil)}, nil
	}
	control := &Control{Points: l.points(points, c, a)}
	if s := a.SerialFraction; s.Lo > 0 || s.Hi < 1 { // otherwise every S is possible
		control.SerialFraction = &s
	}
	return control, nil
}

// Known reports whether the copies determine their S.
func (c *Control) Known() bool {
	return c.SerialFraction != nil && !number.Unknown(*c.SerialFraction)
}

// Unknown returns the advice for copies that do not determine their S: how many repeats
// would.
func (c *Control) Unknown() advice.NoControl {
	runs := 0
	for _, p := range c.Points {
		runs = max(runs, p.Runs)
	}
	return advice.NoControl{Runs: runs}
}
