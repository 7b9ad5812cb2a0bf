package mtx

import (
	"fmt"
	"slices"
	"sort"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A sparse matrix has the values that are not 0 row by row, and in a row by column.
type sparse struct {
	rows, cols int
	starts     []int // where each row starts, and the last one ends
	at         []int32
	values     []float64
}

// newSparse sorts entries. It returns how many were added to another at the same place.
func newSparse(rows, cols int, e entries) (s *sparse, added int) {
	s = &sparse{rows: rows, cols: cols, starts: make([]int, rows+1), at: make([]int32, len(e.values)), values: make([]float64, len(e.values))}
	for _, row := range e.rows {
		s.starts[row+1]++
	}
	for row := range rows {
		s.starts[row+1] += s.starts[row]
	}
	next := slices.Clone(s.starts[:rows])
	for i, row := range e.rows {
		k := next[row]
		s.at[k], s.values[k] = e.cols[i], e.values[i]
		next[row]++
	}
	return s, s.sortRows()
}

// sortRows sorts each row by column and adds up values at one place. It returns how many it
// added to another.
func (s *sparse) sortRows() (added int) {
	to, from := 0, 0
	for row := range s.rows {
		end := s.starts[row+1]
		at, values := s.at[from:end], s.values[from:end]
		if !slices.IsSorted(at) {
			sort.Stable(&byColumn{at, values})
		}
		s.starts[row] = to
		for i, col := range at {
			if to > s.starts[row] && s.at[to-1] == col {
				s.values[to-1] += values[i]
				added++
				continue
			}
			s.at[to], s.values[to] = col, values[i]
			to++
		}
		from = end
	}
	s.starts[s.rows] = to
	s.at, s.values = s.at[:to], s.values[:to]
	return added
}

// byColumn sorts the values of a row.
type byColumn struct {
	at     []int32
	values []float64
}

func (r *byColumn) Len() int           { return len(r.at) }
func (r *byColumn) Less(i, k int) bool { return r.at[i] < r.at[k] }
func (r *byColumn) Swap(i, k int) {
	r.at[i], r.at[k] = r.at[k], r.at[i]
	r.values[i], r.values[k] = r.values[k], r.values[i]
}

// store returns the rows as a Store, whose stride is that of the mean row.
func (s *sparse) store() *harness.Store {
	return &harness.Store{Rows: s.rows, Decode: s.decode, Stride: 12 * len(s.values) / s.rows}
}

// decode is the Decode of the Store.
func (s *sparse) decode(dst []float64, row, rows int, columns []int) {
	width := s.cols
	if columns != nil {
		width = len(columns)
	}
	clear(dst[:rows*width])
	for i := range rows {
		lo, hi := s.starts[row+i], s.starts[row+i+1]
		at, values, out := s.at[lo:hi], s.values[lo:hi], dst[i*width:(i+1)*width]
		if columns != nil {
			pick(out, at, values, columns)
			continue
		}
		for k, col := range at {
			out[col] = values[k]
		}
	}
}

// pick writes the values of some columns of a row. The columns of a group are in their order,
// so that the next value to look at is most often the one behind the last.
func pick(out []float64, at []int32, values []float64, columns []int) {
	k, last := 0, -1
	for i, col := range columns {
		if col < last {
			k, _ = slices.BinarySearch(at, int32(col))
		}
		for k < len(at) && int(at[k]) < col {
			k++
		}
		if k < len(at) && int(at[k]) == col {
			out[i] = values[k]
		}
		last = col
	}
}

// addedNote returns the note on entries at one place, nil where there are none.
func addedNote(added int) []string {
	if added == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s with the row and the column of another: they are added up, as SciPy and R do", wording.Count(added, "value"))}
}
