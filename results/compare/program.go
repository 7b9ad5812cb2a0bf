package compare

import (
	"math"

	"serialfraction/fit"
)

// ofProgram compares the program's own S of two sides, by its intervals. It is the same under
// load, so it is compared on a busy side too.
func ofProgram(a, b *sweep, margin float64) contrast {
	c := contrast{Row: Row{Quantity: "program", Unit: "1", Old: *a.ProgramSerialFraction, New: *b.ProgramSerialFraction},
		margin: margin, repeats: min(a.sample.Fit.Repeats(), b.sample.Fit.Repeats())}
	for _, s := range []*sweep{a, b} {
		own, _ := s.own.Program(s.level)
		c.off = c.off || own.Widened
	}
	c.between = func(level float64) fit.Between { return b.program(level).Minus(a.program(level)) }
	c.ends = func(level float64) fit.Interval { return c.between(level).Interval }
	return c
}

// withSAndProgram is what settles what the machine adds to S.
const withSAndProgram = "it is settled with S and program"

// ofMachine compares what the machines add to S.
func ofMachine(a, b *sweep, margin float64) contrast {
	c := contrast{Row: Row{Quantity: "machine", Unit: "1", Old: *a.MachineSerialFraction, New: *b.MachineSerialFraction},
		margin: margin, needs: withSAndProgram}
	c.ends = func(level float64) fit.Interval { return b.machine(level).Minus(a.machine(level)).Interval }
	return c
}

// program returns the program's own S, which must be known, at a level.
func (s *sweep) program(level float64) fit.Between {
	if own, _ := s.own.Program(level); own != nil {
		return own.Serial()
	}
	return unbounded(s.ProgramSerialFraction.Value, level)
}

// machine returns what S has beyond the program's own at a level.
func (s *sweep) machine(level float64) fit.Between {
	if own, _ := s.own.Program(level); own != nil {
		return s.sample.Fit.Beyond(own, level)
	}
	return unbounded(s.MachineSerialFraction.Value, level)
}

// unbounded returns a value of which no interval is known.
func unbounded(value, level float64) fit.Between {
	return fit.Between{Interval: fit.Interval{Value: value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}, Least: value, Most: value}
}

// ownSerial returns the reading of the program's own S, which must be known, of one of several
// sweeps: its noise is in how much these vary.
func (s *sweep) ownSerial() reading {
	own := s.program(s.level)
	return reading{Estimate: fit.Estimate{Value: own.Value}, below: own.Value - own.Least, above: own.Most - own.Value, shown: own.Interval}
}

// beyondOwn returns the same of what the machine adds to S.
func (s *sweep) beyondOwn() reading {
	own, all := s.ownSerial(), s.serial()
	return reading{Estimate: fit.Estimate{Value: all.Value - own.Value}, below: all.below + own.above, above: all.above + own.below, shown: *s.MachineSerialFraction}
}
