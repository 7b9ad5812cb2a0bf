package permtest

import "math/bits"

// sums are those of some values of a row.
type sums struct{ sum, square float64 }

// sumTables has for each tableBits columns the sums of all their choices, so that an
// arrangement is summed by adding one entry of each ("the method of four Russians",
// V. L. Arlazarov et al., Dokl. Akad. Nauk SSSR 194 (1970) 487–488).
type sumTables struct {
	entries [][1 << tableBits]sums
	here    []uint64 // columns with a value, as in an arrangement
}

func newSumTables(cols int) sumTables {
	return sumTables{make([][1 << tableBits]sums, (cols+tableBits-1)/tableBits), make([]uint64, (cols+wordCols-1)/wordCols)}
}

// fill sets the tables for a row, in which a missing value is NaN.
func (t *sumTables) fill(row []float64) {
	clear(t.here)
	for i := range t.entries {
		e := &t.entries[i]
		for k, v := range row[i*tableBits : min((i+1)*tableBits, len(row))] {
			column := i*tableBits + k
			if v == v {
				t.here[column/wordCols] |= 1 << (column % wordCols)
			} else {
				v = 0
			}
			square := float64(v * v)
			for c, s := range e[:1<<k] {
				e[c+1<<k] = sums{s.sum + v, s.square + square}
			}
		}
	}
}

// of returns the sums of an arrangement.
func (t *sumTables) of(a arrangement) (s sums) {
	entries := t.entries
	for _, w := range a {
		n := min(wordCols/tableBits, len(entries))
		for i := range entries[:n] {
			e := &entries[i][w%(1<<tableBits)]
			w >>= tableBits
			s.sum += e.sum
			s.square += e.square
		}
		entries = entries[n:]
	}
	return s
}

// size returns how many columns with a value an arrangement has.
func (t *sumTables) size(a arrangement) (n int) {
	for i, w := range a {
		n += bits.OnesCount64(w & t.here[i])
	}
	return n
}
