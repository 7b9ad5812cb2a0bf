package results

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
)

// A file that is continued has a place for every run, and its sample is that of the file that is read
// afterwards.
func TestReopenedInBrief(t *testing.T) {
	runs := runtest.Amdahl(200, time.Millisecond, 20*time.Millisecond, 1, 2, 4)
	warm := runtest.AmdahlRun(0, 1, time.Millisecond, 20*time.Millisecond, 1)
	warm.Warmup = true
	runs = append([]harness.Run{warm}, runs...)
	path, _ := write(t, sampleHeader(1, 2, 4), runs)
	by := func() *sampler { return &sampler{most: 150, least: 8} }
	w, err := reopen(path, by())
	if err != nil {
		t.Fatal(err)
	}
	f := w.File()
	if len(f.Runs) > 151 || f.Left.Runs != len(f.Briefs) || len(f.Runs)+len(f.Briefs) != len(runs) || f.Level == 0 || len(f.Warnings) > 0 {
		t.Fatalf("%d runs and %d briefs are held at level %d, left out are %+v, warnings %q", len(f.Runs), len(f.Briefs), f.Level, f.Left, f.Warnings)
	}
	at := 0
	for held, got := range f.Made() {
		want := runs[at]
		if got.Engine != want.Engine || got.Block != want.Block || got.Order != want.Order || got.Workers != want.Workers || got.Warmup != want.Warmup ||
			!got.Start.Equal(want.Start) || got.Timing.Wall != want.Timing.Wall || got.Timing.Workers != nil && !cmp.Equal(got, f.Runs[held-1]) {
			t.Fatalf("run %d is %+v, want %+v", at, got, want)
		}
		at++
	}
	if at != len(runs) {
		t.Errorf("%d runs of %d are there", at, len(runs))
	}
	if err := w.Resume(Resume{Version: "v0.2.0", Command: []string{"harness"}, Time: runtest.Epoch, Machine: sampleHeader().Machine}); err != nil {
		t.Fatal(err)
	}
	for b := range 100 {
		err = errors.Join(err, w.Run(runtest.AmdahlRun(200+b, 1, time.Millisecond, 20*time.Millisecond, 1)))
	}
	if err := errors.Join(err, w.End(End{Stopped: "again"}), w.Close()); err != nil {
		t.Fatal(err)
	}
	all, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if after := all.Resumes[0].After; after != len(runs) {
		t.Errorf("the sweep was resumed after %d runs of %d", after, len(runs))
	}
	if diff := cmp.Diff(all.sample(by()), w.File().sample(by())); diff != "" {
		t.Errorf("the sample of the file that was written differs (-read +written):\n%s", diff)
	}
}
