//go:build !race

// What is compared is how p are distributed, for which the drawings are many. The tests of
// package workloads have two workers permute rows under the race detector.

package permtest

import (
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestGolubAgainstMulttest compares drawings of arrangements: 10000 of mt.maxT, and
// ours. Where p is the truth, the difference of two has the standard error
//
//	√(p(1−p)(1/B₁ + 1/B₂))
//
// At 4.5 of them and one step of 1/B beyond, 0.02 of the 3051 rows are to be
// expected; at 2 and a step, 4.6 % at most, which one set of arrangements for all
// rows, as multtest has, lets vary more than rows on their own would.
func TestGolubAgainstMulttest(t *testing.T) {
	ds := workloadtest.ReadMatrix(t, "golub.csv.gz", "golub.groups.csv")
	reference := workloadtest.ReadTable(t, "permtest-golub.csv.gz")[1:]
	if len(reference) != ds.NumRows() {
		t.Fatalf("%d rows, multtest has %d", ds.NumRows(), len(reference))
	}
	own := run(t, ds, spec.Args{"permutations": {"2000"}})
	shared := run(t, ds, spec.Args{"permutations": {"10000"}, "adjust": {"maxt"}})
	for _, c := range []struct {
		name, column string
		out          *harness.Table
		permutations float64
	}{{"p", "p", own, 2000}, {"p with maxt", "p", shared, 10000}, {"q", "q", shared, 10000}} {
		t.Run(c.name, func(t *testing.T) {
			got := workloadtest.Column(c.out, c.column)
			beyond, worst, bias, below := 0, 0.0, 0.0, [2]int{}
			for row, r := range reference {
				if r[0] != ds.Rows[row] {
					t.Fatalf("row %d is %s, multtest has %s", row, ds.Rows[row], r[0])
				}
				want := workloadtest.Number(t, r[map[string]int{"p": 1, "q": 2}[c.column]])
				p := (got[row]*c.permutations + want*10000) / (c.permutations + 10000)
				off := math.Abs(got[row]-want) - 1/c.permutations
				if off > 0 {
					z := off / math.Sqrt(p*(1-p)*(1/c.permutations+1./10000))
					worst = max(worst, z)
					if z > 2 {
						beyond++
					}
				}
				bias += (got[row] - want) / float64(len(got))
				for i, v := range []float64{got[row], want} {
					if v <= 0.05 {
						below[i]++
					}
				}
			}
			t.Logf("largest difference %.2f standard errors, %d of %d rows beyond 2, mean difference %+.2g, %d and %d rows ≤ 0.05",
				worst, beyond, len(got), bias, below[0], below[1])
			if worst > 4.5 || beyond > len(got)/10 || math.Abs(bias) > 0.003 {
				t.Error("more than chance")
			}
		})
	}
}
