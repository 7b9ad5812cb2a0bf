package record

import (
	"path/filepath"
	"testing"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// header returns the header of a sweep over the given N on a machine of 4 CPUs.
func header(workers ...int) results.Header {
	return results.Header{
		Version: "v0.1.0", Time: runtest.Epoch, Machine: machine.Description{Hostname: "node-1", EffectiveCPUs: 4},
		Workload: "ttest", Engine: "pool", Schedule: "dynamic", ChunkRows: 32, Chunks: 96,
		Seed: 7, Workers: workers, Warmup: 1, Repeats: 6, Precision: 0.005, MaxTime: time.Minute, GOMAXPROCS: 4,
	}
}

func create(t *testing.T, h results.Header) *results.Writer {
	t.Helper()
	w, err := results.Create(filepath.Join(t.TempDir(), "sweep.jsonl"), h)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func analyze(t *testing.T, f *results.File) *analysis.Report {
	t.Helper()
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
