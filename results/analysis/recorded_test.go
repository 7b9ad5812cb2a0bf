//go:build !race

package analysis

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"serialfraction/results"
)

// A recording is a result file of the test data or of docs, with its sample and its report. Tests
// share it, and change nothing of it.
type recording struct {
	path   string
	sample *Sample
	report *Report
	err    error // why there is no report
}

// inDocs reports whether it is of a sweep that docs show; those all have reports.
func (r recording) inDocs() bool { return strings.Contains(r.path, "/docs/") }

// recordings analyses every recorded sweep, once for all tests, for that takes seconds.
var recordings = sync.OnceValue(func() (all []recording) {
	for _, pattern := range []string{"../testdata/*.jsonl", "../testdata/vintage/*.jsonl", "../../docs/sweeps/*.jsonl", "../../docs/sweeps/*/*.jsonl"} {
		paths, _ := filepath.Glob(pattern) // the only error is that of a bad pattern
		for _, path := range paths {
			r := recording{path: path}
			f, err := results.Read(path)
			if err == nil {
				r.sample, err = NewSample(f, Options{})
			}
			if err == nil {
				r.report, err = r.sample.Report()
			}
			r.err = err
			all = append(all, r)
		}
	}
	return all
})

// recorded returns the recordings that have a report.
func recorded(t *testing.T) (all []recording) {
	t.Helper()
	docs := 0
	for _, r := range recordings() {
		if r.inDocs() {
			docs++
			if r.err != nil {
				t.Errorf("%s: %v", r.path, r.err)
			}
		}
		if r.err == nil { // other tests have files that cannot be read
			all = append(all, r)
		}
	}
	if docs < 20 || len(all) < docs+5 {
		t.Fatalf("%d reports, %d sweeps in docs", len(all), docs)
	}
	return all
}
