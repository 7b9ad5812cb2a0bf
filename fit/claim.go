package fit

import "math"

// A Claim is one statement of a sentence about a curve, as a value: the words are made from
// it, and it can be held against the points. Numbers that its kind does not need are zero.
type Claim struct {
	Kind     ClaimKind
	Number   Interval   // a speed-up, a number of workers or a fraction, by the kind
	Param    Param      // the parameter that it is read from
	Overhead Param      // PeaksAt, NoOverhead: the parameter of what makes time per worker rise
	Loads    [2]float64 // Contradicted: the two N whose points the law contradicts
}

// A ClaimKind is what a claim is about.
type ClaimKind int

// The kinds of claims.
const (
	Estimated    ClaimKind = iota // Param has this estimate
	MostFaster                    // no number of workers is faster than Number times one
	NoneFaster                    // no number of workers is faster than one
	MostAbove                     // the largest speed-up is above Number.Lo
	OrOverhead                    // S is seen, but all of it may be overhead; the largest speed-up is above Number.Lo
	NoCeiling                     // no largest speed-up is seen
	BeyondLinear                  // some points are faster than in proportion to N
	BelowZero                     // Param is below 0, but no point is faster than in proportion to N
	StopsAt                       // speed-up stops growing at N = Number
	NoStop                        // the law has a knee, but no N measured lies beyond it
	PeaksAt                       // time is least at N = Number, because of Overhead
	NoOverhead                    // Overhead, which would make time per worker rise, is not above 0
	ScaledBy                      // scaled speed-up grows by Number with every worker
	Straight                      // the law itself has no serial part
	OverheadOpen                  // overhead may or may not grow with N; the largest speed-up is Number
	Contradicted                  // the points at Loads contradict the law
)

// beyond reports whether a claim is about N that no reading has.
func (k ClaimKind) beyond() bool {
	switch k {
	case Estimated, BeyondLinear, BelowZero, NoStop, NoOverhead, Contradicted:
		return false
	}
	return true
}

// claims returns what the curve states about making the job faster. serial is the serial
// parameter to name, the zero Param where there is none; most is the largest speed-up.
func (c *Curve) claims(serial Param, most Interval) []Claim {
	switch c.Model {
	case AmdahlLaw.Name:
		return c.serialClaims(serial, most)
	case Capped.Name, Saturation.Name:
		return c.kneeClaims(serial)
	case USL.Name, LinearOverhead.Name, LogOverhead.Name:
		return c.peakClaims(serial, most)
	case Gustafson.Name:
		p := c.Params[1]
		switch {
		case p.Estimate.Hi < 0 && c.beyondLinear():
			return []Claim{{Kind: BeyondLinear, Param: p}}
		case p.Estimate.Hi < 0:
			return []Claim{{Kind: BelowZero, Param: p}}
		}
		return []Claim{{Kind: ScaledBy, Number: Interval{Value: 1 - max(0, p.Estimate.Value)}, Param: p}}
	}
	return []Claim{{Kind: Straight}}
}

func (c *Curve) serialClaims(p Param, most Interval) []Claim {
	s := p.Estimate
	of := func(k ClaimKind) []Claim { return []Claim{{Kind: k, Number: most, Param: p}} }
	switch {
	case math.IsInf(s.Hi, 1):
		return of(Estimated)
	case s.Hi < 0 && c.beyondLinear():
		return of(BeyondLinear)
	case s.Hi < 0:
		return of(BelowZero)
	case s.Lo <= rounding && s.Hi > s.Lo:
		return of(MostAbove)
	case s.Value <= 0:
		return of(NoCeiling)
	case most.Hi <= 1+exact:
		return of(NoneFaster)
	}
	return of(MostFaster)
}

// exact bounds a difference from 1 that is no more than the rounding of float64.
const exact = 1e-9

func (c *Curve) kneeClaims(serial Param) []Claim {
	knee := Interval{c.state.bend, c.state.bend, c.state.bend, c.level}
	if c.state.model.freeBend() {
		knee = c.Params[len(c.Params)-1].Estimate
	}
	if serial.Name != Capped.Params[0] {
		serial = Param{}
	}
	if !(c.Loads[len(c.Loads)-1] > knee.Value*(1+exact)) {
		return []Claim{{Kind: NoStop, Number: knee, Param: serial}}
	}
	if i, j, ok := c.pair(knee.Value, c.faster); ok {
		return []Claim{{Kind: Contradicted, Loads: [2]float64{c.Loads[i], c.Loads[j]}}}
	}
	return []Claim{{Kind: StopsAt, Number: knee, Param: serial}}
}

func (c *Curve) peakClaims(serial Param, most Interval) []Claim {
	overhead := c.Params[len(c.Params)-1]
	switch {
	case !(overhead.Estimate.Value > 0):
		return []Claim{{Kind: NoOverhead, Param: serial, Overhead: overhead}}
	case math.IsInf(c.Peak().Value, 1): // the curve holds another parameter at 0, and has none
		return []Claim{{Kind: Estimated, Param: overhead}, {Kind: Estimated, Param: serial}}
	}
	at := c.Peak()
	at.Value, at.Lo, at.Hi = max(1, at.Value), max(1, at.Lo), max(1, at.Hi)
	if i, j, ok := c.pair(at.Hi, c.faster); ok {
		return []Claim{{Kind: Contradicted, Loads: [2]float64{c.Loads[i], c.Loads[j]}}}
	}
	if i, j, ok := c.pairBelow(at.Lo); ok {
		return []Claim{{Kind: Contradicted, Loads: [2]float64{c.Loads[i], c.Loads[j]}}}
	}
	if most.Hi <= 1+exact {
		return []Claim{{Kind: NoneFaster, Number: most, Param: serial}}
	}
	return []Claim{{Kind: PeaksAt, Number: at, Param: serial, Overhead: overhead}}
}
