package fit

// Contention compares what the median and the minimum of the repeats say of S.
type Contention struct {
	Median, Minimum Interval // S of Amdahl's law
	Seen            bool     // further apart than their intervals
}

// Contention fits Amdahl's law to the medians and to the minima. The minimum is what
// the program does when nothing disturbs it, the median what it does as a rule: where
// the intervals of S do not overlap, the difference is noise from contention with
// other programs and not the program's own.
func (m Method) Contention(rs []Reading) (*Contention, error) {
	var c Contention
	for _, by := range []struct {
		est Estimator
		s   *Interval
	}{{Median, &c.Median}, {Minimum, &c.Minimum}} {
		curve, err := Method{by.est, m.Loss, m.Level}.Fit(AmdahlLaw, rs)
		if err != nil {
			return nil, err
		}
		*by.s = curve.Params[1].Estimate
	}
	c.Seen = c.Median.Lo > c.Minimum.Hi || c.Minimum.Lo > c.Median.Hi
	return &c, nil
}
