package input

import (
	"context"
	"math"
	"runtime"
	"testing"

	"serialfraction/harness"
)

func TestSummarize(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	d := &harness.Dataset{Cols: 3, Values: []float64{1, nan, 3, -2, nan, nan, 7, 8, inf}}
	want := Summary{Values: 9, Missing: 3, MissingRows: 2, MissingCols: 2, Infinite: 1, Min: -2, Max: 8}
	store := &harness.Dataset{Cols: 3, Store: &harness.Store{Rows: 3, Decode: func(dst []float64, row, rows int, _ []int) {
		copy(dst, d.Values[3*row:3*(row+rows)])
	}}}
	for _, d := range []*harness.Dataset{d, store} {
		if got, err := Summarize(t.Context(), d); err != nil || got != want {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	got, err := Summarize(t.Context(), &harness.Dataset{Cols: 2, Values: []float64{nan, inf}})
	if err != nil || !math.IsNaN(got.Min) || !math.IsNaN(got.Max) || got.Missing != 1 || got.Infinite != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Summarize(ctx, d); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

// TestSummarizeGenerated compares the summary of generated values with counts made by
// other means, on several numbers of goroutines and blocks.
func TestSummarizeGenerated(t *testing.T) {
	d := load(t, Source{Data: "synth:rows=9000,cols=31,missing=0.001"})
	want := Summary{Values: len(d.Values), Min: math.Inf(1), Max: math.Inf(-1)}
	cols := make(map[int]bool)
	for i := range d.NumRows() {
		missing := 0
		for col, v := range d.Row(i) {
			if math.IsNaN(v) {
				missing++
				cols[col] = true
				continue
			}
			want.Min, want.Max = min(want.Min, v), max(want.Max, v)
		}
		want.Missing += missing
		want.MissingRows += min(1, missing)
	}
	want.MissingCols = len(cols)
	for _, procs := range []int{1, 3} {
		old := runtime.GOMAXPROCS(procs)
		got, err := Summarize(t.Context(), d)
		runtime.GOMAXPROCS(old)
		if err != nil || got != want {
			t.Errorf("on %d CPUs %+v, %v, want %+v", procs, got, err, want)
		}
	}
}
