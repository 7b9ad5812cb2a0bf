package fit

import (
	"fmt"
	"math"
	"strings"
)

// Sentence describes in one sentence what the curve means for making the job faster.
func (c *Curve) Sentence() string { return c.Words(c.Claims(Interval{})) }

// Claims returns what [Curve.Sentence] states, as values. beside is a speed-up measured at
// an N that was not fitted; the zero value is none.
func (c *Curve) Claims(beside Interval) []Claim {
	serial := Param{}
	if len(c.Params) > 1 {
		serial = c.Params[1]
	}
	return c.claims(serial, c.Largest(beside))
}

// Words writes claims about the curve as one sentence, with what they assume.
func (c *Curve) Words(claims []Claim) string {
	var all []string
	var law Condition
	for _, claim := range claims {
		if text := claim.words(c.Model); text != "" {
			all = append(all, text)
		}
		if claim.Kind.beyond() {
			law.Of = c.Assumes()
		}
	}
	return strings.Join(all, "; ") + law.End()
}

func (m Claim) words(model string) string {
	i := m.Number
	switch m.Kind {
	case Estimated:
		if m.Param.Name == "" {
			return ""
		}
		return m.Param.String()
	case MostFaster:
		if three(i.Value) == three(1) {
			return fmt.Sprintf("%s: one worker is probably fastest, and no number of workers makes this more than %sx faster", m.Param, three(i.Hi))
		}
		return fmt.Sprintf("%s: no number of workers makes this more than %sx faster (%s–%sx)", m.Param, three(i.Value), three(i.Lo), three(i.Hi))
	case NoneFaster:
		return "no number of workers makes this faster than one does" + m.of(": ")
	case MostAbove:
		if s := m.Param.Estimate; s.Bounded() && !s.Determined() {
			return fmt.Sprintf("every %s from 0 to 1 is within its interval, so all that is known of the ceiling is that it is above %sx", m.Param.Name, three(max(1, i.Lo)))
		}
		return fmt.Sprintf("no serial part is seen: %s, so the ceiling is above %sx", m.Param, three(max(1, i.Lo)))
	case OrOverhead:
		return fmt.Sprintf("%s, part or all of which may be overhead: the ceiling is above %sx", m.Param, three(max(1, i.Lo)))
	case NoCeiling:
		return "no serial part at all: no ceiling is seen"
	case BeyondLinear:
		if model == Gustafson.Name {
			return fmt.Sprintf("scaled speed-up beyond linear (%s): runs become shorter though their work grows with N", m.Param)
		}
		return fmt.Sprintf("speed-up beyond linear (%s): no ceiling is seen", m.Param)
	case BelowZero:
		return fmt.Sprintf("%s is below 0 (%s), though no point is faster than in proportion to N by more than the noise: these runs do not follow the %s model", m.Param.Name, m.Param, model)
	case StopsAt:
		return fmt.Sprintf("speed-up stops growing at N = %s: a limit on the CPUs, or a serial coordinator that overlaps the workers, not serial code between them", span(i)) + m.of("; below it ")
	case NoStop:
		return "no knee is seen: no N measured lies beyond that of the law, " + span(i) + m.of("; below it ")
	case OverheadOpen:
		return fmt.Sprintf("%s; overhead may grow with N, these runs do not decide between the %s and the %s model; the largest speed-up is %s times one worker's",
			m.Param, AmdahlLaw.Name, USL.Name, span(i))
	case PeaksAt:
		return m.rises(model) + span(i)
	case NoOverhead:
		if m.Param.Name == "" || m.Param.Name == m.Overhead.Name {
			return fmt.Sprintf("no overhead is seen: %s is not above 0", m.Overhead.Name)
		}
		return fmt.Sprintf("no overhead is seen: %s, and %s is not above 0", m.Param, m.Overhead.Name)
	case ScaledBy:
		return fmt.Sprintf("the scaled speed-up grows by %.3g with every worker: %s", i.Value, m.Param)
	case Contradicted:
		return fmt.Sprintf("these runs do not follow the %s model: it has no room for the times at N = %.4g and %.4g", model, m.Loads[0], m.Loads[1])
	}
	return "speed-up is linear: no serial part is in the model"
}

// of writes the parameter of the claim after a separator, "" where it has none.
func (m Claim) of(separator string) string {
	if m.Param.Name == "" {
		return ""
	}
	return separator + m.Param.String()
}

// rises describes what makes time per worker rise, up to the N of the peak.
func (m Claim) rises(model string) string {
	share := 100 * m.Overhead.Estimate.Value
	serial := m.Param.Name != "" && m.Param.Estimate.Lo > rounding
	cause := ""
	switch model {
	case USL.Name:
		if serial {
			return fmt.Sprintf("time per worker rises with N: serial code or contention (%s) and overhead besides; USL peak at N = ", m.Param)
		}
		return "time per worker rises with N: not serial code but overhead; USL peak at N = "
	case LinearOverhead.Name:
		cause = fmt.Sprintf("every further worker costs %.2g %% of T1", share)
	case LogOverhead.Name:
		cause = fmt.Sprintf("every doubling of the workers costs %.2g %% of T1", share)
	}
	if serial {
		return fmt.Sprintf("time per worker rises with N: %s (the USL has %s besides); peak at N = ", cause, m.Param)
	}
	return fmt.Sprintf("time per worker rises with N: not serial code, but %s; peak at N = ", cause)
}

// span writes a number of workers with its interval: "41 (33–57)", or alone where it is
// exact.
func span(i Interval) string {
	switch {
	case i.Lo == i.Value && i.Hi == i.Value:
		return three(i.Value)
	case math.IsInf(i.Lo, -1) && math.IsInf(i.Hi, 1):
		return three(i.Value) + " (no interval)"
	case math.IsInf(i.Hi, 1):
		return fmt.Sprintf("%s (from %s, no upper end)", three(i.Value), three(max(0, i.Lo)))
	}
	return fmt.Sprintf("%s (%s–%s)", three(i.Value), three(i.Lo), three(i.Hi))
}

// three writes a speed-up, a number of workers or a parameter with three digits, and below a million
// with no exponent.
func three(x float64) string {
	if math.Abs(x) >= 999.5 && math.Abs(x) < 1e6 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}
