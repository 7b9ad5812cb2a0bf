package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/results/record"
)

// The result rows are the answer of the last run, not the reference; they are the reference
// only if no run was left to make.
func TestRowsAreOfARun(t *testing.T) {
	dir := t.TempDir()
	job := &harness.Job{Data: &harness.Dataset{Name: "two", Cols: 1, Values: []float64{1, 2}}, ChunkRows: 1,
		Workload: harness.PerRow("copy", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })}
	own := harness.Trial{Engine: harness.Serial{}, Job: job, Workers: []int{1},
		Reference: &harness.Reference{Answer: []float64{1, 2}}, Answer: []float64{3, 4}} // unequal, to distinguish them
	header, err := record.NewHeader(harness.Sweep{}, record.Stop{Blocks: 1}, own)
	if err != nil {
		t.Fatal(err)
	}
	w, err := results.Create(filepath.Join(dir, "r.jsonl"), header)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Run(harness.Run{Engine: "serial", Workers: 1, Timing: harness.Timing{Wall: 1, Parallel: 1}}); err != nil {
		t.Fatal(err)
	}
	rows := filepath.Join(dir, "rows.csv")
	s := prepare.Sweep{Trials: []harness.Trial{own}, Header: results.Header{Request: &results.Request{Results: rows}}}
	for before, want := range []string{"row,x\n1,3\n2,4\n", "row,x\n1,1\n2,2\n"} {
		if err := storeRows(t.Context(), &s, w, before); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(rows); err != nil || string(got) != want {
			t.Errorf("with %d runs made before: %q, %v; want %q", before, got, err, want)
		}
	}
}

// A sweep that was killed between its last run and its result rows writes the rows when it is
// continued.
func TestRowsAfterTheLastRun(t *testing.T) {
	dir := t.TempDir()
	path, rows := filepath.Join(dir, "r.jsonl"), filepath.Join(dir, "rows.csv")
	sweep := func(args ...string) {
		t.Helper()
		var errs bytes.Buffer
		if code := run(t.Context(), append([]string{"harness", "sweep", "--quiet"}, args...), io.Discard, &errs); code != 0 {
			t.Fatalf("exit code %d: %s", code, &errs)
		}
	}
	sweep("--data", "golub", "--workers", "1,2", "--repeats", "1", "--results", rows, "-o", path)
	want, err := os.ReadFile(rows)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cut := bytes.Index(whole, []byte(`{"kind":"end"`))
	if cut < 0 {
		t.Fatalf("no end in\n%s", whole)
	}
	if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(rows); err != nil {
		t.Fatal(err)
	}
	sweep("--resume", path)
	if got, err := os.ReadFile(rows); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes of rows, %v; want the %d of the whole sweep", len(got), err, len(want))
	}
}
