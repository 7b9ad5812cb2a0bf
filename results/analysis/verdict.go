package analysis

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// verdict returns the answer in words: S and the ceiling, the largest cause, and what
// was left out of the fit.
func (s *study) verdict(a *Report) string {
	var sentences []string
	busy, law := s.busy(), fit.Condition{Of: s.fit.Assumes()} // its words go by the order of the sentences
	if !s.determined() {
		sentences = append(sentences, s.typicalRun(a, &law), s.programAlone(&law), busy)
	} else if alone := s.programAlone(&law); busy != "" {
		sentences = append(sentences, alone, busy)
	} else if here := s.typicalRun(a, &law); alone != "" && s.fit.Model != fit.Capped.Name && !a.MeanStanding.Differs() { // else its words are others
		sentences = append(sentences, alone, "On this machine, during this sweep, "+here)
	} else {
		sentences = append(sentences, alone, here)
	}
	sentences = append(sentences, s.allowance(&law), s.machineAdds(), s.oneNumber(), changed(a.Drift, a.ProgramDrift))
	if busy == "" || !s.determined() { // the slow runs of a busy machine are its other work, and more repeats show no less of it
		sentences = append(sentences, s.meanTime(a, &law))
	}
	if s.fit != nil && a.SerialFraction.Lo > 0 { // an S that may be 0 has no causes to name
		sentences = append(sentences, s.largestCause(a))
	}
	if s.file.Header.Pace > 0 {
		sentences = append(sentences, s.pacing(a.Points))
	}
	return joined(append(sentences, s.waiting(), s.beyond(a.Points), betterAlgorithm(a.Algorithms), s.simulated())...)
}

// allowance returns the sentence about the ceiling without what other work took of the runs, under a
// condition.
func (s *study) allowance(law *fit.Condition) string {
	if s.other == nil || !s.determined() {
		return ""
	}
	if words := s.other.Allowance(s.fit.MaxSpeedup); words != "" {
		return capital(words) + law.End() + "."
	}
	return ""
}

// pacing returns the sentences about what pacing does to the runs.
func (s *study) pacing(points []Point) string {
	paced := fmt.Sprintf("Every row was paced to take at least %s", number.Setting(s.file.Header.Pace))
	if s.file.Header.Weighted {
		paced = fmt.Sprintf("Every row was paced to take at least its weight times %s", number.Setting(s.file.Header.Pace))
	}
	text := paced + ". Waiting uses no CPU, so every N is fitted."
	if over := slices.IndexFunc(points, func(p Point) bool { return p.Oversubscribed }); over >= 0 {
		text = fmt.Sprintf("%s, but a worker uses a CPU for %s of the time. From N = %d on the workers need more CPUs than there are.",
			paced, number.Percent(s.capacity.share), points[over].Workers)
	}
	return text
}

// serialFraction returns the sentences about S, under a condition.
func (s *study) serialFraction(a *Report, law *fit.Condition) string {
	if s.fit == nil {
		return "cannot tell: " + a.settle(s.why) + "."
	}
	i := s.fit.SerialFraction
	first, last := s.fit.Workers[0], s.fit.Workers[len(s.fit.Workers)-1]
	on := fmt.Sprintf("N = %d..%d, %s", first, last, wording.Count(s.fit.Runs, "run"))
	most := s.fit.MaxSpeedup
	sum := advice.Sum{S: i, Workers: s.fit.Workers, Runs: s.fit.Runs}
	switch {
	case !i.Bounded():
		return "cannot tell: " + a.settle(advice.Unbounded{Sum: sum}) + "."
	case s.fit.Model == fit.Capped.Name && s.choice.Open != nil:
		return fmt.Sprintf("%s: cannot tell the law for sure: %s.", on, s.lawSentence())
	case s.fit.Model == fit.Capped.Name: // the sentence names the knee, and S below it
		return fmt.Sprintf("%s: %s.", on, s.lawSentence())
	case otherLaw(s.choice):
		return fmt.Sprintf("%s, %s. This S only summarises the runs. The %s model fits them better: %s.", s.serialText(), on, s.choice.Curve.Model, s.lawSentence())
	case i.Lo <= 0 && i.Hi >= 1:
		return "cannot tell: " + a.settle(advice.Anything{Sum: sum, Misfit: s.fit.Widened}) + "."
	case i.Hi <= 0 && !s.fit.BeyondLinear():
		return fmt.Sprintf("%s, %s: no N is faster than in proportion to its workers by more than the noise, so these runs do not follow Amdahl's law.", s.serialText(), on)
	case i.Hi <= 0:
		return fmt.Sprintf("%s, %s: the speed-up is more than linear, so Amdahl's law sets no ceiling. The cause inflation shows what the machine contributed.", s.serialText(), on)
	case s.fit.Model == fit.USL.Name:
		return s.withOverhead(on)
	case i.Lo <= 0:
		return fmt.Sprintf("%s, %s%sS may be 0. If there is a ceiling, it is at least %s%s.", s.serialText(), on, s.byLaw(), number.FactorAtLeast(max(1, most.Lo)), law.End())
	case i.Lo >= 1 && !gains(most.Hi):
		return fmt.Sprintf("%s, %s: one worker is fastest, and more workers make this slower%s.", s.serialText(), on, law.End())
	case !gains(most.Value):
		return fmt.Sprintf("%s, %s%sone worker is probably fastest. No number of workers makes this more than %s faster%s.", s.serialText(), on, s.byLaw(), number.Factor(most.Hi), law.End())
	}
	return fmt.Sprintf("%s, %s%sno number of workers makes this more than %s faster (%s–%s)%s.",
		s.serialText(), on, s.byLaw(), number.Factor(most.Value), strings.TrimSuffix(number.Factor(most.Lo), "x"), number.Factor(most.Hi), law.End())
}

// determined reports whether the runs show anything of S.
func (s *study) determined() bool { return s.fit != nil && s.fit.SerialFraction.Determined() }

// gains reports whether a speed-up is written as more than that of one worker.
func gains(speedup float64) bool { return number.Factor(speedup) != number.Factor(1) && speedup > 1 }

// serialText writes S with its interval, or its upper bound where S may be 0.
func (s *study) serialText() string { return "S " + number.SerialAt(s.fit.SerialFraction) }

// farBeyond is the multiple of the largest fitted N beyond which the verdict calls what
// the curve predicts an extrapolation.
const farBeyond = 2

// withOverhead returns the sentences about an S where time per worker also rises with N,
// so that beyond some N more workers make the job slower.
func (s *study) withOverhead(on string) string {
	if s.choice.OverheadOpen() {
		return fmt.Sprintf("%s, %s. Overhead may grow with N: these runs do not decide between the %s and the %s model. The largest speed-up is %s.",
			s.serialText(), on, fit.AmdahlLaw.Name, fit.USL.Name, number.Ceiling(s.fit.MaxSpeedup))
	}
	text := fmt.Sprintf("%s, %s, with overhead that grows with N", s.serialText(), on)
	for _, claim := range s.choice.Claims {
		switch claim.Kind {
		case fit.NoneFaster:
			return text + ": one worker is fastest, and more workers make this slower."
		case fit.Contradicted:
			return fmt.Sprintf("%s, but %s.", text, s.choice.Curve.Words([]fit.Claim{claim}))
		case fit.PeaksAt:
			return text + s.peak(claim.Number)
		}
	}
	return text + "."
}

// peak ends the sentence about overhead with the largest speed-up, at a number of workers.
func (s *study) peak(at fit.Interval) string {
	most := number.Factor(s.fit.MaxSpeedup.Value)
	switch last := s.fit.Workers[len(s.fit.Workers)-1]; {
	case at.Hi < math.Sqrt2: // two workers are slower than one where the peak is below √2
		return ": one worker is fastest, and more workers make this slower."
	case at.Value < math.Sqrt2:
		return fmt.Sprintf("%sone worker is probably fastest. No number of workers makes this more than %s faster.", s.byLaw(), number.Factor(s.fit.MaxSpeedup.Hi))
	case at.Value > farBeyond*float64(last):
		return fmt.Sprintf("%sif it keeps growing like this, the best speed-up is about %s near N = %.0f, far beyond the largest N measured.", s.byLaw(), most, at.Value)
	}
	return fmt.Sprintf("%sthe best speed-up is %s, at %s%s; more workers make this slower.",
		s.byLaw(), most, wording.Count(int(math.Round(at.Value)), "worker"), workersRange(at))
}

// workersRange writes the interval of a whole number of workers behind it, "" where that
// holds no other.
func workersRange(i fit.Interval) string {
	switch {
	case math.IsInf(i.Hi, 1):
		return fmt.Sprintf(" (%.0f or more)", i.Lo)
	case math.Round(i.Lo) == math.Round(i.Hi):
		return ""
	}
	return fmt.Sprintf(" (%.0f–%.0f)", i.Lo, i.Hi)
}

// simulated returns the sentence about runs that no machine made.
func (s *study) simulated() string {
	if !s.file.Header.Simulated() {
		return ""
	}
	return "These runs are in simulated time: no machine was measured."
}

// beyond returns the sentences about the N whose workers the machine cannot run at once.
func (s *study) beyond(points []Point) string {
	var out []Point
	for _, p := range points {
		if p.Oversubscribed {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return ""
	}
	best := out[0]
	for _, p := range out {
		if p.Speedup.Value > best.Speedup.Value {
			best = p
		}
	}
	ns, need := "N = "+strconv.Itoa(out[0].Workers), "needs more than"
	if len(out) > 1 {
		ns, need = ns+".."+strconv.Itoa(out[len(out)-1].Workers), "need more than"
	}
	if s.capacity.coordinator {
		ns, need = ns+" and the coordinator", "need more than"
	}
	if s.capacity.hidden() {
		need = "may need more than"
	}
	if len(out) == 1 {
		return fmt.Sprintf("%s %s %v. This N is measured and marked, but not fitted. Its speed-up is %s.", ns, need, s.capacity, number.Factor(best.Speedup.Value))
	}
	return fmt.Sprintf("%s %s %v. These N are measured and marked, but not fitted. Their best speed-up is %s, at N = %d.",
		ns, need, s.capacity, number.Factor(best.Speedup.Value), best.Workers)
}

// asPrecise writes x with two significant digits of the interval's half-width.
func asPrecise(x float64, i fit.Interval) string {
	return number.Fixed(x, number.SerialDigits(i))
}
