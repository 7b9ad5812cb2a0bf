package workloads

import (
	"math"

	"golang.org/x/sys/cpu"
)

// native is what this machine has.
var native = vectors{
	avx2:   cpu.X86.HasAVX2 && cpu.X86.HasFMA,
	avx512: cpu.X86.HasAVX512F && cpu.X86.HasAVX512VPOPCNTDQ,
}

// momentsAVX2 is momentsGo in 16 lanes. x has rows·(na+nb) values; 1 ≤ rows ≤
// blockRows, na and nb at least 1.
//
//go:noescape
func momentsAVX2(m *moments, x *float64, rows, na, nb int)

// statisticsAVX2 is statisticsGo for 4·groups rows. Where df is doubtful, t is not
// defined.
//
//go:noescape
func statisticsAVX2(b *block, groups int, d *designLanes)

// twoSidedAVX2 is twoSidedCentral for 4·groups values.
//
//go:noescape
func twoSidedAVX2(p, t, df *float64, groups int, c *constants)

// addAVX2 is laneSums.addGo for n values, n at least 1.
//
//go:noescape
func addAVX2(s *laneSums, x *float64, n int)

// sumAVX2 adds up 32·blocks values, in no order that is promised: the least that
// can be done with memory, against which the t-test is measured.
//
//go:noescape
func sumAVX2(x *float64, blocks int) float64

type lane [4]float64

// constants are those of twoSidedCentral, each four times over, where
// an instruction takes four at once from memory.
type constants struct {
	one, two, four, half, quarter, negQuarter    lane
	minDF, maxDF, minT2, maxQ, maxU, outside     lane
	invSqrtPi, log2E, ln2Hi, ln2Lo, roundingBits lane
	sinh                                         [centralTerms + 1]lane
	growth, shift                                [centralTerms]lane
	artanh                                       [len(artanhCoef)]lane
	exp                                          [len(expCoef)]lane
	erfcx                                        [len(erfcxCoef)]lane
}

var studentLanes = newConstants()

func newConstants() *constants {
	c := &constants{
		one: spread(1), two: spread(2), four: spread(4),
		half: spread(0.5), quarter: spread(0.25), negQuarter: spread(-0.25),
		minDF: spread(centralMinDF), maxDF: spread(centralMaxDF),
		minT2: spread(centralMinT2), maxQ: spread(centralMaxQ), maxU: spread(centralMaxU),
		outside: spread(outside), invSqrtPi: spread(invSqrtPi), log2E: spread(log2E),
		ln2Hi: spread(ln2Hi), ln2Lo: spread(ln2Lo), roundingBits: spread(roundingShift),
	}
	spreadAll(c.sinh[:], sinhCoef[:])
	spreadAll(c.growth[:], centralGrowth[:])
	spreadAll(c.shift[:], centralShift[:])
	spreadAll(c.artanh[:], artanhCoef[:])
	spreadAll(c.exp[:], expCoef[:])
	spreadAll(c.erfcx[:], erfcxCoef[:])
	return c
}

func spread(x float64) lane { return lane{x, x, x, x} }

func spreadAll(dst []lane, src []float64) {
	for i, x := range src {
		dst[i] = spread(x)
	}
}

// designLanes is a design and the limits of statisticsGo, for the same purpose.
type designLanes struct {
	n, weight, share                    [2]lane
	df, pooled                          lane // pooled: all ones or all zeros
	maxShift, minSquared, maxSquared    lane
	constantRow, largeOffset, smallDiff lane
	doubtful, magnitude                 lane // magnitude: all bits but the sign
}

func newDesignLanes(d *design) *designLanes {
	l := &designLanes{
		df: spread(d.df), maxShift: spread(maxShift),
		minSquared: spread(minSquaredError), maxSquared: spread(maxSquaredError),
		constantRow: spread(constantRow), largeOffset: spread(largeOffset),
		smallDiff: spread(smallDifference), doubtful: spread(doubtful),
		magnitude: spread(math.Float64frombits(1<<63 - 1)),
	}
	for g, n := range d.n {
		l.n[g] = spread(float64(n))
	}
	spreadAll(l.weight[:], d.weight[:])
	spreadAll(l.share[:], d.share[:])
	if d.pooled {
		l.pooled = spread(math.Float64frombits(1<<64 - 1))
	}
	return l
}

// moments fills m from rows of na+nb values.
func (v vectors) moments(m *moments, x []float64, rows, na, nb int) {
	if v.avx2 {
		_ = x[rows*(na+nb)-1]
		momentsAVX2(m, &x[0], rows, na, nb)
		return
	}
	momentsGo(m, x, rows, na, nb)
}

// statistics fills mean, t and df of the first rows of b.
func (v vectors) statistics(b *block, rows int, d *design, l *designLanes) {
	if v.avx2 {
		statisticsAVX2(b, (rows+3)/4, l)
		return
	}
	statisticsGo(b, rows, d)
}

// add sets s to the sums of x.
func (v vectors) add(s *laneSums, x []float64) {
	if v.avx2 {
		addAVX2(s, &x[0], len(x))
		return
	}
	s.addGo(x)
}

// central sets p to twoSidedCentral of t and df, which have its length.
func (v vectors) central(p, t, df []float64) {
	n := 0
	if groups := len(p) / 4; v.avx2 && groups > 0 {
		n = 4 * groups
		_, _ = t[n-1], df[n-1]
		twoSidedAVX2(&p[0], &t[0], &df[0], groups, studentLanes)
	}
	centralGo(p[n:], t[n:], df[n:])
}
