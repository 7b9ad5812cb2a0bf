package compare

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// ofProgram compares the program's own S of two sides, by its intervals. It is the same under
// load, so it is compared on a busy side too.
func ofProgram(a, b *side, margin float64) contrast {
	c := contrast{Row: Row{Quantity: "program", Unit: "1", Old: *a.ProgramSerialFraction, New: *b.ProgramSerialFraction},
		margin: margin, repeats: min(a.sample.Fit.Repeats(), b.sample.Fit.Repeats())}
	for _, s := range []*side{a, b} {
		own, open := s.own.Program(s.level)
		c.off = c.off || own.Widened
		if open.Lo || open.Hi {
			c.needs = analysis.OpenProgram
		}
	}
	c.ends = func(level float64) fit.Interval { return b.program(level).Minus(a.program(level)).Interval }
	return c
}

// ofMachine compares what the machines add to S.
func ofMachine(a, b *side, margin float64) contrast {
	c := contrast{Row: Row{Quantity: "machine", Unit: "1", Old: *a.MachineSerialFraction, New: *b.MachineSerialFraction},
		margin: margin, needs: "it is settled with S and program"}
	c.ends = func(level float64) fit.Interval { return b.machine(level).Minus(a.machine(level)).Interval }
	return c
}

// program returns the program's own S, which must be known, at a level.
func (s *side) program(level float64) fit.Between {
	if own, _ := s.own.Program(level); own != nil {
		return own.Serial()
	}
	return unbounded(s.ProgramSerialFraction.Value, level)
}

// machine returns what S has beyond the program's own at a level.
func (s *side) machine(level float64) fit.Between {
	if own, _ := s.own.Program(level); own != nil {
		return s.sample.Fit.Beyond(own, level)
	}
	return unbounded(s.MachineSerialFraction.Value, level)
}

// unbounded returns a value of which no interval is known.
func unbounded(value, level float64) fit.Between {
	return fit.Between{Interval: fit.Interval{Value: value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}, Least: value, Most: value}
}
