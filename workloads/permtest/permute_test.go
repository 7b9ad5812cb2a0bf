//go:build !race

package permtest

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestPermute has a row of 6 + 6 samples, 4 of the first without a value. multtest 2.54.0,
// mt.maxT(x, rep(0:1, c(6, 6)), B = 0), counts 10 of all 924 arrangements; of the values
// that are there, 2 against 6, scipy 1.10.1 counts 1 of 28 by permutation_test with |t|.
func TestPermute(t *testing.T) {
	for _, row := range [][]float64{
		{1, 2, nan, nan, nan, nan, 3, 5, 6, 7, 8, 9},
		{3, 5, 6, 7, 8, 9, nan, 1, nan, nan, 2, nan}, // the group with values comes first, and the other's lie elsewhere
	} {
		ds := workloadtest.Matrix(6, 6, row)
		for permute, want := range map[string]float64{"samples": 10. / 924, "values": 1. / 28} {
			out := run(t, ds, spec.Args{"permutations": {"0"}, "permute": {permute}})
			if got := out.Values[1]; got != want || math.Abs(math.Abs(out.Values[0])-4.7675706) > 5e-8 {
				t.Errorf("permute %s of %v: t = %v, p = %v, want %v", permute, row, out.Values[0], got, want)
			}
		}
	}
}

// raggedRows returns rows of na + nb small whole numbers, of which many are missing in most
// rows, and none in every fifth.
func raggedRows(rows, na, nb int) *harness.Dataset {
	rng := rand.New(rand.NewPCG(51, 52))
	x := make([]float64, rows*(na+nb))
	for i := range x {
		row := i / (na + nb)
		x[i] = float64(rng.IntN(3 + row/2))
		if i%(na+nb) < na {
			x[i] += float64(row % 4)
		}
		if row%5 > 0 && rng.IntN(8) < row%5 {
			x[i] = nan
		}
	}
	return workloadtest.Matrix(na, nb, x)
}

// there returns the values of a row that are there, and how many of the first na are.
func there(row []float64, na int) (values []float64, first int) {
	for i, v := range row {
		if v == v {
			values = append(values, v)
			if i < na {
				first++
			}
		}
	}
	return values, first
}

// TestPermuteValuesIsExact counts, in exact arithmetic, all arrangements of the values that
// are there, and compares random ones with that: each within 4.5 standard errors.
func TestPermuteValuesIsExact(t *testing.T) {
	const rows, permutations = 60, 5000
	for _, sizes := range [][2]int{{3, 6}, {6, 3}, {5, 5}} {
		na, nb := sizes[0], sizes[1]
		ds := raggedRows(rows, na, nb)
		for _, variance := range []string{"welch", "equal"} {
			args := spec.Args{"var": {variance}, "permute": {"values"}, "permutations": {"0"}}
			every := workloadtest.Column(run(t, ds, args), "p")
			args["permutations"] = []string{fmt.Sprint(permutations)}
			drawn := workloadtest.Column(run(t, ds, args), "p")
			ragged := 0
			for row := range rows {
				values, first := there(ds.Row(row), na)
				if len(values) == 0 || !exactSquare(variance == "equal", values, 1<<first-1).defined() {
					if !math.IsNaN(every[row]) || !math.IsNaN(drawn[row]) {
						t.Errorf("%d + %d, %s, row %d, %v: p = %v and %v, want none", na, nb, variance, row, ds.Row(row), every[row], drawn[row])
					}
					continue
				}
				if len(values) < na+nb {
					ragged++
				}
				extreme, valid := exactCount(variance == "equal", values, first)
				p := float64(extreme) / float64(valid)
				if every[row] != p {
					t.Errorf("%d + %d, %s, row %d, %v: p = %v, want %d/%d", na, nb, variance, row, ds.Row(row), every[row], extreme, valid)
				}
				if off := math.Abs(drawn[row] - p); off > 4.5*math.Sqrt(p*(1-p)/permutations)+1./permutations {
					t.Errorf("%d + %d, %s, row %d, %v: of random arrangements p = %v, exactly %v", na, nb, variance, row, ds.Row(row), drawn[row], p)
				}
			}
			if ragged < rows/4 {
				t.Errorf("%d rows with missing values: the test has no force", ragged)
			}
		}
	}
}

// TestPermuteOfWholeRows checks that rows without missing values have the same p by both
// definitions, whatever the rows around them are.
func TestPermuteOfWholeRows(t *testing.T) {
	ds := raggedRows(60, 4, 5)
	for _, permutations := range []string{"0", "99"} {
		samples := workloadtest.Column(run(t, ds, spec.Args{"permutations": {permutations}}), "p")
		values := workloadtest.Column(run(t, ds, spec.Args{"permutations": {permutations}, "permute": {"values"}}), "p")
		differ := false
		for row := range samples {
			if whole := !slices.ContainsFunc(ds.Row(row), math.IsNaN); whole && !workloadtest.SameNumber(samples[row], values[row]) {
				t.Errorf("permutations %s, row %d: p = %v by samples, %v by values", permutations, row, samples[row], values[row])
			}
			differ = differ || !workloadtest.SameNumber(samples[row], values[row])
		}
		if !differ {
			t.Errorf("permutations %s: the definitions differ in no row: the test has no force", permutations)
		}
	}
}

// TestPermuteRefuses checks that --permute values is refused where all rows share arrangements.
func TestPermuteRefuses(t *testing.T) {
	_, err := New(raggedRows(5, 4, 5), spec.Args{"permute": {"values"}, "adjust": {"maxt"}})
	var flag *harness.FlagError
	if !errors.As(err, &flag) || flag.Flag != "permute" || flag.Value != "values" || !strings.Contains(flag.Want, "type --permute samples") {
		t.Errorf("error %v", err)
	}
	if strings.Contains(fmt.Sprint(err), "\n") {
		t.Errorf("more than one line: %v", err)
	}
}

// Also the arrangements that a row counts for itself cost no memory.
func TestPermuteValuesDoesNotAllocate(t *testing.T) {
	ds := raggedRows(20, 4, 5)
	w, err := New(ds, spec.Args{"permute": {"values"}, "permutations": {"0"}})
	if err != nil {
		t.Fatal(err)
	}
	kernel, dst := workloadtest.Kernel(t, w), make([]float64, 20*len(w.Outputs))
	if n := testing.AllocsPerRun(3, func() { kernel(dst, workloadtest.Whole(ds)) }); n != 0 {
		t.Errorf("%v allocations a run", n)
	}
}
