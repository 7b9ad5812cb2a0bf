package gate

import (
	"errors"
	"fmt"

	"serialfraction/fit"
)

// ofMean returns the interval of the quantity of a condition for the mean time, which is
// what a gate is about where the mean time is not that of the typical run: a program that
// is slow in one run of ten is not as fast as in the other nine.
func (e *evidence) ofMean(c Condition) (reading, error) {
	m := e.sample.Mean
	switch {
	case m.Standing == fit.MeanUndetermined:
		return reading{}, errors.New(e.sample.Slow().Message())
	case c.quantity.mean == nil:
		return reading{}, fmt.Errorf("slow runs make S of the mean time another than that of the typical run, and %s is known of the typical run only", c.quantity.name)
	}
	i, ok := c.quantity.mean(m, c.n)
	if !ok {
		return reading{}, fmt.Errorf("slow runs make the mean time another than that of the typical run, and the runs at N = %d are not fitted, so their mean is not known", c.n)
	}
	typical, err := c.quantity.value(e, c.n) // what is open of the law is so of both
	return reading{i, typical.open}, err
}

// The quantities of the mean time.

func meanSerial(m *fit.MeanTime, _ int) (fit.Interval, bool)     { return m.SerialFraction, true }
func meanT1(m *fit.MeanTime, _ int) (fit.Interval, bool)         { return m.T1, true }
func meanMaxSpeedup(m *fit.MeanTime, _ int) (fit.Interval, bool) { return m.MaxSpeedup, true }

func meanEfficiency(m *fit.MeanTime, n int) (fit.Interval, bool) {
	s, ok := m.PointSpeedup(n)
	k := float64(n)
	return fit.Interval{Value: s.Value / k, Lo: s.Lo / k, Hi: s.Hi / k, Level: s.Level}, ok
}
