//go:build !race

// What holds recorded files against the schema starts no goroutine.

package results

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"serialfraction/harness/runtest"
)

// Every result file of the repository obeys the schema, and so does one with every field.
func TestFilesObeySchema(t *testing.T) {
	root := readSchema(t)
	files := 0
	for _, folder := range []string{"../docs/sweeps", "testdata"} {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".jsonl" {
				return err
			}
			files++
			b, err := os.ReadFile(path)
			for _, fault := range root.faultsOf(t, b) {
				t.Errorf("%s: %s", path, fault)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 5 {
		t.Errorf("%d files", files)
	}
	h := sampleHeader(1, 2)
	h.Machine, h.Command, h.Request = fullMachine(), nil, sampleRequest()
	_, b := write(t, h, runtest.Amdahl(2, time.Millisecond, time.Second, 1, 2))
	for _, fault := range root.faultsOf(t, b) {
		t.Errorf("freshly written: %s", fault)
	}
}
