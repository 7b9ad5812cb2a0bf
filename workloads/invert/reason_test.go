package invert

import (
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestReasons has a system of two unknowns for every reason of both methods.
func TestReasons(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name           string
		row            []float64
		full, diagonal *harness.Reason
	}{
		{"solved", []float64{2, nan, 1, 2, 1, 1}, nil, nil}, // the upper triangle is not read
		{"missing in A", []float64{2, 1, 1, nan, 1, 1}, &missingValue, &missingValue},
		{"missing in b", []float64{2, 1, 1, 2, nan, 1}, &missingValue, &missingValue},
		{"infinite in A", []float64{inf, 1, 1, 2, inf, 1}, &infinite, &infinite},
		{"not definite", []float64{1, 2, 2, 1, 1, 1}, &notDefinite, nil},
		{"0 on the diagonal", []float64{0, 0, 0, 1, 0, 1}, &notDefinite, &zeroByZero},
		{"overflow", []float64{1e-300, 0, 0, 1e-300, 1, 1e308}, &overflow, nil},
	} {
		for method, want := range map[string]*harness.Reason{"full": c.full, "diagonal": c.diagonal} {
			ds := workloadtest.Matrix(3, 3, c.row)
			w, err := New(ds, spec.Args{"method": {method}})
			if err != nil {
				t.Fatal(err)
			}
			job := &harness.Job{Data: ds, Workload: w, ChunkRows: 1}
			got := job.Unanswered(workloadtest.Run(t, w, ds).Values, 2)
			if want == nil && got != nil || want != nil && (len(got) != 1 || got[0].Reason != want || got[0].Rows != 1) {
				t.Errorf("%s, %s: %+v, want %+v", c.name, method, got, want)
			}
		}
	}
}
