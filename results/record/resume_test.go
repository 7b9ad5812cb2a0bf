package record

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// warmUp returns the warm-up block with which a process begins.
func warmUp(workers ...int) (runs []harness.Run) {
	for i, n := range workers {
		r := runtest.AmdahlRun(0, n, time.Millisecond, 100*time.Millisecond, 3)
		r.Order, r.Warmup = i, true
		runs = append(runs, r)
	}
	return runs
}

// made writes the runs of a sweep as one process makes them, with a clock of their own, and
// returns why it stopped.
func made(t *testing.T, w *results.Writer, stop Stop, runs []harness.Run) string {
	t.Helper()
	now := clock{runtest.Epoch}
	stop.Now = now.Now
	stopped, err := Runs(t.Context(), replay(runs, &now, nil, nil), w, stop, nil)
	if err != nil {
		t.Fatal(err)
	}
	return stopped
}

// consecutive sets the start of each run to the end of the one before it.
func consecutive(runs []harness.Run) []harness.Run {
	at := runtest.Epoch
	for i := range runs {
		runs[i].Start = at
		at = at.Add(runs[i].Timing.Wall)
	}
	return runs
}

// fromRuns leaves out of a comparison of reports what the next analysis is made from: curves,
// of the same runs as the rest of the report, and functions.
var fromRuns = cmpopts.IgnoreFields(analysis.Report{}, "Choice", "Room")

// Wherever a sweep is cut, between two lines or within one, it can be resumed. It stops
// where it would have stopped, for the same reason, and its analysis is the same. This
// holds for a second cut too.
func TestResumeAnywhere(t *testing.T) {
	h := header(1, 2)
	timed := runtest.Amdahl(12, 30*time.Millisecond, time.Second, h.Workers...)
	for _, stop := range []Stop{{Blocks: 3}, {Precision: 0.5}} {
		whole := create(t, h)
		why := made(t, whole, stop, consecutive(slices.Concat(warmUp(h.Workers...), timed)))
		want := analyze(t, whole.File())
		all, err := os.ReadFile(whole.Path())
		if err != nil {
			t.Fatal(err)
		}
		for at := bytes.IndexByte(all, '\n') + 1; at < len(all); {
			next := at + bytes.IndexByte(all[at:], '\n')
			for _, cut := range []int{at, (at + next) / 2, next} { // before a line, within it, before its newline
				f, b := continued(t, h, all[:cut], stop, why, timed)
				same(t, whole.File(), f)
				if diff := cmp.Diff(want, analyze(t, f), fromRuns); diff != "" {
					t.Fatalf("cut at %d, the analysis differs (-one go +resumed):\n%s", cut, diff)
				}
				if cut == (at+next)/2 {
					f, _ = continued(t, h, b[:(cut+len(b))/2], stop, why, timed)
					same(t, whole.File(), f)
				}
			}
			at = next + 1
		}
	}
}

// A sweep whose blocks do not hold each N once is resumed where it was cut too, and has as many
// blocks.
func TestResumeADesign(t *testing.T) {
	h := header(1, 2, 4, 8)
	h.Balanced, h.Design = true, []int{4, 1, 8, 0}
	timed := designed(h, 9)
	stop := Stop{Blocks: 8}
	whole := create(t, h)
	why := made(t, whole, stop, consecutive(slices.Concat(warmUp(h.Workers...), timed)))
	if why != "8 blocks done" || len(whole.File().Runs) != 4+h.RunsOf(8) {
		t.Fatalf("%s: %d runs, want %d", why, len(whole.File().Runs), 4+h.RunsOf(8))
	}
	all, err := os.ReadFile(whole.Path())
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(all, []byte("\n"))
	for k := 1; k < len(lines)-1; k += 10 {
		f, _ := continued(t, h, bytes.Join(lines[:k], nil), stop, why, timed)
		same(t, whole.File(), f)
	}
}

// continued resumes what is left of a file with the timed runs that it lacks, and returns
// the bytes of the file.
func continued(t *testing.T, h results.Header, kept []byte, stop Stop, why string, timed []harness.Run) (*results.File, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.jsonl")
	if err := os.WriteFile(path, kept, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := results.Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	for _, r := range w.File().Runs {
		if !r.Warmup {
			done++
		}
	}
	if err := w.Resume(results.Resume{Version: h.Version, Machine: h.Machine, Time: runtest.Epoch}); err != nil {
		t.Fatal(err)
	}
	if got := made(t, w, stop, consecutive(slices.Concat(warmUp(h.Workers...), timed[done:]))); got != why {
		t.Fatalf("cut at %d it stopped for %q, want %q", len(kept), got, why)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if whole := kept[:bytes.LastIndexByte(kept, '\n')+1]; err != nil || !bytes.HasPrefix(after, whole) {
		t.Fatalf("cut at %d, what was there has changed: %v", len(kept), err)
	}
	return f, after
}

// same fails unless the timed runs of two files are the same but for the time of day.
func same(t *testing.T, want, got *results.File) {
	t.Helper()
	strip := func(f *results.File) (runs []harness.Run) {
		for _, r := range f.Runs {
			if r.Start = runtest.Epoch; !r.Warmup {
				runs = append(runs, r)
			}
		}
		return runs
	}
	if diff := cmp.Diff(strip(want), strip(got)); diff != "" {
		t.Fatalf("the runs differ (-one go +resumed):\n%s", diff)
	}
}

// The time of all processes counts, but not the time between them.
func TestResumedTimeLimit(t *testing.T) {
	h := header(1, 2)
	timed := runtest.Amdahl(12, 0, time.Second, h.Workers...) // 1.5 s a block
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
	if err := w.Resume(results.Resume{Machine: h.Machine, Version: h.Version}); err != nil {
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

// S of the whole blocks of earlier processes is known from the first run on. Runs of a block
// that was cut do not count in it.
func TestResumedProgressKnowsS(t *testing.T) {
	h := header(1, 2)
	timed := runtest.Amdahl(12, 30*time.Millisecond, time.Second, h.Workers...)
	w := create(t, h)
	made(t, w, Stop{}, consecutive(slices.Clone(timed[:7]))) // and one run of a fourth block
	want, own, _ := newRecorder(w.File(), Stop{}).found(w.File().First(6))
	if want == nil || own == nil {
		t.Fatal("no S of three blocks, or none of the program")
	}
	if err := w.Resume(results.Resume{Machine: h.Machine, Version: h.Version}); err != nil {
		t.Fatal(err)
	}
	now := clock{runtest.Epoch}
	var seen []Progress
	if _, err := Runs(t.Context(), replay(warmUp(h.Workers...), &now, nil, nil), w, Stop{Now: now.Now}, func(p Progress) { seen = append(seen, p) }); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 {
		t.Fatalf("progress was called %d times for 2 runs", len(seen))
	}
	for _, p := range seen {
		if diff := cmp.Diff([]*fit.Interval{want, own}, []*fit.Interval{p.SerialFraction, p.Program}); diff != "" {
			t.Errorf("after %d runs of the warm-up, S and the program's own (-of the whole blocks +progress):\n%s", p.Warmup, diff)
		}
	}
}

// What has been made is counted the same where most runs are held in brief.
func TestResumedFromBriefs(t *testing.T) {
	h := header(1, 2)
	runs := slices.Concat(warmUp(h.Workers...), runtest.Amdahl(9, 30*time.Millisecond, time.Second, h.Workers...))
	whole := &results.File{Header: h, Runs: consecutive(runs), Resumes: []results.Resume{{After: 9}, {After: 9}}}
	brief := &results.File{Header: h, Resumes: whole.Resumes, Level: 1}
	for i, r := range runs {
		if r.Counts() && r.Block%2 == 1 {
			brief.Briefs = append(brief.Briefs, results.Brief{At: i, Engine: r.Engine, Block: r.Block, Order: r.Order, Workers: r.Workers, Start: r.Start, Wall: r.Timing.Wall})
		} else {
			brief.Runs = append(brief.Runs, r)
		}
	}
	got, want := newRecorder(brief, Stop{}), newRecorder(whole, Stop{})
	if got.blocks != 9 || got.blocks != want.blocks || got.timed != want.timed || got.before != want.before || got.first != want.first || got.block != want.block || got.look != want.look {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}
