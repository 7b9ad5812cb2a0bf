package prepare

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

func unchanged(*results.Header) {}

func TestRenewed(t *testing.T) {
	header := func(repeats int, precision float64, most time.Duration) results.Header {
		return results.Header{Workers: []int{1, 3}, ChunkRows: 7, Repeats: repeats, Precision: precision, MaxTime: most}
	}
	resume := func(repeats int, precision float64, most time.Duration) []results.Resume {
		return []results.Resume{{Repeats: 99}, {Repeats: repeats, Precision: precision, MaxTime: most}}
	}
	type limits struct {
		repeats   int
		precision float64
		most      time.Duration
	}
	for name, tc := range map[string]struct {
		f     results.File
		until bool
		want  limits
	}{
		"repeats":                {results.File{Header: header(3, 0, 0)}, false, limits{3, 0.005, time.Minute}}, // those of the request do not count
		"a precision":            {results.File{Header: header(0, 0.01, time.Hour)}, false, limits{0, 0.01, time.Hour}},
		"repeats, and until":     {results.File{Header: header(3, 0, 0)}, true, limits{0, 0.005, time.Minute}},
		"a precision, and until": {results.File{Header: header(0, 0.01, time.Hour)}, true, limits{0, 0.01, time.Hour}},
		"resumed to repeats":     {results.File{Header: header(0, 0.01, time.Hour), Resumes: resume(5, 0, 0)}, false, limits{5, 0.005, time.Minute}},
		"resumed to a time":      {results.File{Header: header(3, 0, 0), Resumes: resume(0, 0, 2*time.Hour)}, false, limits{0, 0, 2 * time.Hour}},
	} {
		began := results.Request{Engine: "pool", Repeats: 1, Precision: 0.005, MaxTime: time.Minute, MaxWorkers: 8}
		r := Renewed(began, &tc.f, tc.until)
		if got := (limits{r.Repeats, r.Precision, r.MaxTime}); got != tc.want {
			t.Errorf("%s: %+v, want %+v", name, got, tc.want)
		}
		if !slices.Equal(r.Workers, []int{1, 3}) || r.ChunkRows != 7 {
			t.Errorf("%s: N = %v in chunks of %d", name, r.Workers, r.ChunkRows)
		}
	}
	f := results.File{Header: header(3, 0, 0)}
	if r := Renewed(results.Request{}, &f, false); r.ChunkRows != 0 {
		t.Errorf("a whole program has chunks of %d rows", r.ChunkRows)
	}
}

// The output of runs is kept in a folder that must be empty before. A sweep that is resumed
// does not name it again, and a sweep that names another folder is of the same work.
func TestRenewedWritesNothingOver(t *testing.T) {
	began := results.Request{Workload: "command", Settings: map[string][]string{"keep-output": {"kept"}, "env": {"A=1"}}}
	r := Renewed(began, &results.File{}, false)
	if len(r.Settings) != 1 || r.Settings["env"] == nil || len(began.Settings) != 2 {
		t.Errorf("of %v remains %v", began.Settings, r.Settings)
	}
	old := map[string]string{"keep-output": "kept", "env": "A=1", "timeout": "10m"}
	if was, is := withDefaults("command", old), Args(r); was["env"] != "A=1" || !maps.Equal(was, withDefaults("command", is)) || len(old) != 3 {
		t.Errorf("the settings of %v are %v, and %v of the sweep that goes on", old, was, is)
	}
}

// A sweep skips the timed runs that a file has, if it would make the same runs itself.
func TestSkip(t *testing.T) {
	r := simulatedRequest()
	r.Warmup = 1
	none := func(*harness.Run) {}
	f := kept(t, made(t, r, nil), t.TempDir(), "r.jsonl", unchanged, none)
	if len(f.Runs) != 9 {
		t.Fatalf("%d runs", len(f.Runs))
	}
	s := made(t, r, nil)
	for warmups, want := range map[int]int{3: 0, 7: 4, 9: 6} {
		part := *f
		part.Runs = f.Runs[:warmups]
		if err := s.Skip(&part); err != nil || s.Order.Skip != want {
			t.Errorf("of %d runs %d are skipped, %v; want %d", warmups, s.Order.Skip, err, want)
		}
	}
	edited := *f
	edited.Runs = slices.Clone(f.Runs)
	edited.Runs[4], edited.Runs[5] = edited.Runs[5], edited.Runs[4]
	if err := s.Skip(&edited); err == nil || !strings.Contains(err.Error(), "its timed run 2 is run 2 of block 0") {
		t.Errorf("of a file that was edited: %v", err)
	}
}

// A setting that a workload got only after a file was made counts as its default.
func TestChanges(t *testing.T) {
	s := made(t, simulatedRequest(), nil)
	f := kept(t, s, t.TempDir(), "r.jsonl", func(h *results.Header) { h.Args = map[string]string{"plant": "0.9"} }, func(*harness.Run) {})
	if c := s.Changes(f); len(c.Work) > 0 || len(c.Machine) > 0 {
		t.Errorf("%+v", c)
	}
	other := simulatedRequest()
	other.Settings = map[string][]string{"plant": {"0.5"}}
	if c := made(t, other, nil).Changes(f); !slices.Equal(c.Work, []string{"setting plant: 0.9 → 0.5"}) {
		t.Errorf("%+v", c)
	}
}

// A new sweep has a design where the number of repeats is not requested, and one that is resumed
// has that of its file, whatever is requested now.
func TestDesign(t *testing.T) {
	r := simulatedRequest()
	design := func(repeats int, before *results.Header) []int {
		r.Repeats, r.Precision = repeats, 0.01
		s, err := New(t.Context(), r, before, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if got := s.Order.Design.Runs(s.Header.Workers); !slices.Equal(got, s.Header.Design) {
			t.Errorf("the order has %v, the header %v", got, s.Header.Design)
		}
		return s.Header.Design
	}
	r.Workers = []int{2, 4, 8}
	workers := []int{1, 2, 4, 8}
	for name, c := range map[string]struct {
		repeats int
		before  *results.Header
		want    []int
	}{
		"to a precision":      {0, nil, []int{4, 1, 8, 8}},
		"so many repeats":     {10, nil, nil},
		"resumed":             {0, &results.Header{Workers: workers, Design: []int{4, 4, 0, 0}}, []int{4, 4, 0, 0}},
		"resumed, to repeats": {10, &results.Header{Workers: workers, Design: []int{4, 4, 0, 0}}, []int{4, 4, 0, 0}},
		"of an older version": {0, &results.Header{Workers: workers}, nil},
		"of other N":          {0, &results.Header{Workers: []int{1, 2}, Design: []int{4, 4}}, nil},
	} {
		if got := design(c.repeats, c.before); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestOldOrder resumes a sweep of before there was a balanced order in the order that it
// began with, to the run; a new sweep is balanced.
func TestOldOrder(t *testing.T) {
	r := results.Request{Workload: "ttest", Source: results.Source{Data: "synth:rows=1000,cols=8"},
		Engine: "sim", Schedule: "dynamic", Workers: []int{1, 2, 4}, Repeats: 4, Seed: 1, Warmup: 1}
	prepared := func(before *results.Header) *Sweep {
		s, err := New(t.Context(), r, before, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	if s := prepared(nil); !s.Order.Balanced || !s.Header.Balanced {
		t.Errorf("a new sweep: %+v", s.Order)
	}
	old := prepared(&results.Header{})
	if old.Order.Balanced || old.Header.Balanced {
		t.Errorf("an old sweep: %+v", old.Order)
	}
	var f results.File
	for _, n := range []int{1, 2, 4, 2, 1, 4} { // made by the version before
		at := len(f.Runs)
		f.Runs = append(f.Runs, harness.Run{Engine: "sim", Block: at / 3, Order: at % 3, Workers: n})
	}
	if err := old.Skip(&f); err != nil {
		t.Error(err)
	}
}
