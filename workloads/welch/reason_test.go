package welch

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// TestWhy has a row for every reason, and rows near it that have a t.
func TestWhy(t *testing.T) {
	const welch, equal = "welch", "equal"
	for _, c := range []struct {
		name, variance string
		a, b           []float64
		want           *harness.Reason
	}{
		{"plain", welch, []float64{1, 2}, []float64{2, 4}, nil},
		{"infinite", welch, []float64{1, inf}, []float64{2, 4}, &infiniteValue},
		{"infinite, and one value", welch, []float64{1}, []float64{2, -inf}, &infiniteValue},
		{"all missing", equal, []float64{nan, nan}, []float64{nan}, &allMissing},
		{"a group missing", equal, []float64{nan, nan}, []float64{1, 2}, &emptyGroup},
		{"a group missing", welch, []float64{1, 2}, []float64{nan, nan}, &emptyGroup},
		{"a group of one", welch, []float64{1, 2}, []float64{3}, &oneValue},
		{"one value left", welch, []float64{nan, 2}, []float64{3, 4}, &oneValue},
		{"a group of one", equal, []float64{1, 2}, []float64{3}, nil},
		{"one value each", welch, []float64{1}, []float64{3}, &tooFew},
		{"one value each left", equal, []float64{1, nan}, []float64{3, nan}, &tooFew},
		{"constant", welch, []float64{0.1, 0.1, 0.1}, []float64{0.1, 0.1}, &constant},
		{"constant but for rounding", equal, []float64{0.3, 0.3}, []float64{0.1 + 0.2, 0.1 + 0.2}, &constant},
		{"zeros", welch, []float64{0, 0}, []float64{0, 0}, &constant},
		{"nearly constant", welch, []float64{1, 1 + 1e-15}, []float64{1 + 1e-12, 1 + 1e-12}, &constant},
		{"constant groups", welch, []float64{1, 1}, []float64{2, 2}, &separated},
		{"constant groups of one", equal, []float64{1, 1}, []float64{2}, &separated},
		{"constant groups but for rounding", welch, []float64{0.1 + 0x1p-56, 0.1, 0.1}, []float64{0.3, 0.3}, &separated},
		{"far from 0", welch, []float64{1e9, 1e9}, []float64{1e9 + 1, 1e9 + 1}, &separated},
	} {
		t.Run(c.name+"/"+c.variance, func(t *testing.T) {
			test := New(vector.Native(), c.variance == equal, len(c.a), len(c.b))
			if got := test.Why(slices.Concat(c.a, c.b)); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// TestWhyExactlyWhereNothing checks that exactly the rows without p have a reason.
func TestWhyExactlyWhereNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		variance := workloadtest.DrawVariance(rt).Of("var")
		test := New(vector.Native(), variance == "equal", na, nb)
		for row, p := range workloadtest.Column(tested(variance, na, nb, x), "p") {
			values := x[row*(na+nb) : (row+1)*(na+nb)]
			if why := test.Why(values); (why != nil) != math.IsNaN(p) {
				rt.Fatalf("%v (%d first): p = %v, reason %+v", values, na, p, why)
			}
		}
	})
}
