//go:build !race

package logs

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A log that is cut anywhere, packed or plain, gives what is whole of it, with a remark: never fewer tasks than
// one that is cut before, or less of their time.
func TestCutLogs(t *testing.T) {
	for _, pattern := range []string{"spark/*log*", "spark/local*", "dask/*-r1.json", "chrome/*.json*"} {
		paths, err := filepath.Glob("../testdata/" + pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v, %v", pattern, paths, err)
		}
		for _, path := range paths {
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				continue
			}
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				cutAnywhere(t, filepath.Base(path), text)
				if plain := unpacked(t, path); len(plain) < 1<<20 {
					if cutAnywhere(t, "plain", plain) == 0 {
						t.Error("no cut gives a task")
					}
				}
			})
		}
	}
}

// cutAnywhere returns the tasks of the longest cut.
func cutAnywhere(t *testing.T, name string, text []byte) (tasks int) {
	spent, last := int64(0), int64(0)
	for at := 1; at < len(text); at += max(1000, len(text)/100) {
		r, err := ReadFrom(name, bytes.NewReader(text[:at]), Options{})
		if err != nil {
			if tasks > 0 || strings.Contains(err.Error(), "\n") {
				t.Errorf("cut at %d: error %v", at, err)
			}
			continue
		}
		wellFormed(t, r)
		var sum int64
		for _, x := range r.Tasks {
			sum += x.End - x.Start
		}
		if r.Remarks == nil || len(r.Tasks) < tasks || sum < spent || r.To < last {
			t.Errorf("cut at %d: %d tasks of %d ns until %d, remarks %+v; cut before it had %d of %d ns until %d", at, len(r.Tasks), sum, r.To, r.Remarks, tasks, spent, last)
		}
		tasks, spent, last = len(r.Tasks), sum, r.To
	}
	return tasks
}
