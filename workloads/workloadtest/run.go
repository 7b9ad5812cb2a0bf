package workloadtest

import (
	"testing"

	"serialfraction/harness"
)

// Whole returns all of ds as one chunk.
func Whole(ds *harness.Dataset) harness.Chunk {
	c := harness.Chunk{Rows: ds.NumRows(), Cols: ds.Cols, Values: ds.Values}
	if ds.Store != nil {
		c.Packed = ds.Store.Packed
	}
	return c
}

// Kernel returns the kernel of w, or that of a new worker where each worker has its own.
func Kernel(t testing.TB, w harness.Workload) func(dst []float64, c harness.Chunk) {
	t.Helper()
	if w.NewWorker == nil {
		return w.Kernel
	}
	worker, err := w.NewWorker(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return func(dst []float64, c harness.Chunk) {
		if err := worker.Kernel(dst, c); err != nil {
			t.Error(err)
		}
	}
}

// Run returns the result of w on the rows of ds, made in one chunk.
func Run(t testing.TB, w harness.Workload, ds *harness.Dataset) *harness.Table {
	t.Helper()
	out := &harness.Table{Columns: w.Outputs, Values: make([]float64, ds.NumRows()*len(w.Outputs))}
	Kernel(t, w)(out.Values, Whole(ds))
	if w.Finish != nil {
		w.Finish(out)
	}
	return out
}

// Column returns one column of a result.
func Column(out *harness.Table, name string) (x []float64) {
	for i := out.Column(name); i < len(out.Values); i += len(out.Columns) {
		x = append(x, out.Values[i])
	}
	return x
}

// SameAnswer fails the test where the answers of two workloads for ds, in chunks of 7 rows,
// differ in any bit.
func SameAnswer(t *testing.T, ds *harness.Dataset, got, want harness.Workload) {
	t.Helper()
	a, b := answer(t, ds, got), answer(t, ds, want)
	width := len(want.Outputs)
	for i := range b {
		if !SameBits(a[i], b[i]) {
			t.Fatalf("row %d, %s: %v, want the bits of %v", i/width, want.Outputs[i%width], a[i], b[i])
		}
	}
}

func answer(t *testing.T, ds *harness.Dataset, w harness.Workload) []float64 {
	t.Helper()
	values, err := harness.Answer(t.Context(), &harness.Job{Data: ds, Workload: w, ChunkRows: 7})
	if err != nil {
		t.Fatal(err)
	}
	return values
}
