package permtest

import (
	"context"
	"errors"
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// Where the context ends, a row of a thousand million permutations is left as it is; for maxT it can
// be claimed again.
func TestRowEndsWithTheContext(t *testing.T) {
	ds := &harness.Dataset{Cols: 8, Values: []float64{1, 2, 3, 4, 5, 7, 8, 6}, Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{4, 4}}}
	for _, args := range []spec.Args{{"permutations": {"1000000000"}}, {"permutations": {"1000"}, "adjust": {"maxt"}}} {
		w, err := New(ds, args)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		worker, err := w.NewWorker(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		dst := []float64{math.Inf(1), math.Inf(1), math.Inf(1)}[:len(w.Outputs)]
		at := harness.Chunk{Rows: 1, Cols: 8, Values: ds.Values}
		if err := worker.Kernel(dst, at); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		for _, v := range dst {
			if !math.IsInf(v, 1) {
				t.Errorf("a row that was not finished has the answer %v", dst)
			}
		}
		if m := worker.(*permWorker).maxima; m != nil && m.taken[0] != 0 {
			t.Error("a row that was not finished stays claimed")
		}
	}
}
