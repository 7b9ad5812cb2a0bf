package ttest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestAgainstR compares with R's t.test on real data. The references' names of
// columns are welch_t, pooled_t and so on.
func TestAgainstR(t *testing.T) {
	var worsts []string // a line for each set and variance
	for _, set := range []struct{ matrix, groups, reference string }{
		{"golub.csv.gz", "golub.groups.csv", "golub.ttest.csv.gz"},
		{"all-cut.csv.gz", "all.groups.csv", "all-cut.ttest.csv.gz"},
	} {
		for variance, prefix := range map[string]string{"welch": "welch_", "equal": "pooled_"} {
			t.Run(set.matrix+"/"+variance, func(t *testing.T) {
				ds := workloadtest.ReadMatrix(t, set.matrix, set.groups)
				got := run(t, ds, spec.Args{"var": {variance}})
				want := workloadtest.ReadTable(t, set.reference)
				if len(want)-1 != ds.NumRows() {
					t.Fatalf("%d rows, reference has %d", ds.NumRows(), len(want)-1)
				}
				worst := map[string]float64{}
				for i, column := range want[0] {
					name := column
					if len(column) > len(prefix) && column[:len(prefix)] == prefix {
						name = column[len(prefix):]
					}
					c := got.Column(name)
					if c < 0 {
						continue
					}
					for row, r := range want[1:] {
						if r[0] != ds.Rows[row] {
							t.Fatalf("row %d is %s, reference has %s", row, ds.Rows[row], r[0])
						}
						x, ref := got.Values[row*len(got.Columns)+c], workloadtest.Number(t, r[i])
						worst[name] = max(worst[name], math.Abs(x-ref)/math.Abs(ref))
					}
				}
				differences := strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(worst), "map["), "]")
				worsts = append(worsts, "    "+set.matrix+"/"+variance+": "+differences+"\n")
				for name, limit := range map[string]float64{"mean_a": 1e-12, "mean_b": 1e-12, "t": 1e-12, "df": 1e-12, "p": 1e-10} {
					if e, ok := worst[name]; !ok || !(e <= limit) {
						t.Errorf("%s differs by %g, allowed %g (compared: %t)", name, e, limit, ok)
					}
				}
			})
		}
	}
	t.Run("page", func(t *testing.T) {
		golden.LastDigits(t)
		slices.Sort(worsts)
		golden.Region(t, "../../docs/accuracy.md", "TestAgainstR", strings.Join(worsts, ""))
	})
}
