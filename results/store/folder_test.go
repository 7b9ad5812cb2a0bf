package store

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"

	"github.com/google/go-cmp/cmp"
)

// stored writes a result file into a store and returns its path. A nil end is that of
// a killed sweep.
func stored(t testing.TB, s Folder, name string, h results.Header, end *results.End, runs ...harness.Run) string {
	t.Helper()
	path := filepath.Join(s.Dir, name)
	w, err := results.Create(path, h)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, r := range runs {
		if err := w.Run(r); err != nil {
			t.Fatal(err)
		}
	}
	if end != nil {
		if err := w.End(*end); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// at returns the header of a sweep that began some days after runtest.Epoch.
func at(days int, change func(h *results.Header)) results.Header {
	h := header(1, 2, 4)
	h.Time = runtest.Epoch.AddDate(0, 0, days)
	if change != nil {
		change(&h)
	}
	return h
}

// sampleStore returns a folder with a file in each state, the newest last.
func sampleStore(t *testing.T) Folder {
	s := Folder{t.TempDir()}
	runs := runtest.Amdahl(5, time.Millisecond, 100*time.Millisecond, 1, 2, 4)
	stored(t, s, "a-done.jsonl", at(0, nil), &results.End{Stopped: "6 repeats are done"}, runs...)
	stored(t, s, "b-interrupted.jsonl", at(1, func(h *results.Header) { h.Workload = "wait" }), &results.End{Stopped: "interrupted after 5 blocks", Interrupted: true}, runs...)
	stored(t, s, "c-killed.jsonl", at(2, func(h *results.Header) { h.Machine.Hostname = "node-2" }), nil, runs[:2]...)
	stored(t, s, "d-failed.jsonl", at(3, func(h *results.Header) { h.Schedule = "queue" }), &results.End{Failed: "row 3 panicked"})
	damaged := stored(t, s, "e-edited.jsonl", at(4, nil), &results.End{}, runs...)
	b, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	put(t, damaged, bytes.Replace(b, []byte(`"wall_ns":`), []byte(`"wall_ns":1`), 1))
	put(t, filepath.Join(s.Dir, "f-foreign.jsonl"), []byte("n,t\n1,2\n"))
	put(t, filepath.Join(s.Dir, "notes.txt"), []byte("none of ours\n"))
	if err := os.Mkdir(filepath.Join(s.Dir, "folder.jsonl"), 0o755); err != nil {
		t.Fatal(err)
	}
	changed := runtest.Epoch.AddDate(0, 0, 5)
	if err := os.Chtimes(filepath.Join(s.Dir, "f-foreign.jsonl"), changed, changed); err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestList(t *testing.T) {
	found, err := sampleStore(t).List(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range found {
		got = append(got, fmt.Sprintf("%s %s %s %d", e.Name, e.State, e.Workload, e.Runs))
	}
	want := []string{
		"f-foreign damaged  0", "e-edited damaged ttest 0", "d-failed failed ttest 0",
		"c-killed interrupted ttest 2", "b-interrupted interrupted wait 15", "a-done done ttest 15",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for i, reason := range []string{"line 1: found", "line 2: run: split_ns", "row 3 panicked", "killed", "interrupted after 5 blocks", "6 repeats are done"} {
		if !strings.Contains(found[i].Reason, reason) {
			t.Errorf("%s: reason %q, want %q in it", found[i].Name, found[i].Reason, reason)
		}
	}
}

// The S of a list is the S of the report.
func TestListAgreesWithReport(t *testing.T) {
	found, err := sampleStore(t).List(t.Context(), Filter{})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, e := range found {
		f, err := results.Read(e.Path)
		if err != nil {
			continue
		}
		a, err := analysis.Of(f, analysis.Options{})
		if err != nil {
			if e.SerialFraction != nil || e.Verdict == "" {
				t.Errorf("%s: S %v, verdict %q, but the error of the report is %v", e.Name, e.SerialFraction, e.Verdict, err)
			}
			continue
		}
		compared++
		if diff := cmp.Diff(a.SerialFraction, e.SerialFraction); diff != "" {
			t.Errorf("%s: S (-report +list)\n%s", e.Name, diff)
		}
	}
	if compared < 2 {
		t.Errorf("%d files were compared", compared)
	}
}

func TestListFilters(t *testing.T) {
	s := sampleStore(t)
	for _, c := range []struct {
		name string
		keep Filter
		want string
	}{
		{"workload", Filter{Workload: "wait"}, "b"},
		{"pattern", Filter{Workload: "t*t"}, "edca"},
		{"machine", Filter{Machine: "node-2"}, "c"},
		{"engine", Filter{Engine: "pool"}, "edcba"},
		{"engine and schedule", Filter{Engine: "pool/queue"}, "d"},
		{"another engine", Filter{Engine: "sim"}, ""},
		{"since", Filter{Since: runtest.Epoch.AddDate(0, 0, 4)}, "fe"},
		{"until", Filter{Until: runtest.Epoch.AddDate(0, 0, 1)}, "a"},
		{"both and more", Filter{Since: runtest.Epoch.AddDate(0, 0, 1), Until: runtest.Epoch.AddDate(0, 0, 4), Workload: "ttest"}, "dc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := s.List(t.Context(), c.keep)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, e := range found {
				got += e.Name[:1]
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if CheckPattern("[") == nil || CheckPattern("a*") != nil {
		t.Error("CheckPattern refuses a pattern, or accepts a malformed one")
	}
}

func TestListOfNothing(t *testing.T) {
	found, err := Folder{filepath.Join(t.TempDir(), "not there")}.List(t.Context(), Filter{})
	if err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, nil)
	if _, err := (Folder{file}).List(t.Context(), Filter{}); err == nil || !strings.Contains(err.Error(), "XDG_DATA_HOME") {
		t.Errorf("a folder that is a file: %v", err)
	}
}

func TestIdentifiers(t *testing.T) {
	got := identifiers([]string{
		"20261119T093000.000Z-ttest-a.jsonl",
		"20261120T093000.000Z-ttest-a.jsonl", "20261120T093000.500Z-ttest-a.jsonl",
		"20261121T093000.000Z-ttest-a.jsonl", "20261121T093000.000Z-ttest-b.jsonl",
		"laptop.jsonl",
	})
	want := []string{"20261119T093000", "20261120T093000.000Z", "20261120T093000.500Z",
		"20261121T093000.000Z-ttest-a", "20261121T093000.000Z-ttest-b", "laptop"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	s := sampleStore(t)
	stored(t, s, "a.jsonl", at(-1, nil), nil)
	warmup := runtest.AmdahlRun(0, 1, 0, time.Second, 1)
	warmup.Warmup = true
	stored(t, s, "g-no-run.jsonl", at(6, nil), &results.End{Failed: "row 3 panicked"})
	stored(t, s, "h-warmup.jsonl", at(7, nil), nil, warmup)
	for _, c := range []struct{ name, want, wantErr string }{
		{name: "b", want: "b-interrupted.jsonl"},
		{name: "a", want: "a.jsonl"}, // a whole name goes before the start of another
		{name: "a-done", want: "a-done.jsonl"},
		{name: "a-done.jsonl", want: "a-done.jsonl"},
		{name: "f", want: "f-foreign.jsonl"},
		{name: Latest, want: "e-edited.jsonl"}, // the newest header of those with a timed run
		{name: filepath.Join(s.Dir, "c-killed.jsonl"), want: "c-killed.jsonl"},
		{name: "a-d", want: "a-done.jsonl"},
		{name: "x", wantErr: `no result "x"`},
		{name: "", wantErr: "is not a result of"},
		{name: "notes.txt", wantErr: "no result"},
		{name: "../a.jsonl", wantErr: "is not a result of"},
		{name: "/etc/passwd", wantErr: "is not a result of"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := s.Find(t.Context(), c.name)
			if c.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), c.wantErr) {
					t.Fatalf("%q, %v; want an error with %q", got, err, c.wantErr)
				}
				return
			}
			if err != nil || got != filepath.Join(s.Dir, c.want) {
				t.Errorf("%q, %v; want %s", got, err, c.want)
			}
		})
	}
	stored(t, s, "bc.jsonl", at(9, nil), nil)
	if _, err := s.Find(t.Context(), "b"); err == nil || !strings.Contains(err.Error(), "type more of one of b-interrupted, bc") {
		t.Errorf("a start of two names: %v", err)
	}
	if _, err := (Folder{t.TempDir()}).Find(t.Context(), Latest); err == nil || !strings.Contains(err.Error(), "harness sweep") {
		t.Errorf("the latest of none: %v", err)
	}
}

func TestRemove(t *testing.T) {
	s := sampleStore(t)
	outside := filepath.Join(t.TempDir(), "x.jsonl")
	put(t, outside, nil)
	for _, path := range []string{outside, filepath.Join(s.Dir, "notes.txt"), filepath.Join(s.Dir, "folder.jsonl", "y.jsonl"), s.Dir} {
		if err := s.Remove(path); err == nil || !strings.Contains(err.Error(), "only those are removed") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := s.Remove(filepath.Join(s.Dir, "gone.jsonl")); err == nil {
		t.Error("removed what is not there")
	}
	if err := s.Remove(filepath.Join(s.Dir, "e-edited.jsonl")); err != nil {
		t.Errorf("a damaged one: %v", err)
	}
	left, err := s.names()
	if err != nil || len(left) != 5 {
		t.Errorf("left are %q, %v", left, err)
	}
}

// BenchmarkList lists a thousand sweeps of 20 blocks, some 40 kB each.
func BenchmarkList(b *testing.B) {
	s := Folder{b.TempDir()}
	var text bytes.Buffer
	head, err := results.EncodeHeader(header(1, 2, 4, 8))
	if err != nil {
		b.Fatal(err)
	}
	text.Write(head)
	for _, r := range runtest.Amdahl(20, time.Millisecond, 100*time.Millisecond, 1, 2, 4, 8) {
		run, err := results.EncodeRun(r)
		if err != nil {
			b.Fatal(err)
		}
		text.Write(run)
	}
	for i := range 1000 {
		if err := os.WriteFile(filepath.Join(s.Dir, fmt.Sprintf("%04d.jsonl", i)), text.Bytes(), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		found, err := s.List(b.Context(), Filter{})
		if err != nil || len(found) != 1000 || found[0].SerialFraction == nil {
			b.Fatal(len(found), err)
		}
	}
}

// A packed result is listed, found and removed like any other, also beside the same that is not.
func TestPackedResult(t *testing.T) {
	s := Folder{t.TempDir()}
	path := stored(t, s, "a.jsonl", at(0, nil), &results.End{}, runtest.Amdahl(5, time.Millisecond, 100*time.Millisecond, 1, 2, 4)...)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.jsonl.gz", "b.jsonl.gz"} {
		if err := os.WriteFile(filepath.Join(s.Dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.List(t.Context(), Filter{})
	if err != nil || len(all) != 3 {
		t.Fatalf("%+v, error %v", all, err)
	}
	names := map[string]string{}
	for _, e := range all {
		names[filepath.Base(e.Path)] = e.Name
		if e.State != Done || e.Runs != 15 || e.SerialFraction == nil {
			t.Errorf("%+v", e)
		}
	}
	if diff := cmp.Diff(map[string]string{"a.jsonl": "a", "a.jsonl.gz": "a.jsonl.gz", "b.jsonl.gz": "b"}, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{"a": "a.jsonl", "a.jsonl.gz": "a.jsonl.gz", "b": "b.jsonl.gz", Latest: "b.jsonl.gz"} {
		if got, err := s.Find(t.Context(), name); err != nil || filepath.Base(got) != want {
			t.Errorf("%s is %s, error %v", name, got, err)
		}
	}
	if err := s.Remove(filepath.Join(s.Dir, "b.jsonl.gz")); err != nil {
		t.Error(err)
	}
}
