package fit

// Contention compares S of the median with S of the minimum of the repeats.
type Contention struct {
	Median, Minimum Interval // S of Amdahl's law
	Seen            bool     // the two intervals do not overlap
}

// Contention fits Amdahl's law to the medians and to the minima. The minimum is the time
// of the undisturbed program, the median its usual time. Where the intervals of S do not
// overlap, the difference comes from contention with other programs, not from the program
// itself.
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
