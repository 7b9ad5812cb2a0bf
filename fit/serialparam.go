package fit

// SerialParam returns the serial parameter of a candidate's curve, the S of Amdahl's
// law or the sigma of the USL, with an interval that allows for the other law where
// the readings do not settle which of the two holds.
//
// Overhead that grows with N and is too small to be seen is called serial by
// Amdahl's law, whose interval then says nothing of the doubt: of a planted 0.02
// beside a kappa of 2e-5 it holds the truth in half of the sweeps. So where N spans
// enough for the USL, neither law is worse than the other by ten units of
// information and the estimate of kappa is above 0, the interval reaches from the
// lower end of sigma to the upper end of Amdahl's S: overhead is never negative, so
// what is overhead of Amdahl's S can only lower it. The value stays the curve's own.
// (To allow for it whatever the sign of kappa would hold 99.7 % where Amdahl's law is
// right and N ends at 8, six times as wide.) Other curves have their own S, or none.
//
// The interval also holds the same parameter of the same law of the readings without a
// bias that is known, as [Method.ChooseCorrected] says, whichever law those prefer.
func (ch *Choice) SerialParam(c *Curve) (Param, bool) {
	p, ok := ch.serialParam(c)
	if without := ch.without(c); ok && without != nil {
		other, _ := ch.corrected.serialParam(without)
		p.Estimate = p.Estimate.Hull(other.Estimate)
	}
	return p, ok
}

// without is the curve of the same law of the readings without a bias that is known;
// nil where none is, or where they have no such curve.
func (ch *Choice) without(c *Curve) *Curve {
	if ch.corrected == nil {
		return nil
	}
	for _, other := range ch.corrected.Candidates {
		if other.Model == c.Model {
			return other.Curve
		}
	}
	return nil
}

// serialParam allows for the other law alone.
func (ch *Choice) serialParam(c *Curve) (Param, bool) {
	if c.Model != AmdahlLaw.Name && c.Model != USL.Name {
		return c.Param("S")
	}
	amdahl, usl := ch.candidate(AmdahlLaw), ch.candidate(USL)
	p := c.Params[1]
	if ch.doubtful(amdahl, usl) {
		p.Estimate.Lo = min(p.Estimate.Lo, usl.Curve.Params[1].Estimate.Lo)
		p.Estimate.Hi = max(p.Estimate.Hi, amdahl.Curve.Params[1].Estimate.Hi)
	}
	return p, true
}

// Serial returns the curve that S of a sweep is read from, and S with the interval of
// [Choice.SerialParam]: sigma of the USL where time per worker rises with N, for then
// part of what Amdahl's law would call serial is overhead; S of the capped law where
// speed-up stops at a knee, for what Amdahl's law would call serial is then the knee, no
// matter how many readings lie beyond it; otherwise the S of Amdahl's law, which only
// sums up readings of yet another shape.
func (ch *Choice) Serial() (*Curve, Param) {
	from := ch.serialCurve(ch.Curve)
	p, _ := ch.SerialParam(from)
	return from, p
}

// serialCurve is the curve that S is read from where chosen is the curve of the readings.
func (ch *Choice) serialCurve(chosen *Curve) *Curve {
	switch chosen.Model {
	case USL.Name, LinearOverhead.Name, LogOverhead.Name:
		if usl := ch.candidate(USL).Curve; usl != nil {
			return usl
		}
	case Capped.Name, Saturation.Name:
		if capped := ch.candidate(Capped).Curve; capped != nil && capped.tellsSerial() {
			return capped
		}
	}
	return ch.candidate(AmdahlLaw).Curve
}

// tellsSerial reports whether S of a capped curve is told apart from its knee: two N must
// lie below the whole interval of the knee. Below it one N has no S, and with a knee
// that slides between two N the same times have any: of a planted S = 0 at a knee of 3
// and N = 1, 4, 8, 16 the least squares are an S of 0.11 ± 0.01 with the knee at 4.
func (c *Curve) tellsSerial() bool {
	knee, ok := c.Param("cap")
	return ok && len(c.Loads) > 1 && c.Loads[1] < knee.Estimate.Lo
}

// MaxSpeedup is the ceiling of a candidate's curve with an interval that follows that
// of [Choice.SerialParam].
func (ch *Choice) MaxSpeedup(c *Curve) Interval {
	most := ch.maxSpeedup(c)
	if without := ch.without(c); without != nil {
		most = most.Hull(ch.corrected.maxSpeedup(without))
	}
	return most
}

// maxSpeedup allows for the other law alone.
func (ch *Choice) maxSpeedup(c *Curve) Interval {
	amdahl, usl := ch.candidate(AmdahlLaw), ch.candidate(USL)
	switch {
	case c.Model == AmdahlLaw.Name:
		p, _ := ch.serialParam(c)
		return ceiling(p.Estimate)
	case c.Model == USL.Name && ch.doubtful(amdahl, usl):
		return c.Ceiling().Hull(ceiling(amdahl.Curve.Params[1].Estimate))
	}
	return c.Ceiling()
}

// doubtful reports whether the readings leave open if overhead grows with N.
func (ch *Choice) doubtful(amdahl, usl *Candidate) bool {
	if amdahl == nil || usl == nil || usl.Curve == nil || usl.Curve.t == 0 {
		return false
	}
	loads := usl.Curve.Loads
	kappa, _ := usl.Curve.Param("kappa")
	return kappa.SE != nil && kappa.Estimate.Value > 0 && loads[len(loads)-1] >= USL.Span*loads[0] &&
		usl.evidence < amdahl.evidence+decisive && amdahl.evidence < usl.evidence+decisive
}

// candidate returns what became of a model, or nil.
func (ch *Choice) candidate(m Model) *Candidate {
	for i := range ch.Candidates {
		if ch.Candidates[i].Model == m.Name {
			return &ch.Candidates[i]
		}
	}
	return nil
}

// sentence is that of a curve, with the interval of S that allows for doubt. Of a curve
// with a knee it has the S below that, where there is one.
func (ch *Choice) sentence(c *Curve) string {
	from := ch.serialCurve(c)
	p, _ := ch.SerialParam(from)
	if from.Model == AmdahlLaw.Name && c.Model != AmdahlLaw.Name {
		p = Param{} // sums c up, and is no parameter of it
	}
	return c.sentence(p)
}
