package welch

import (
	"math"

	"serialfraction/workloads/vector"
)

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

// addAVX2 is laneSums.addGo for n values, n at least 1.
//
//go:noescape
func addAVX2(s *laneSums, x *float64, n int)

// designLanes is a design and the limits of statisticsGo, in the form that the vector code
// reads.
type designLanes struct {
	n, weight, share                    [2]vector.Lane
	df, pooled                          vector.Lane // pooled: all ones or all zeros
	maxShift, minSquared, maxSquared    vector.Lane
	constantRow, largeOffset, smallDiff vector.Lane
	doubtful, magnitude                 vector.Lane // magnitude: all bits but the sign
}

func newDesignLanes(d *design) *designLanes {
	l := &designLanes{
		df: vector.Spread(d.df), maxShift: vector.Spread(maxShift),
		minSquared: vector.Spread(minSquaredError), maxSquared: vector.Spread(maxSquaredError),
		constantRow: vector.Spread(constantRow), largeOffset: vector.Spread(largeOffset),
		smallDiff: vector.Spread(smallDifference), doubtful: vector.Spread(doubtful),
		magnitude: vector.Spread(math.Float64frombits(1<<63 - 1)),
	}
	for g, n := range d.n {
		l.n[g] = vector.Spread(float64(n))
	}
	vector.SpreadAll(l.weight[:], d.weight[:])
	vector.SpreadAll(l.share[:], d.share[:])
	if d.pooled {
		l.pooled = vector.Spread(math.Float64frombits(1<<64 - 1))
	}
	return l
}

// fillMoments fills m from rows of na+nb values.
func fillMoments(v vector.Set, m *moments, x []float64, rows, na, nb int) {
	if v.AVX2 {
		_ = x[rows*(na+nb)-1]
		momentsAVX2(m, &x[0], rows, na, nb)
		return
	}
	momentsGo(m, x, rows, na, nb)
}

// statistics fills mean, t and df of the first rows of b.
func statistics(v vector.Set, b *block, rows int, d *design, l *designLanes) {
	if v.AVX2 {
		statisticsAVX2(b, (rows+3)/4, l)
		return
	}
	statisticsGo(b, rows, d)
}

// add sets s to the sums of x.
func (s *laneSums) add(v vector.Set, x []float64) {
	if v.AVX2 {
		addAVX2(s, &x[0], len(x))
		return
	}
	s.addGo(x)
}
