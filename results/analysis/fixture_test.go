package analysis

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// header returns the header of a sweep over the given N on a machine of 4 CPUs.
func header(workers ...int) results.Header {
	load := 40 * time.Millisecond
	return results.Header{
		Version: "v0.1.0", Time: runtest.Epoch, Command: []string{"harness", "sweep", "--workload", "ttest"},
		Machine: machine.Description{Hostname: "node-1", OS: "linux", Arch: "amd64", Kernel: "6.1.0", CPUModel: "Example CPU",
			LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4, MemoryBytes: 8 << 30, GoVersion: "go1.26", GOMAXPROCS: 4},
		Data:     results.Data{Name: "golub", Rows: 3051, Cols: 38, Groups: [2]string{"ALL", "AML"}, Sizes: [2]int{27, 11}, SHA256: "ab12"},
		Workload: "ttest", Args: map[string]string{"var": "unequal"}, Outputs: []string{"t", "df", "p"},
		Engine: "pool", Schedule: "dynamic", ChunkRows: 32, Chunks: 96,
		Seed: 7, Workers: workers, Warmup: 1, Repeats: 6, Precision: 0.005, MaxTime: time.Minute, GOMAXPROCS: 4,
		Load: &load, Answer: "cd34",
	}
}

// written returns the bytes of a finished file.
func written(t *testing.T, h results.Header, runs []harness.Run) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sweep.jsonl")
	w, err := results.Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if err := w.Run(r); err != nil {
			t.Fatal(err)
		}
	}
	sync := 400 * time.Microsecond
	if err := errors.Join(w.End(results.End{Stopped: "6 repeats are done"}), w.Store(results.Stored{Wall: time.Millisecond, Sync: &sync}), w.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
