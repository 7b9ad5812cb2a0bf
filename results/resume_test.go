package results

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/results/advice"
)

// warmUp is the block that a process begins with.
func warmUp(workers ...int) (runs []harness.Run) {
	for i, n := range workers {
		r := amdahlRun(0, n, time.Millisecond, 100*time.Millisecond, 3)
		r.Order, r.Warmup = i, true
		runs = append(runs, r)
	}
	return runs
}

// made writes the runs of a sweep as one process makes them, from a clock of their
// own, and returns why it stopped.
func made(t *testing.T, w *Writer, stop Stop, runs []harness.Run) string {
	t.Helper()
	now := clock{epoch}
	stop.Now = now.Now
	stopped, err := Record(t.Context(), replay(runs, &now, nil, nil), w, stop, nil)
	if err != nil {
		t.Fatal(err)
	}
	return stopped
}

// consecutive has the runs begin where those before them ended.
func consecutive(runs []harness.Run) []harness.Run {
	at := epoch
	for i := range runs {
		runs[i].Start = at
		at = at.Add(runs[i].Timing.Wall)
	}
	return runs
}

// Wherever a sweep is cut, between two lines or within one, it goes on, stops where it
// would have stopped and for the same reason, and says the same. So it does when it is
// cut once more.
func TestResumeAnywhere(t *testing.T) {
	h := sampleHeader(1, 2)
	timed := amdahlRuns(12, 30*time.Millisecond, time.Second, h.Workers...)
	for _, stop := range []Stop{{Blocks: 3}, {Precision: 0.5}} {
		whole := create(t, h)
		why := made(t, whole, stop, consecutive(slices.Concat(warmUp(h.Workers...), timed)))
		want := analyze(t, whole.File(), Options{})
		all, err := os.ReadFile(whole.Path())
		if err != nil {
			t.Fatal(err)
		}
		for at := bytes.IndexByte(all, '\n') + 1; at < len(all); {
			next := at + bytes.IndexByte(all[at:], '\n')
			for _, cut := range []int{at, (at + next) / 2, next} { // before a line, within it, before its newline
				f, b := resumed(t, h, all[:cut], stop, why, timed)
				same(t, whole.File(), f)
				if diff := cmp.Diff(want, analyze(t, f, Options{})); diff != "" {
					t.Fatalf("cut at %d, the analysis differs (-one go +resumed):\n%s", cut, diff)
				}
				if cut == (at+next)/2 {
					f, _ = resumed(t, h, b[:(cut+len(b))/2], stop, why, timed)
					same(t, whole.File(), f)
				}
			}
			at = next + 1
		}
	}
}

// resumed goes on with what is left of a file, as a sweep of the timed runs would, and
// returns what is there then.
func resumed(t *testing.T, h Header, kept []byte, stop Stop, why string, timed []harness.Run) (*File, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.jsonl")
	if err := os.WriteFile(path, kept, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	for _, r := range w.File().Runs {
		if !r.Warmup {
			done++
		}
	}
	if err := w.Resume(Resume{Version: h.Version, Machine: h.Machine, Time: epoch}); err != nil {
		t.Fatal(err)
	}
	if got := made(t, w, stop, consecutive(slices.Concat(warmUp(h.Workers...), timed[done:]))); got != why {
		t.Fatalf("cut at %d it stopped for %q, want %q", len(kept), got, why)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if whole := kept[:bytes.LastIndexByte(kept, '\n')+1]; err != nil || !bytes.HasPrefix(after, whole) {
		t.Fatalf("cut at %d, what was there has changed: %v", len(kept), err)
	}
	return f, after
}

// same wants the timed runs of two files to be the same, but for the time of day.
func same(t *testing.T, want, got *File) {
	t.Helper()
	strip := func(f *File) (runs []harness.Run) {
		for _, r := range f.Runs {
			if r.Start = epoch; !r.Warmup {
				runs = append(runs, r)
			}
		}
		return runs
	}
	if diff := cmp.Diff(strip(want), strip(got)); diff != "" {
		t.Fatalf("the runs differ (-one go +resumed):\n%s", diff)
	}
}

// The time that all processes took counts, and that they rested does not.
func TestResumedTimeLimit(t *testing.T) {
	h := sampleHeader(1, 2)
	timed := amdahlRuns(12, 0, time.Second, h.Workers...) // 1.5 s a block
	w := create(t, h)
	if got, want := made(t, w, Stop{MaxTime: 5 * time.Second}, consecutive(slices.Clone(timed))), "time limit 5s spent after 3 blocks"; got != want {
		t.Fatalf("%q, want %q", got, want)
	}
	for _, c := range []struct {
		stop Stop
		want string
	}{
		{Stop{MaxTime: 5 * time.Second}, "time limit 5s spent after 3 blocks"},
		{Stop{MaxTime: 6500 * time.Millisecond}, ""},
		{Stop{Blocks: 3}, "3 blocks done"},
		{Stop{Blocks: 4}, ""},
		{Stop{Precision: 1e-9}, ""},
	} {
		if got := Finished(w.File(), c.stop); got != c.want {
			t.Errorf("%+v: %q, want %q", c.stop, got, c.want)
		}
	}
	if err := w.Resume(Resume{Machine: h.Machine, Version: h.Version}); err != nil {
		t.Fatal(err)
	}
	later := consecutive(timed[6:])
	for i := range later {
		later[i].Start = later[i].Start.Add(time.Hour)
	}
	if got, want := made(t, w, Stop{MaxTime: 8 * time.Second}, later), "time limit 8s spent after 5 blocks"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Finished(w.File(), Stop{MaxTime: 8 * time.Second}), "time limit 8s spent after 5 blocks"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What a resume line holds is read as it was written; an end before it is none.
func TestResumeLine(t *testing.T) {
	path, _ := write(t, sampleHeader(1, 2), amdahlRuns(2, 0, time.Second, 1, 2))
	w, err := Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	r := Resume{Version: "v0.2.0", Time: epoch, Command: []string{"harness", "sweep", "--resume", path}, Machine: sampleHeader().Machine,
		Repeats: 9, Precision: 0.01, MaxTime: time.Hour, Forced: []string{"another machine"}}
	if err := w.Resume(r); err != nil {
		t.Fatal(err)
	}
	next := amdahlRun(2, 1, 0, time.Second, 1)
	if err := errors.Join(w.Run(next), w.End(End{Stopped: "again"}), w.Close()); err != nil {
		t.Fatal(err)
	}
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w.File(), f); diff != "" {
		t.Errorf("what was read is not what was written (-written +read):\n%s", diff)
	}
	if r.After = 4; len(f.Resumes) != 1 || !cmp.Equal(f.Resumes[0], r) || len(f.Runs) != 5 || f.End.Stopped != "again" {
		t.Errorf("%+v, %d runs, end %+v", f.Resumes, len(f.Runs), f.End)
	}
}

// The warnings of a file that went on elsewhere say what changed.
func TestResumedWarnings(t *testing.T) {
	h := sampleHeader(1, 2)
	h.Forced = []string{"another sweep was running"}
	elsewhere := h.Machine
	elsewhere.Kernel = "6.2.0"
	f := &File{Header: h, Resumes: []Resume{
		{Version: h.Version, Machine: elsewhere, After: 3},
		{Version: "v0.2.0", Machine: elsewhere, After: 5, Forced: []string{"another machine"}},
	}}
	want := []string{
		"forced: another sweep was running",
		"changed when the sweep went on after 3 runs: kernel: 6.1.0 → 6.2.0; compare with a sweep made in one go",
		"forced when the sweep went on after 5 runs: another machine",
		"changed when the sweep went on after 5 runs: harness: v0.1.0 → v0.2.0; compare with a sweep made in one go",
	}
	if diff := cmp.Diff(want, words(f.resumed())); diff != "" {
		t.Error(diff)
	}
}

// Every fact that matters is compared, and put where it belongs.
func TestChangesOf(t *testing.T) {
	none := Changes{}
	sample := func() Header {
		h := sampleHeader(1, 2)
		h.Machine.Topology.Sockets, h.Machine.KernelSettings.Hugepages = 1, "madvise"
		return h
	}
	old := sample()
	if got := ChangesOf(&old, &old); !cmp.Equal(got, none) {
		t.Errorf("a header differs from itself: %+v", got)
	}
	for _, c := range []struct {
		change func(*Header)
		want   Changes
	}{
		{func(h *Header) { h.Data.SHA256 = "ff" }, Changes{Work: []string{"SHA-256 of data: ab12 → ff"}}},
		{func(h *Header) { h.Answer = "" }, Changes{Work: []string{"SHA-256 of the answer: cd34 → none"}}},
		{func(h *Header) { h.Args = map[string]string{"adjust": "bh"} }, Changes{Work: []string{"setting adjust: none → bh", "setting var: unequal → none"}}},
		{func(h *Header) { h.ChunkRows, h.Chunks = 64, 48 }, Changes{Work: []string{"rows of a chunk: 32 → 64", "chunks: 96 → 48"}}},
		{func(h *Header) { h.Workers = []int{1, 4} }, Changes{Work: []string{"workers: [1 2] → [1 4]"}}},
		{func(h *Header) { h.Schedule = "static" }, Changes{Work: []string{"schedule: dynamic → static"}}},
		{func(h *Header) { h.Schedule = "" }, none}, // of an engine without one, for which older files name one
		{func(h *Header) { h.Control = []int{1} }, Changes{Work: []string{"workers of the control: none → [1]"}}},
		{func(h *Header) { h.Alternative = &Alternative{Method: "full", Workers: []int{1}, ChunkRows: 3} },
			Changes{Work: []string{"other algorithm: none → full on N = 1 in chunks of 3"}}},
		{func(h *Header) { h.Machine.CPUModel, h.Machine.Hostname = "Z80", "" }, Changes{Machine: []string{"hostname: node-1 → none", "CPU model: Example CPU → Z80"}}},
		{func(h *Header) { h.Machine.Affinity, h.Machine.Clock.Governor = "0-3", "powersave" }, none}, // not told before
		{func(h *Header) { h.Machine.MemoryBytes += h.Machine.MemoryBytes / 200 }, none},
		{func(h *Header) { h.Machine.MemoryBytes = 1 << 30 }, Changes{Machine: []string{"bytes of memory: 8589934592 → 1073741824"}}},
		{func(h *Header) { h.Machine.Kernel, h.Machine.GoVersion, h.Version = "6.2", "go2", "v1" },
			Changes{Noted: []string{"kernel: 6.1.0 → 6.2", "Go: go1.26 → go2", "harness: v0.1.0 → v1"}}},
		{func(h *Header) { h.Machine.Topology.Sockets, h.Machine.KernelSettings.Hugepages = 2, "never" },
			Changes{Machine: []string{"sockets: 1 → 2"}, Noted: []string{"huge pages: madvise → never"}}},
		{func(h *Header) { h.Time, h.Command, h.Repeats, h.Precision, h.MaxTime = time.Time{}, nil, 0, 0, 0 }, none},
	} {
		now := sample()
		c.change(&now)
		if diff := cmp.Diff(c.want, ChangesOf(&old, &now)); diff != "" {
			t.Error(diff)
		}
	}
}

// words are the messages of facts.
func words(all []advice.Fact) (texts []string) {
	for _, f := range all {
		texts = append(texts, f.Message())
	}
	return texts
}
