//go:build !race

package results

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"serialfraction/harness/runtest"
)

// retained returns the bytes of what make returns.
func retained[T any](make func() T) int64 {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	v := make()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(v)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

// The largest sample of a sweep with four N takes 50 MB at most, and what is held of several files that
// are compared no more than that; of a file that is scanned nothing is held for a run.
func TestLittleIsHeld(t *testing.T) {
	const blocks = 4000
	text := mustEncode(t, sampleHeader(1, 2, 4, 8))
	for _, r := range runtest.Amdahl(blocks, time.Millisecond, 20*time.Millisecond, 1, 2, 4, 8) {
		line, err := EncodeRun(r)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, line...)
	}
	path := filepath.Join(t.TempDir(), "sweep.jsonl")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	text = nil
	must := func(f *File, err error) *File {
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	whole := retained(func() *File { return must(Read(path)) })
	if sample := whole * sampleRuns / (4 * blocks); sample > 50e6 || whole < 4*blocks*100 {
		t.Errorf("%d runs take %d kB: a sample of %d takes %d MB", 4*blocks, whole/1e3, sampleRuns, sample/1e6)
	}
	const files = 16
	if f := must(ReadShare(path, files)); len(f.Runs) > sampleRuns/files || len(f.Runs) < sampleRuns/files/4 {
		t.Errorf("of one in %d files %d runs are held", files, len(f.Runs))
	}
	scan := retained(func() *Scan {
		s, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
	if scan > 200e3 {
		t.Errorf("a scan of %d runs holds %d bytes", 4*blocks, scan)
	}
}
