package main

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"serialfraction/results"
)

// A sweep with results has what writing them took each N, each as often as the sweep has blocks.
func TestStoreIsTimedAtEachN(t *testing.T) {
	dir := t.TempDir()
	path, rows := filepath.Join(dir, "r.jsonl"), filepath.Join(dir, "rows.csv")
	if code := run(t.Context(), []string{"harness", "sweep", "--quiet", "--no-doctor", "--data", "golub", "--workers", "1,2", "--repeats", "3", "--results", rows, "-o", path}, io.Discard, io.Discard); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	var at []int
	for _, s := range f.Store.Again {
		at = append(at, s.Workers)
	}
	slices.Sort(at)
	if len(at) < 6 || at[0] != 1 || slices.Index(at, 2) != len(at)/2 {
		t.Errorf("written by N = %v, want each of 1 and 2 three times or more", at)
	}
	if names, _ := filepath.Glob(dir + "/*"); len(names) != 2 {
		t.Errorf("%v is there", names)
	}
}

// The results are written by each N equally often, in an order that changes, and by none where the first
// times fail.
func TestTimeStores(t *testing.T) {
	full := errors.New("no space left")
	for _, tt := range []struct {
		blocks, fails int // the write that fails, from 1
		want          []int
	}{
		{1, 0, []int{1, 2, 2, 1}},
		{3, 0, []int{1, 2, 2, 1, 1, 2}},
		{8, 0, []int{1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1}},
		{100, 4, nil},
		{100, 6, []int{1, 2, 2, 1}},
	} {
		var made, got []int
		for _, s := range timeStores(t.Context(), []int{1, 2}, tt.blocks, func(n int) (took, synced time.Duration, err error) {
			if made = append(made, n); len(made) == tt.fails {
				return 0, 0, full
			}
			return time.Duration(2 * len(made)), time.Duration(len(made)), nil
		}) {
			got = append(got, s.Workers)
			if s.Sync != time.Duration(len(got)) || s.Wall != 2*s.Sync {
				t.Errorf("%+v is not the %dth", s, len(got))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%d blocks, the %dth write fails: by N = %v, want %v", tt.blocks, tt.fails, got, tt.want)
		}
	}
}
