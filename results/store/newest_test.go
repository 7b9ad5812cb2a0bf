package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// The sweeps of a workload come newest first. Only those that are wanted and can be read
// come, and no more than the caller takes.
func TestNewest(t *testing.T) {
	home := filepath.Join(t.TempDir(), "of [a] user") // no pattern
	env := func(name string) string { return map[string]string{"HOME": home}[name] }
	folder, err := Default(env)
	if err != nil {
		t.Fatal(err)
	}
	runs := runtest.Amdahl(1, 0, 100*time.Millisecond, 1, 2)
	keep := func(day int, workload string) string {
		h := at(day, func(h *results.Header) { h.Workload = workload })
		path, err := NewPath(env, h)
		if err != nil {
			t.Fatal(err)
		}
		return stored(t, folder, filepath.Base(path), h, &results.End{}, runs...)
	}
	for day, workload := range []string{"my test", "ttest", "my test", "my test", "my test"} {
		path := keep(day, workload)
		if day == 3 {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			put(t, path, bytes.Replace(b, []byte(`"wall_ns":`), []byte(`"wall_ns":1`), 1))
		}
	}
	days := func(most int, wanted func(*results.Header) bool) (found []int) {
		for _, f := range folder.Newest("my test", wanted) {
			if found = append(found, int(f.Header.Time.Sub(runtest.Epoch)/(24*time.Hour))); len(found) == most {
				break
			}
		}
		return found
	}
	all := func(*results.Header) bool { return true }
	if got, want := days(9, all), []int{4, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("of days %v, want %v", got, want)
	}
	if got, want := days(1, all), []int{4}; !slices.Equal(got, want) {
		t.Errorf("the first is of days %v, want %v", got, want)
	}
	if got := days(9, func(h *results.Header) bool { return h.Time.Equal(runtest.Epoch) }); !slices.Equal(got, []int{0}) {
		t.Errorf("wanted of day 0, got %v", got)
	}
}
