package analysis

import (
	"math"

	"serialfraction/harness/counters"
)

// Execution by the counters of the processor. What the workers of a run execute takes, added up over
// them, the seconds
//
//	X = I · C/I · X/C
//
// with their instructions I and cycles C: how many instructions, how many cycles each, how long a cycle.
// Of X at N less X at N = 1 each factor f has
//
//	L · ln(f(N)/f(1)),  L = (X(N) − X(1)) / ln(X(N)/X(1)),
//
// which add up exactly in any order; L is the logarithmic mean, which lies between the two and is X where
// they are equal (B. W. Ang, "The LMDI approach to decomposition analysis", Energy Policy 2005). What
// remains is X(1), which N workers share and no S has, and what the counters of a thread have beside its
// kernels: its claims, and what it helps the collector.

// The parts of execution.
const (
	moreInstructions = "more instructions"
	moreCycles       = "more cycles each"
	lowerClock       = "lower clock"
	restOfExecution  = "rest of execution"
)

// leastCounted is the share of the time on a CPU for which the counters must have counted. They are
// scaled by the rest: where the tenth that they missed differs by a tenth from what they saw, that is an
// error of 1 %.
const leastCounted = 0.9

// A pace of execution is what the workers of one run did for the work of one worker.
type execution struct {
	instructions float64
	cyclesEach   float64
	cycleSeconds float64
}

// executed adds up what the workers of a run counted; ok is false unless each was counted for long enough.
func executed(e timedRun) (x execution, ok bool) {
	var instructions, cycles, running float64
	for _, w := range e.Timing.Workers {
		h := hardwareOf(w.Counts)
		if h == nil || h.Running.Seconds() < leastCounted*h.Enabled.Seconds() {
			return execution{}, false
		}
		scale := h.Enabled.Seconds() / h.Running.Seconds()
		instructions += float64(h.Instructions) * scale
		cycles += float64(h.Cycles) * scale
		running += h.Enabled.Seconds()
	}
	x = execution{instructions, cycles / instructions, running / cycles}
	return x, instructions > 0 && cycles > 0 && running > 0
}

func hardwareOf(c *counters.Counts) *counters.Hardware {
	if c == nil {
		return nil
	}
	return c.Hardware
}

// splitExecution returns the parts of the seconds that every run executes, the rest last; nil where a run
// was not counted.
func (l *ledger) splitExecution(seconds []float64) []part {
	runs := make([]execution, len(l.runs))
	var base execution // at N = 1, the sums of the logarithms
	var work, ones float64
	for i, e := range l.runs {
		x, ok := executed(e)
		if !ok || seconds[i] <= 0 {
			return nil
		}
		x.instructions /= l.shares(e)
		if runs[i] = x; e.Workers == 1 {
			base.instructions += math.Log(x.instructions)
			base.cyclesEach += math.Log(x.cyclesEach)
			base.cycleSeconds += math.Log(x.cycleSeconds)
			work += math.Log(seconds[i])
			ones++
		}
	}
	if ones == 0 {
		return nil
	}
	factor := func(name, owner, way string, of func(execution) float64) part {
		p := part{name: name, owner: owner, way: way, seconds: make([]float64, len(seconds))}
		for i, e := range l.runs {
			split := l.split(e)
			mean := logarithmicMean(split*seconds[i], math.Exp(work/ones))
			p.seconds[i] = mean * (math.Log(of(runs[i])) - of(base)/ones) / split
		}
		return p
	}
	parts := []part{
		factor(moreInstructions, ownerProgram, "", func(x execution) float64 { return x.instructions }),
		factor(moreCycles, ownerMachine, byExecution, func(x execution) float64 { return x.cyclesEach }),
		factor(lowerClock, ownerMachine, byExecution, func(x execution) float64 { return x.cycleSeconds }),
	}
	parts = withRest(restOfExecution, seconds, parts)
	parts[len(parts)-1].way = byExecution
	return parts
}

// shares returns how many times the work of one worker the workers of a run do together.
func (l *ledger) shares(e timedRun) float64 {
	if l.copies || l.header.Weak {
		return float64(e.Workers)
	}
	return 1
}

// split returns by how much the seconds of a run would be those of one worker, if nothing were lost.
func (l *ledger) split(e timedRun) float64 {
	if l.header.Weak && !l.copies {
		return 1
	}
	return float64(e.Workers)
}

// logarithmicMean returns (a − b)/ln(a/b) of numbers above 0, and a where they are equal.
func logarithmicMean(a, b float64) float64 {
	switch more := (a - b) / b; {
	case more == 0:
		return a
	case math.Abs(more) < 0.5: // the logarithm of a number near 1 has few digits left
		return (a - b) / math.Log1p(more)
	}
	return (a - b) / (math.Log(a) - math.Log(b))
}
