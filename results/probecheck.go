package results

import (
	"slices"

	"serialfraction/harness/counters"
)

// believable returns p, or nil if a number in it is impossible for a measurement.
func (p *Probe) believable() *Probe {
	if p == nil {
		return nil
	}
	ok := amounts(p.Instructions)
	if t := p.Timer; t != nil {
		ok = ok && amounts(t.Read) && spans(t.Step)
	}
	for _, s := range []*SpreadProbe{p.GoSleep, p.Idle, p.Pause, p.Wake} {
		ok = ok && (s == nil || s.Times >= 0 && signed(s.Median) && signed(s.P99))
	}
	for _, s := range p.Spin {
		ok = ok && checkWorkers(s.Threads) == nil && s.Speedup.believable() && spans(s.Slowest...)
	}
	if s := p.Siblings; s != nil {
		ok = ok && s.OneCore.believable() && s.TwoCore.believable()
	}
	if in := p.Interference; in != nil {
		ok = ok && checkWorkers(in.Threads) == nil && in.Gaps >= 0 && spans(in.Watched, in.Lost, in.Largest)
		for _, n := range []*int64{in.RunDelay, in.Others, in.Steal, in.Throttled, in.Voluntary, in.Involuntary} {
			ok = ok && (n == nil || spans(*n))
		}
	}
	if m := p.Memory; m != nil {
		ok = ok && spans(m.CacheBytes, m.ArrayBytes)
		for _, at := range m.Points {
			ok = ok && checkWorkers(at.Threads) == nil && at.Read.believable() && at.Triad.believable()
		}
	}
	if d := p.Disk; d != nil {
		ok = ok && spans(d.Bytes) && amounts(d.Rate)
	}
	if c := p.Counters; c != nil {
		ok = ok && slices.Contains(counters.Refusals, c.Access) && amounts(c.Clock)
	}
	if !ok {
		return nil
	}
	return p
}

// mostAmount is more than any rate that a machine reaches, in units a second.
const mostAmount = 1e18

// amounts reports whether all are numbers from 0 up to mostAmount.
func amounts(all ...float64) bool {
	for _, x := range all {
		if !(x >= 0 && x <= mostAmount) {
			return false
		}
	}
	return true
}

func (m Middle) believable() bool { return amounts(m.Value, m.Lo, m.Hi, m.Level) }

// spans reports whether all are from 0 up to maxTime.
func spans(all ...int64) bool {
	for _, n := range all {
		if n < 0 || n > maxTime {
			return false
		}
	}
	return true
}

// signed reports whether a time is within maxTime of 0. It may be negative, because a sleep
// may end early.
func signed(ns int64) bool { return ns >= -maxTime && ns <= maxTime }
