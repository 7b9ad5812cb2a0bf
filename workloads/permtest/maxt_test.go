package permtest

import (
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// smallMatrix reads permtest-small.csv: 5 + 6 columns, many ties, some missing.
func smallMatrix(t testing.TB) *harness.Dataset {
	t.Helper()
	var x []float64
	for _, r := range workloadtest.ReadTable(t, "permtest-small.csv")[1:] {
		for _, v := range r[1:] {
			if v == "NA" {
				v = "NaN"
			}
			x = append(x, workloadtest.Number(t, v))
		}
	}
	return workloadtest.Matrix(5, 6, x)
}

// TestAgainstMulttest has all arrangements of a small matrix: p and q are those of
// mt.maxT, count by count.
func TestAgainstMulttest(t *testing.T) {
	const ways = 462
	ds := smallMatrix(t)
	for _, variance := range []string{"welch", "equal"} {
		out := run(t, ds, spec.Args{"var": {variance}, "permutations": {"0"}, "adjust": {"maxt"}})
		want := workloadtest.ReadTable(t, "permtest-small."+variance+".csv")
		if len(want)-1 != ds.NumRows() {
			t.Fatalf("%d rows, multtest has %d", ds.NumRows(), len(want)-1)
		}
		for row, r := range want[1:] {
			got := out.Values[3*row : 3*row+3]
			if stat := workloadtest.Number(t, r[1]); !(math.Abs(got[0]-stat) <= 1e-12*math.Abs(stat)) {
				t.Errorf("%s, row %d: t = %v, multtest has %v", variance, row+1, got[0], stat)
			}
			for i, name := range []string{"p", "q"} {
				if count := math.Round(workloadtest.Number(t, r[2+i]) * ways); got[1+i] != count/ways {
					t.Errorf("%s, row %d: %s = %v, that is %v/%d, multtest has %v/%[6]d",
						variance, row+1, name, got[1+i], got[1+i]*ways, ways, count)
				}
			}
		}
	}
}
