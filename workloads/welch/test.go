package welch

import (
	"math"

	"serialfraction/workloads/studentt"
	"serialfraction/workloads/vector"
)

// Columns are the results of a Test for a row: the means of the two groups, t with the sign of
// mean_a − mean_b, its degrees of freedom, and the two-sided p.
var Columns = []string{"mean_a", "mean_b", "t", "df", "p"}

// A Test tests rows of two groups of given sizes. It is read-only, and serves many
// goroutines at once.
type Test struct {
	vectors vector.Set
	design  *design
	lanes   *designLanes
}

// New returns the pooled test, or Welch's, of rows that have na values of one group and then
// nb of the other. na and nb are at least 1.
func New(v vector.Set, pooled bool, na, nb int) *Test {
	d := newDesign(pooled, na, nb)
	return &Test{vectors: v, design: &d, lanes: newDesignLanes(&d)}
}

// Rows tests the given number of rows of x. It writes Columns for each row into dst, which has
// width places for a row, and sets the places beyond them to NaN. The rules for missing values
// and for rows that cannot be tested are those of robustRow. Rows allocates nothing.
//
// It works on a block of rows at a time, so that each stage runs over many rows: first sums,
// then t and df, then p.
func (k *Test) Rows(dst []float64, width int, x []float64, rows int) {
	var b block
	cols := k.design.n[0] + k.design.n[1]
	for row := 0; row < rows; row += blockRows {
		rows := min(blockRows, rows-row)
		x := x[row*cols : (row+rows)*cols]
		fillMoments(k.vectors, &b.moments, x, rows, k.design.n[0], k.design.n[1])
		statistics(k.vectors, &b, rows, k.design, k.lanes)
		b.refine(k.vectors, x, rows, k.design)
		four := (rows + 3) &^ 3
		studentt.Central(k.vectors, b.p[:four], b.t[:four], b.df[:four])
		k.write(dst[row*width:], width, &b, x, rows)
	}
}

// write copies the first rows of b into dst, and tests the rows that the stages left open as
// robust rows.
func (k *Test) write(dst []float64, width int, b *block, x []float64, rows int) {
	cols := k.design.n[0] + k.design.n[1]
	for i := range rows {
		r := rowTest{b.mean[0][i], b.mean[1][i], b.t[i], b.df[i], b.p[i]}
		if r.p == studentt.Outside {
			if r.df == doubtful {
				r, _ = robustRow(x[i*cols:(i+1)*cols], k.design)
			} else {
				r.p = studentt.TwoSided(r.t, r.df)
			}
		}
		out := dst[i*width : (i+1)*width]
		out[0], out[1], out[2], out[3], out[4] = r.meanA, r.meanB, r.t, r.df, r.p
		for j := range out[5:] {
			out[5+j] = math.NaN()
		}
	}
}
