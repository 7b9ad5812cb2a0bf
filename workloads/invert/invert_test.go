package invert

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// systemsOf returns rows of random positive definite systems of size k.
func systemsOf(rng *rand.Rand, rows, k int) *harness.Dataset {
	ds := &harness.Dataset{Name: "systems", Cols: k * (k + 1)}
	for range rows {
		g := mat.NewDense(k, k+3, nil) // G·Gᵀ with more columns than rows
		for i := range k {
			for j := range k + 3 {
				g.Set(i, j, rng.NormFloat64())
			}
		}
		var a mat.Dense
		a.Mul(g, g.T())
		ds.Values = append(ds.Values, a.RawMatrix().Data...)
		for range k {
			ds.Values = append(ds.Values, rng.NormFloat64())
		}
	}
	return ds
}

func run(t *testing.T, ds *harness.Dataset, args spec.Args) []float64 {
	t.Helper()
	w, err := New(ds, args)
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]float64, ds.NumRows()*len(w.Outputs))
	w.Kernel(dst, harness.Chunk{Rows: ds.NumRows(), Cols: ds.Cols, Values: ds.Values})
	return dst
}

// TestInvertAgainstGonum holds the solutions against LAPACK's algorithm in another
// library: both are backward stable, so they differ by the condition number times
// the unit round-off and a modest factor.
func TestInvertAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, k := range []int{1, 2, 3, 4, 5, 8, 16, 31, 64} {
		ds := systemsOf(rng, 20, k)
		got := run(t, ds, nil)
		for i := range ds.NumRows() {
			row := ds.Row(i)
			var chol mat.Cholesky
			if !chol.Factorize(mat.NewSymDense(k, row[:k*k])) {
				t.Fatalf("k = %d: the test made a matrix that is not positive definite", k)
			}
			var want mat.VecDense
			if err := chol.SolveVecTo(&want, mat.NewVecDense(k, row[k*k:])); err != nil {
				t.Fatal(err)
			}
			tol := 20 * float64(k) * 0x1p-53 * chol.Cond()
			var diff, size float64
			for j := range k {
				diff = math.Hypot(diff, got[i*k+j]-want.AtVec(j))
				size = math.Hypot(size, want.AtVec(j))
			}
			if !(diff <= tol*size) {
				t.Errorf("k = %d, row %d: off by %.2g of its size, %.2g allowed", k, i, diff/size, tol)
			}
		}
	}
}

func TestInvertDiagonal(t *testing.T) {
	ds := &harness.Dataset{Cols: 6, Values: []float64{4, 9, 9, 2, 1, 1}}
	if got := run(t, ds, spec.Args{"method": {"diagonal"}}); !slices.Equal(got, []float64{0.25, 0.5}) {
		t.Errorf("diagonal solution %v", got)
	}
	// Where the matrix is diagonal, both methods agree where roots are exact.
	ds.Values = []float64{4, 0, 0, 16, 1, 1}
	if got := run(t, ds, nil); !slices.Equal(got, []float64{0.25, 0.0625}) {
		t.Errorf("full solution %v", got)
	}
}

// A matrix that is not positive definite has no answer; its neighbours have theirs.
func TestInvertNotPositiveDefinite(t *testing.T) {
	good := []float64{4, 0, 0, 4, 1, 1}
	for name, bad := range map[string][]float64{
		"negative": {-1, 0, 0, 1, 1, 1}, "singular": {1, 1, 1, 1, 1, 1}, "missing": {math.NaN(), 0, 0, 1, 1, 1},
		"indefinite": {1, 2, 2, 1, 1, 1}, "infinite": {math.Inf(1), 0, 0, 1, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := run(t, &harness.Dataset{Cols: 6, Values: slices.Concat(good, bad, good)}, nil)
			if want := []float64{0.25, 0.25}; !slices.Equal(got[:2], want) || !slices.Equal(got[4:], want) {
				t.Errorf("neighbours have %v", got)
			}
			if !math.IsNaN(got[2]) || !math.IsNaN(got[3]) {
				t.Errorf("solution %v of a matrix that is not positive definite", got[2:4])
			}
		})
	}
}

func TestInvertAlternative(t *testing.T) {
	ds := &harness.Dataset{Cols: 6, Values: []float64{4, 1, 1, 2, 1, 1}}
	for method, alternative := range map[string]string{"full": "diagonal", "diagonal": "full"} {
		w, err := New(ds, spec.Args{"method": {method}})
		if err != nil {
			t.Fatal(err)
		}
		if w.Method != method || w.Alternative == nil || w.Alternative.Method != alternative || w.Exact == w.Alternative.Exact {
			t.Errorf("%s: %+v with alternative %+v", method, w, w.Alternative)
		}
	}
}

func TestInvertRefusesOtherShapes(t *testing.T) {
	for _, cols := range []int{0, 1, 3, 5, 7, 100, 65 * 66} {
		_, err := New(&harness.Dataset{Name: "d", Cols: cols}, nil)
		if err == nil || !strings.Contains(err.Error(), "spd:") {
			t.Errorf("%d columns: error %v", cols, err)
		}
	}
}

func BenchmarkInvert(b *testing.B) {
	ds := systemsOf(rand.New(rand.NewPCG(3, 4)), 512, 16)
	for _, method := range []string{"full", "diagonal"} {
		b.Run(method, func(b *testing.B) {
			w, err := New(ds, spec.Args{"method": {method}})
			if err != nil {
				b.Fatal(err)
			}
			dst := make([]float64, 512*16)
			b.ReportAllocs()
			for b.Loop() {
				w.Kernel(dst, harness.Chunk{Rows: 512, Cols: ds.Cols, Values: ds.Values})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/row")
		})
	}
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			for i := range 512 {
				row := ds.Row(i)
				var chol mat.Cholesky
				var x mat.VecDense
				chol.Factorize(mat.NewSymDense(16, row[:256]))
				_ = chol.SolveVecTo(&x, mat.NewVecDense(16, row[256:]))
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/row")
	})
}
