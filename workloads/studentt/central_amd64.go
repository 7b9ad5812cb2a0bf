package studentt

import "serialfraction/workloads/vector"

// twoSidedAVX2 is twoSidedCentral for 4·groups values.
//
//go:noescape
func twoSidedAVX2(p, t, df *float64, groups int, c *constants)

// constants holds the constants of twoSidedCentral in the form that the vector code reads.
type constants struct {
	one, two, four, half, quarter, negQuarter    vector.Lane
	minDF, maxDF, minT2, maxQ, maxU, outside     vector.Lane
	invSqrtPi, log2E, ln2Hi, ln2Lo, roundingBits vector.Lane
	sinh                                         [centralTerms + 1]vector.Lane
	growth, shift                                [centralTerms]vector.Lane
	artanh                                       [len(artanhCoef)]vector.Lane
	exp                                          [len(expCoef)]vector.Lane
	erfcx                                        [len(erfcxCoef)]vector.Lane
}

var studentLanes = newConstants()

func newConstants() *constants {
	c := &constants{
		one: vector.Spread(1), two: vector.Spread(2), four: vector.Spread(4),
		half: vector.Spread(0.5), quarter: vector.Spread(0.25), negQuarter: vector.Spread(-0.25),
		minDF: vector.Spread(centralMinDF), maxDF: vector.Spread(centralMaxDF),
		minT2: vector.Spread(centralMinT2), maxQ: vector.Spread(centralMaxQ), maxU: vector.Spread(centralMaxU),
		outside: vector.Spread(Outside), invSqrtPi: vector.Spread(invSqrtPi), log2E: vector.Spread(log2E),
		ln2Hi: vector.Spread(ln2Hi), ln2Lo: vector.Spread(ln2Lo), roundingBits: vector.Spread(roundingShift),
	}
	vector.SpreadAll(c.sinh[:], sinhCoef[:])
	vector.SpreadAll(c.growth[:], centralGrowth[:])
	vector.SpreadAll(c.shift[:], centralShift[:])
	vector.SpreadAll(c.artanh[:], artanhCoef[:])
	vector.SpreadAll(c.exp[:], expCoef[:])
	vector.SpreadAll(c.erfcx[:], erfcxCoef[:])
	return c
}

// Central sets p to what TwoSided returns for t and df within the central range: df from 20 on
// and t not too large. Elsewhere it sets p to Outside. t and df have the length of p. With the
// instructions v it computes four values at a time, to the same bits.
func Central(v vector.Set, p, t, df []float64) {
	n := 0
	if groups := len(p) / 4; v.AVX2 && groups > 0 {
		n = 4 * groups
		_, _ = t[n-1], df[n-1]
		twoSidedAVX2(&p[0], &t[0], &df[0], groups, studentLanes)
	}
	centralGo(p[n:], t[n:], df[n:])
}
