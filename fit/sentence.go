package fit

import (
	"fmt"
	"math"
)

// Sentence describes in one sentence what the curve means for making the job faster.
func (c *Curve) Sentence() string {
	if len(c.Params) > 1 {
		return c.sentence(c.Params[1], c.largest())
	}
	return c.sentence(Param{}, c.largest())
}

// sentence returns Sentence with the given serial parameter in place of the law's own, and
// the largest speed-up; the zero Param means that there is none.
func (c *Curve) sentence(serial Param, most Interval) string {
	switch c.Model {
	case AmdahlLaw.Name:
		return serialSentence(serial, most)
	case Capped.Name, Saturation.Name:
		bend := c.Params[len(c.Params)-1]
		s := fmt.Sprintf("speed-up stops growing at N = %s: a limit on the CPUs, or a serial coordinator that overlaps the workers, not serial code between them", span(bend.Estimate))
		if serial.Name == Capped.Params[0] {
			return s + "; below it " + serial.String()
		}
		return s
	case USL.Name:
		if math.IsInf(c.Peak().Value, 1) {
			return "time per worker does not rise with N: the USL has no peak here and is the same as Amdahl's law"
		}
		loss := "not serial code but overhead"
		if serial.Estimate.Lo > 0 {
			loss = fmt.Sprintf("serial code or contention (%s) and overhead besides", serial)
		}
		return fmt.Sprintf("time per worker rises with N: %s; USL peak at N = %s", loss, span(c.Peak()))
	case LinearOverhead.Name:
		return fmt.Sprintf("time per worker rises with N: not serial code, but every further worker costs %.2g %% of T1; peak at N = %s", 100*c.Params[1].Estimate.Value, span(c.Peak()))
	case LogOverhead.Name:
		return fmt.Sprintf("time per worker rises with N: not serial code, but every doubling of the workers costs %.2g %% of T1; peak at N = %s", 100*c.Params[1].Estimate.Value, span(c.Peak()))
	case Gustafson.Name:
		return fmt.Sprintf("the scaled speed-up grows by %.3g with every worker: %s", 1-max(0, c.Params[1].Estimate.Value), c.Params[1])
	}
	return "speed-up is linear: no serial part is in the model"
}

func serialSentence(p Param, top Interval) string {
	s := p.Estimate
	switch {
	case math.IsInf(s.Hi, 1):
		return p.String()
	case s.Hi < 0:
		return fmt.Sprintf("speed-up beyond linear (%s): no ceiling is seen", p)
	case s.Lo <= rounding && s.Hi > s.Lo:
		return fmt.Sprintf("no serial part is seen: %s, so the ceiling is above %.3gx", p, top.Lo)
	case s.Value <= 0:
		return "no serial part at all: no ceiling is seen"
	}
	return fmt.Sprintf("%s: no number of workers makes this more than %.3gx faster (%.3g–%.3gx)", p, top.Value, top.Lo, top.Hi)
}

// span writes a number of workers with its interval: "41 (33–57)".
func span(i Interval) string {
	if math.IsInf(i.Hi, 1) {
		return fmt.Sprintf("%.3g (from %.3g, no upper end)", i.Value, i.Lo)
	}
	return fmt.Sprintf("%.3g (%.3g–%.3g)", i.Value, i.Lo, i.Hi)
}
