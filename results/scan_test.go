package results

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
)

// scanned returns the runs of one pass.
func scanned(t *testing.T, s *Scan) (runs []harness.Run) {
	t.Helper()
	for r, err := range s.Runs() {
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, *r)
	}
	return runs
}

// A scan yields the runs that are held of a file that is read, in every pass, and has all else of it.
func TestScan(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.jsonl")
	vintage, again := filepath.Glob("testdata/vintage/*.jsonl")
	if err != nil || again != nil {
		t.Fatal(err, again)
	}
	_, text := write(t, sampleHeader(1), []harness.Run{withTimeline(0, 0, 3, time.Millisecond)})
	lines := strings.SplitAfter(string(text), "\n")
	bare, timeline := withoutTimeline(t, lines[1])
	late := lines[0] + bare + timeline
	for name, text := range map[string][]byte{
		"late.jsonl":       []byte(late),
		"cr.jsonl":         []byte(strings.ReplaceAll(late, "\n", "\r")),
		"packed.jsonl.gz":  packed(t, []byte(late)),
		"torn.jsonl":       []byte(late + bare[:100]),
		"blanks.jsonl":     []byte(lines[0] + "\n\n" + bare),
		"no-newline.jsonl": []byte(lines[0] + strings.TrimSuffix(bare, "\n")),
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	tested := 0
	for _, path := range append(paths, vintage...) {
		want, err := Read(path)
		s, same := Open(path)
		if err != nil || same != nil {
			if err == nil || same == nil || err.Error() != same.Error() {
				t.Errorf("%s: error %v, where reading has %v", path, same, err)
			}
			continue
		}
		tested++
		for pass := range 2 {
			if got := scanned(t, s); !cmp.Equal(got, want.Runs) {
				t.Errorf("%s, pass %d (-read +scanned):\n%s", path, pass, cmp.Diff(want.Runs, got))
			}
		}
		rest := *want
		rest.Runs, rest.Warnings = nil, s.File.Warnings
		if !cmp.Equal(&rest, s.File) {
			t.Errorf("%s: beside the runs (-read +scanned):\n%s", path, cmp.Diff(&rest, s.File))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if tested < 10 {
		t.Errorf("only %d files were read", tested)
	}
}

// What a sweep appends meanwhile is not yielded, and a file that became shorter is an error.
func TestScanOfChangedFile(t *testing.T) {
	path, text := write(t, sampleHeader(1), []harness.Run{withTimeline(0, 0, 3, time.Millisecond), withTimeline(1, 0, 3, time.Millisecond)})
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	lines := bytes.SplitAfter(text, []byte("\n"))
	for _, tc := range []struct {
		text []byte
		want int
		err  string
	}{
		{bytes.Join(append(lines[:3:3], lines[2]), nil), 2, ""},
		{bytes.Join(lines[:2], nil), 1, "it was changed while it was read: read it again"},
		{nil, 0, "it was changed while it was read: read it again"},
	} {
		if err := os.WriteFile(path, tc.text, 0o600); err != nil {
			t.Fatal(err)
		}
		got, failed := 0, ""
		for _, err := range s.Runs() {
			if err != nil {
				failed = err.Error()
				break
			}
			got++
		}
		if got != tc.want || !strings.HasSuffix(failed, tc.err) || (failed == "") != (tc.err == "") {
			t.Errorf("%d runs of %d bytes, error %q", got, len(tc.text), failed)
		}
	}
}
