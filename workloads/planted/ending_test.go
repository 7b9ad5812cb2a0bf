package planted

import (
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// A row that takes hours is left as it is where the run ends, and a serial step ends too.
func TestRowsEndWithTheRun(t *testing.T) {
	ds := &harness.Dataset{Cols: 1, Values: make([]float64, 2)}
	over := make(chan struct{})
	close(over)
	for name, w := range map[string]spec.Workload{"spin": Spin, "stream": Stream, "wait": Wait} {
		args := spec.Args{"plant": {"0.5"}}
		switch name {
		case "stream":
			args["bytes-per-row"], args["array"] = []string{"64GiB"}, []string{"1MiB"}
		default:
			args["row-cost"] = []string{"1h"}
		}
		work, err := w.New(ds, args)
		if err != nil {
			t.Fatal(err)
		}
		work.Heed(over)
		work.Begin()
		kernel := work.Kernel
		if work.NewWorker != nil {
			worker, err := work.NewWorker(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			kernel = func(dst []float64, c harness.Chunk) { _ = worker.Kernel(dst, c) }
		}
		if name == "wait" {
			continue // its rows wait in the engine
		}
		dst := []float64{math.Inf(1)}
		if kernel(dst, harness.Chunk{Rows: 1, Cols: 1}); !math.IsInf(dst[0], 1) {
			t.Errorf("%s: a row that was not finished has the answer %v", name, dst[0])
		}
	}
}
