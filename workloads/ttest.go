package workloads

import (
	"fmt"
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/studentt"
	"serialfraction/workloads/vector"
)

const ttestSummary = "two-sample t-test of every row, two-sided"

var ttestSpec = spec.Workload{
	Name:    "ttest",
	Summary: ttestSummary,
	Bound:   "CPU and memory bandwidth",
	Data:    "synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05",
	Params:  ttestParams,
	Example: "--var equal --adjust bh",
	New:     newTTest,
}

var ttestParams = []spec.Param{
	{Name: "var", Default: "welch", Usage: "`VARIANCES` of the two groups: welch (each its own) or equal (pooled)"},
	adjust.Setting,
}

// newTTest returns the two-sample t-test of every row of ds, group a against
// group b, with the outputs mean_a, mean_b, t, df and p, and with an adjustment
// q. t has the sign of mean_a − mean_b. The rules for missing values and for rows
// that cannot be tested are robustRow's.
func newTTest(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	return newTTestOn(vector.Native(), ds, args)
}

func newTTestOn(v vector.Set, ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(ttestParams, args)
	pooled := s.Choice("var", "welch", "equal") == 1
	correction := adjust.Read(s)
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	na, nb := ds.Groups.Sizes[0], ds.Groups.Sizes[1]
	if na < 1 || nb < 1 || na+nb != ds.Cols {
		return harness.Workload{}, fmt.Errorf("%s: ttest compares two groups of samples and none are named: "+
			"type --groups FILE (lines of sample,group) or --group-by REGEXP (on the sample names)", ds.Name)
	}
	w := harness.Workload{Name: "ttest", Summary: ttestSummary,
		Outputs: []string{"mean_a", "mean_b", "t", "df", "p"}}
	if w.Finish = correction.Finish("p"); w.Finish != nil {
		w.Outputs = append(w.Outputs, "q")
	}
	d := newDesign(pooled, na, nb)
	test := tester{vectors: v, design: &d, lanes: newDesignLanes(&d), outputs: len(w.Outputs)}
	w.Kernel = test.kernel
	return w, nil
}

// A tester tests rows; it is read-only.
type tester struct {
	vectors vector.Set
	design  *design
	lanes   *designLanes
	outputs int
}

// kernel tests the rows of one chunk, a block of rows at a time so that each
// stage runs over many: sums, then t and df, then p.
func (k *tester) kernel(dst []float64, c harness.Chunk) {
	var b block
	for row := 0; row < c.Rows; row += blockRows {
		rows := min(blockRows, c.Rows-row)
		x := c.Values[row*c.Cols : (row+rows)*c.Cols]
		fillMoments(k.vectors, &b.moments, x, rows, k.design.n[0], k.design.n[1])
		statistics(k.vectors, &b, rows, k.design, k.lanes)
		b.refine(k.vectors, x, rows, k.design)
		four := (rows + 3) &^ 3
		studentt.Central(k.vectors, b.p[:four], b.t[:four], b.df[:four])
		k.write(dst[row*k.outputs:], &b, x, rows)
	}
}

// write puts the first rows of b into dst and does again, with care, what the
// stages left open.
func (k *tester) write(dst []float64, b *block, x []float64, rows int) {
	cols := k.design.n[0] + k.design.n[1]
	for i := range rows {
		r := rowTest{b.mean[0][i], b.mean[1][i], b.t[i], b.df[i], b.p[i]}
		if r.p == studentt.Outside {
			if r.df == doubtful {
				r = robustRow(x[i*cols:(i+1)*cols], k.design)
			} else {
				r.p = studentt.TwoSided(r.t, r.df)
			}
		}
		out := dst[i*k.outputs : (i+1)*k.outputs]
		out[0], out[1], out[2], out[3], out[4] = r.meanA, r.meanB, r.t, r.df, r.p
		if len(out) > 5 {
			out[5] = math.NaN() // for the finish to fill
		}
	}
}
