package analysis

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// verdict is the answer in words: S and the ceiling, the largest cause, and what
// was left out of the fit.
func (s *study) verdict(a *Report) string {
	sentences := []string{s.serialFraction(a)}
	if s.fit != nil && a.SerialFraction.Lo > 0 { // of an S that is told from 0
		sentences = append(sentences, largestCause(a))
	}
	if s.file.Header.Pace > 0 {
		sentences = append(sentences, s.pacing(a.Points))
	}
	sentences = append(sentences, s.waiting(), s.beyond(a.Points), betterAlgorithm(a.Algorithms))
	said := sentences[:0]
	for _, sentence := range sentences {
		if sentence != "" {
			said = append(said, sentence)
		}
	}
	return strings.Join(said, " ")
}

// pacing is the sentence about what pacing does to the runs.
func (s *study) pacing(points []Point) string {
	paced := fmt.Sprintf("Every row was paced to %v at least", s.file.Header.Pace)
	if s.file.Header.Weighted {
		paced = fmt.Sprintf("Every row was paced to its weight times %v at least", s.file.Header.Pace)
	}
	said := paced + ": waiting uses no CPU, so every N is fitted"
	if over := slices.IndexFunc(points, func(p Point) bool { return p.Oversubscribed }); over >= 0 {
		said = fmt.Sprintf("%s, but a worker is on a CPU for %s of the time: from N = %d on the workers need more CPUs than there are",
			paced, number.Percent(s.capacity.share), points[over].Workers)
	}
	if s.choice != nil && s.choice.Bias() != 0 {
		said += fmt.Sprintf("; the interval allows %.1g for late timers", math.Abs(s.choice.Bias()))
	}
	return said + "."
}

// serialFraction is the sentence about S.
func (s *study) serialFraction(a *Report) string {
	if s.fit == nil {
		return "cannot tell: " + a.settle(s.why) + "."
	}
	i := s.fit.SerialFraction
	first, last := s.fit.Workers[0], s.fit.Workers[len(s.fit.Workers)-1]
	on := fmt.Sprintf("N = %d..%d, %d runs", first, last, s.fit.Runs)
	sum := advice.Sum{S: i, Workers: s.fit.Workers, Runs: s.fit.Runs}
	switch {
	case math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0):
		return "cannot tell: " + a.settle(advice.Unbounded{Sum: sum}) + "."
	case s.fit.Model == fit.Capped.Name: // the sentence has the knee, and S as that below it
		return fmt.Sprintf("%s: %s.", on, s.choice.Sentence)
	case otherLaw(s.choice):
		return fmt.Sprintf("%s, %s, only sums these runs up: %s.", s.told(), on, s.choice.Sentence)
	case i.Lo <= 0 && i.Hi >= 1:
		return "cannot tell: " + a.settle(advice.Anything{Sum: sum}) + "."
	case i.Hi <= 0:
		return fmt.Sprintf("%s, %s: faster than linear, so Amdahl's law sets no ceiling; see what inflation says of the machine.", s.told(), on)
	case s.fit.Model == fit.USL.Name:
		return s.withOverhead(on)
	case i.Lo <= 0:
		return fmt.Sprintf("%s, %s: not told from 0, and if there is a ceiling it is at least %s.", s.told(), on, number.Factor(1/i.Hi))
	case i.Lo >= 1:
		return fmt.Sprintf("%s, %s: one worker is fastest, and more make it slower.", s.told(), on)
	case i.Value >= 1:
		return fmt.Sprintf("%s, %s: one worker is fastest, as far as these runs tell; no number of workers makes this more than %s faster.", s.told(), on, number.Factor(1/i.Lo))
	}
	return fmt.Sprintf("%s, %s: no number of workers makes this more than %s faster (%s–%s).",
		s.told(), on, number.Factor(max(1, 1/i.Value)), strings.TrimSuffix(number.Factor(max(1, 1/i.Hi)), "x"), number.Factor(max(1, 1/i.Lo)))
}

// told is S with its interval, or the bound on it where it is not told from 0.
func (s *study) told() string { return "S " + number.SerialAt(s.fit.SerialFraction) }

// farBeyond is how many times the largest fitted N an N is from which on what a curve
// says of it is extrapolation.
const farBeyond = 2

// withOverhead is the sentence about an S beside which time per worker rises with
// N, so that there is a number of workers beyond which more make it slower.
func (s *study) withOverhead(on string) string {
	said := fmt.Sprintf("%s, %s, and overhead that grows with N", s.told(), on)
	usl := s.candidate(fit.USL.Name)
	if usl == nil || math.IsInf(usl.Peak().Value, 1) {
		return said + "."
	}
	most, peak := s.fit.MaxSpeedup, usl.Peak()
	if last := s.fit.Workers[len(s.fit.Workers)-1]; peak.Value > farBeyond*float64(last) {
		return fmt.Sprintf("%s; if that goes on, the most is about %s near N = %.0f, far beyond the largest N measured.",
			said, number.Factor(most.Value), peak.Value)
	}
	return fmt.Sprintf("%s: the most is %s, at %.0f workers (%s), and beyond that more make it slower.",
		said, number.Factor(most.Value), peak.Value, workersRange(peak))
}

// workersRange writes the interval of a number of workers.
func workersRange(i fit.Interval) string {
	if math.IsInf(i.Hi, 1) {
		return fmt.Sprintf("%.0f or more", i.Lo)
	}
	return fmt.Sprintf("%.0f–%.0f", i.Lo, i.Hi)
}

// candidate returns the curve of a law that was tried, or nil.
func (s *study) candidate(model string) *fit.Curve {
	for _, c := range s.choice.Candidates {
		if c.Model == model {
			return c.Curve
		}
	}
	return nil
}

// largestCause names the cause, and the part of it, that S owes most to: of a cause with
// two owners, what one of them has.
func largestCause(a *Report) string {
	var all []Cause
	for _, o := range a.Owners {
		all = append(all, o.Causes...)
	}
	c, ok := largest(all)
	if !ok {
		return ""
	}
	name := c.Name
	if p, ok := largest(c.Parts); ok {
		name += " (" + p.Name + ")"
	}
	return fmt.Sprintf("Largest cause: %s, %s.", name, asPrecise(c.SerialFraction, *a.SerialFraction))
}

// largest returns the cause with the largest share, if any share is above 0.
func largest(causes []Cause) (Cause, bool) {
	var most Cause
	for _, c := range causes {
		if c.SerialFraction > most.SerialFraction {
			most = c
		}
	}
	return most, most.SerialFraction > 0
}

// beyond is the sentence about the N that the machine cannot run at once.
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
	ns, is := "N = "+strconv.Itoa(out[0].Workers), "is"
	if len(out) > 1 {
		ns += ".." + strconv.Itoa(out[len(out)-1].Workers)
	}
	if s.capacity.coordinator {
		ns, is = ns+" and the coordinator", "are"
	}
	if len(out) == 1 {
		return fmt.Sprintf("%s %s beyond %v: measured, marked, not fitted; speed-up there is %s.", ns, is, s.capacity, number.Factor(best.Speedup.Value))
	}
	return fmt.Sprintf("%s %s beyond %v: measured, marked, not fitted; the best speed-up there is %s, at N = %d.",
		ns, is, s.capacity, number.Factor(best.Speedup.Value), best.Workers)
}

// asPrecise writes x with two significant digits of the interval's half-width.
func asPrecise(x float64, i fit.Interval) string {
	return number.Fixed(x, number.SerialDigits(i))
}
