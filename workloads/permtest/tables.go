package permtest

import "math/bits"

// sums are the sum and the sum of squares of some values of a row.
type sums struct{ sum, square float64 }

// sumTables has a table for each tableBits columns, with the sums of all subsets of them. An
// arrangement is summed by adding one entry of each table ("the method of four Russians",
// V. L. Arlazarov et al., Dokl. Akad. Nauk SSSR 194 (1970) 487–488).
type sumTables struct {
	entries [][1 << tableBits]sums
	here    []uint64 // columns with a value, in the form of an arrangement
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

// size returns the number of columns of an arrangement that have a value.
func (t *sumTables) size(a arrangement) (n int) {
	for i, w := range a {
		n += bits.OnesCount64(w & t.here[i])
	}
	return n
}
