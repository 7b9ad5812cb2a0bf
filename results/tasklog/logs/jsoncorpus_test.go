package logs

import (
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// TestJSONLogs reads logs of programs that write JSON, without an option.
func TestJSONLogs(t *testing.T) {
	var b strings.Builder
	for _, path := range textLogs(t, "../testdata/spark/*log*", "../testdata/spark/local*", "../testdata/dask/*.json", "../testdata/chrome/*.json*", sweeps[1], sweeps[2]) {
		run, err := Read(path, Options{})
		describe(&b, filepath.Base(path), run, err)
	}
	golden.File(t, "testdata/json.golden", []byte(b.String()))
}
