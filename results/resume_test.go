package results

import (
	"errors"
	"testing"
	"time"

	"serialfraction/harness/runtest"

	"github.com/google/go-cmp/cmp"
)

// A resume line is read as it was written, and cancels an end before it.
func TestResumeLine(t *testing.T) {
	path, _ := write(t, sampleHeader(1, 2), runtest.Amdahl(2, 0, time.Second, 1, 2))
	w, err := Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	r := Resume{Version: "v0.2.0", Time: runtest.Epoch, Command: []string{"harness", "sweep", "--resume", path}, Machine: sampleHeader().Machine,
		Repeats: 9, Precision: 0.01, MaxTime: time.Hour, Forced: []string{"another machine"}, Unlocked: "cannot tell whether another sweep is running: permission denied"}
	if err := w.Resume(r); err != nil {
		t.Fatal(err)
	}
	next := runtest.AmdahlRun(2, 1, 0, time.Second, 1)
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
