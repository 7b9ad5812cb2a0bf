package permtest

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"

	"serialfraction/harness"
)

// none stands for t² where t is not defined. It is below any t².
const none = -1

// maxima holds what the step-down maxT procedure needs of every row and arrangement.
//
// The kernels write rows and finish reads them. The copies of a control all compute the same
// rows, to the same bits: the first copy writes a row, and the others do not write it again
// before the next finish.
type maxima struct {
	plan    *plan
	squared []float64 // t*² of each row and arrangement
	least   []float64 // by row, see score
	taken   []uint32  // by row: 1 = written

	order []rankedRow
	most  []float64 // by arrangement: the largest t*² of the rows so far
}

// A rankedRow is a row with its rank: the least t² that counts as extreme as its own, or
// infinity where its own t is infinite. Where rows have different numbers of values, the least
// t² alone could rank a large t above an infinite one.
type rankedRow struct {
	rank float64
	row  int
}

func newMaxima(rows int, p *plan) *maxima {
	return &maxima{plan: p, squared: make([]float64, rows*p.count), least: make([]float64, rows),
		taken: make([]uint32, rows), order: make([]rankedRow, 0, rows), most: make([]float64, p.count)}
}

// claim returns the memory for t*² of a row, or nil where another worker has claimed the row.
func (m *maxima) claim(row int, least float64) []float64 {
	if m == nil || !atomic.CompareAndSwapUint32(&m.taken[row], 0, 1) {
		return nil
	}
	m.least[row] = least
	return m.squared[row*m.plan.count : (row+1)*m.plan.count]
}

// release takes the claim of a row back whose t*² have not all been written.
func (m *maxima) release(row int) {
	if m != nil {
		atomic.StoreUint32(&m.taken[row], 0)
	}
}

// finish sets q to p adjusted by the step-down maxT procedure, which controls the
// family-wise error (P. H. Westfall and S. S. Young, Resampling-Based Multiple
// Testing (1993), algorithm 4.1; Y. Ge, S. Dudoit and T. P. Speed, Test 12
// (2003) 1–77, box 2). With the rows in order of |t|, largest first, u_ib the largest
// |t*| of arrangement b among row i and those after it, and B arrangements,
//
//	q_i = max over j ≤ i of (#{b: u_jb ≥ |t_j|} + 1) / (B + 1)
//
// and without the + 1 where all arrangements are enumerated. Rows without t are left out. It
// allocates nothing.
func (m *maxima) finish(out *harness.Table) {
	width, t, q := len(out.Columns), out.Column("t"), out.Column("q")
	m.order = m.order[:0]
	for row := range out.NumRows() {
		switch v := out.Values[row*width+t]; {
		case math.IsInf(v, 0):
			m.order = append(m.order, rankedRow{math.Inf(1), row})
		case !math.IsNaN(v):
			m.order = append(m.order, rankedRow{m.least[row], row})
		}
	}
	slices.SortFunc(m.order, func(a, b rankedRow) int { return cmp.Compare(a.rank, b.rank) })
	for i := range m.most {
		m.most[i] = none
	}
	for _, r := range m.order {
		out.Values[r.row*width+q] = m.step(r.row)
	}
	largest := 0.0
	for _, r := range slices.Backward(m.order) {
		v := &out.Values[r.row*width+q]
		largest = max(largest, *v)
		*v = largest
	}
	clear(m.taken)
}

// step adds a row to the maxima and returns its q before q is made monotone.
func (m *maxima) step(row int) float64 {
	most, least := m.most, m.least[row]
	squared := m.squared[row*len(most) : (row+1)*len(most)]
	extreme, count := 0, 0
	for b, t2 := range squared {
		u := most[b]
		if t2 > u {
			u = t2
			most[b] = u
		}
		extreme += atLeast(u, least)
		count += atLeast(u, 0)
	}
	if m.plan.every {
		return float64(extreme) / float64(count)
	}
	return float64(extreme+1) / float64(count+1)
}
