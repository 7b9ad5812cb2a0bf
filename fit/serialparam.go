package fit

import "math"

// SerialParam returns the serial parameter of a candidate's curve: the S of Amdahl's law
// or the sigma of the USL. Where the readings do not settle which of the two laws holds,
// the interval allows for the other law too.
//
// Amdahl's law counts overhead that grows with N as serial. Where that overhead is too
// small to be seen, the interval of S does not allow for it: with a planted S of 0.02 and
// a kappa of 2e-5 it covers the truth in half of the sweeps. So the interval is that of both
// laws together, see besideOverhead, and contains that of the curve's own S where it is
// Amdahl's law; the value stays the curve's own. Where N spans too
// little for the USL to be chosen, overhead is possible all the same. Other curves have
// their own S, or none.
//
// Where rivals leave the choice open, the interval of its S contains theirs.
//
// The interval also contains the interval of the same law fitted to the readings without
// their known bias (see [Method.ChooseCorrected]), whichever law those prefer.
func (ch *Choice) SerialParam(c *Curve) (Param, bool) {
	p, ok := ch.serialParam(c)
	if b := c.InBlocks(ch.blocks); ok && b != nil {
		p.Estimate = p.Estimate.Hull(b.SerialFraction)
	}
	if without := ch.without(c); ok && without != nil {
		other, _ := ch.corrected.serialParam(without)
		p.Estimate = p.Estimate.Hull(other.Estimate)
	}
	return p, ok
}

// without returns the curve of the same law fitted to the readings without their known
// bias; nil where no bias is known, or where that law could not be fitted.
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

// serialParam does what SerialParam does, but ignores the known bias.
func (ch *Choice) serialParam(c *Curve) (Param, bool) {
	p, ok := ch.besideOverhead(c)
	if ok {
		for _, s := range ch.byRivals(c) {
			p.Estimate = p.Estimate.Hull(s)
		}
	}
	return p, ok
}

// byRivals returns S by each law that leaves the choice open, where c is the curve that S is read from.
func (ch *Choice) byRivals(c *Curve) []Interval {
	if c != ch.serialCurve(ch.Curve) {
		return nil
	}
	var all []Interval
	for _, r := range ch.rivals {
		other := ch.serialCurve(r.Curve)
		if other.Model == USL.Name && c.Model == AmdahlLaw.Name {
			continue // the interval is of both
		}
		all = append(all, other.Params[1].Estimate)
	}
	return all
}

// openSerial returns S by what more repeats leave open beside [Choice.besideOverhead]: the rivals, and
// all of it without the known bias.
func (ch *Choice) openSerial(c *Curve) []Interval {
	all := ch.byRivals(c)
	if without := ch.without(c); without != nil {
		other, _ := ch.corrected.besideOverhead(without)
		all = append(append(all, other.Estimate), ch.corrected.byRivals(without)...)
	}
	return all
}

// besideOverhead does what serialParam does, but ignores the rivals too. What it allows for
// narrows with more repeats.
func (ch *Choice) besideOverhead(c *Curve) (Param, bool) {
	if c.Model != AmdahlLaw.Name && c.Model != USL.Name {
		return c.Param("S")
	}
	p := c.Params[1]
	switch s := &p.Estimate; {
	case ch.either == nil:
	case c.Model == USL.Name:
		s.Lo, s.Hi = min(ch.either.Lo, s.Value), max(ch.either.Hi, s.Value)
	default:
		*s = s.Hull(*ch.either)
	}
	return p, true
}

// Serial returns the curve that S of a sweep is read from, and S with the interval of
// [Choice.SerialParam]. S is
//
//   - sigma of the USL where time per worker rises with N, because part of Amdahl's S
//     would be overhead;
//   - S of the capped law where speed-up stops at a knee, because Amdahl's S would be the
//     effect of the knee, however many readings lie beyond it;
//   - otherwise S of Amdahl's law. For readings of yet another shape it is a summary only.
func (ch *Choice) Serial() (*Curve, Param) {
	from := ch.serialCurve(ch.Curve)
	p, _ := ch.SerialParam(from)
	return from, p
}

// serialCurve returns the curve that S is read from; chosen is the curve of the choice.
func (ch *Choice) serialCurve(chosen *Curve) *Curve {
	switch chosen.Model {
	case USL.Name, LinearOverhead.Name, LogOverhead.Name:
		if usl := ch.candidate(USL).Curve; usl != nil {
			return usl
		}
	case Capped.Name, Saturation.Name:
		if capped := ch.candidate(Capped).Curve; capped != nil && capped.separatesSerial() {
			return capped
		}
	}
	return ch.candidate(AmdahlLaw).Curve
}

// separatesSerial reports whether a capped curve separates S from its knee: two N must lie
// below the whole interval of the knee. One N below it does not determine S. Where the
// knee may lie anywhere between two N, the same times fit any S: for a planted S = 0 at a
// knee of 3 and N = 1, 4, 8, 16 least squares find S = 0.11 ± 0.01 and the knee at 4.
func (c *Curve) separatesSerial() bool {
	knee, ok := c.Param("cap")
	return ok && len(c.Loads) > 1 && c.Loads[1] < knee.Estimate.Lo
}

// doubtful reports whether the readings leave open whether overhead grows with N.
func (ch *Choice) doubtful(amdahl, usl *Candidate) bool {
	if amdahl == nil || usl == nil || usl.Curve == nil || usl.Curve.t == 0 {
		return false
	}
	kappa, _ := usl.Curve.Param("kappa")
	return kappa.SE != nil && kappa.Estimate.Value > 0 &&
		(math.IsInf(usl.evidence, 1) || usl.evidence+decisive > amdahl.evidence)
}

// OverheadOpen reports whether S is read from the USL although the readings do not decide
// against Amdahl's law, so that overhead may or may not grow with N. Where the peak of the
// USL lies among the N of the readings, they show time rising.
func (ch *Choice) OverheadOpen() bool { return ch.overheadOpen(ch.Curve) }

// overheadOpen does what OverheadOpen does, of a curve that may be chosen.
func (ch *Choice) overheadOpen(c *Curve) bool {
	usl := ch.serialCurve(c)
	return usl.Model == USL.Name && ch.doubtful(ch.candidate(AmdahlLaw), ch.candidate(USL)) &&
		usl.Peak().Value > usl.Loads[len(usl.Loads)-1]
}

// candidate returns the candidate of a model, or nil.
func (ch *Choice) candidate(m Model) *Candidate {
	for i := range ch.Candidates {
		if ch.Candidates[i].Model == m.Name {
			return &ch.Candidates[i]
		}
	}
	return nil
}

// claims returns the claims of the sentence of a curve, with the interval of S of SerialParam. For a
// curve with a knee they name the S below the knee, where there is one.
func (ch *Choice) claims(c *Curve) []Claim {
	from := ch.serialCurve(c)
	p, _ := ch.SerialParam(from)
	if from.Model == AmdahlLaw.Name && c.Model != AmdahlLaw.Name {
		p = Param{} // S of Amdahl's law is no parameter of c
	}
	most := ch.MaxSpeedup(c)
	claims := c.claims(p, most)
	for i, claim := range claims {
		switch {
		case claim.Kind == PeaksAt && c.Model == USL.Name && ch.overheadOpen(c):
			claims[i] = Claim{Kind: OverheadOpen, Number: most, Param: p}
		case claim.Kind == MostAbove && ch.seesSerial(c):
			claims[i].Kind = OrOverhead
		}
	}
	return claims
}

// seesSerial reports whether the whole interval of S of Amdahl's law is above 0, so that only
// a doubt about the law makes 0 possible.
func (ch *Choice) seesSerial(c *Curve) bool {
	least := c.Params[1].Estimate.Lo
	if b := c.InBlocks(ch.blocks); b != nil {
		least = min(least, b.SerialFraction.Lo)
	}
	if without := ch.without(c); without != nil {
		least = min(least, without.Params[1].Estimate.Lo)
	}
	return least > rounding
}
