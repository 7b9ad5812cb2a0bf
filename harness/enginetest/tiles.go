package enginetest

import (
	"testing"

	"serialfraction/harness"
)

// CheckTiles fails the test where the times of a run on rows do not tile exactly. The phases
// must add up to the wall time, and the parts of each of the n workers to the parallel
// phase, to the nanosecond. Every chunk must be counted.
func CheckTiles(t *testing.T, j *harness.Job, n int, timing harness.Timing) {
	t.Helper()
	phasesTile(t, n, timing)
	if len(timing.Workers) != n {
		t.Fatalf("N = %d: %d workers reported", n, len(timing.Workers))
	}
	chunks := 0
	for w, k := range timing.Workers {
		if got := k.Wake + k.Span() + k.Tail; got != timing.Parallel {
			t.Errorf("N = %d, worker %d: parts sum to %v, parallel is %v", n, w, got, timing.Parallel)
		}
		if min(k.Wake, k.Busy, k.Claim, k.Serialize, k.Transfer, k.Tail) < 0 {
			t.Errorf("N = %d, worker %d: negative part in %+v", n, w, k)
		}
		chunks += k.Chunks
	}
	if chunks%j.NumChunks() != 0 || chunks == 0 {
		t.Errorf("N = %d: %d chunks done, the job has %d", n, chunks, j.NumChunks())
	}
}

// wholeTiles checks the times of work that is timed as a whole: the phases must tile and not
// be empty, there must be no times of workers, and no use of the process may be negative.
func wholeTiles(t *testing.T, _ *harness.Job, n int, timing harness.Timing) {
	t.Helper()
	phasesTile(t, n, timing)
	if timing.Wall <= 0 {
		t.Errorf("N = %d: the run took %v", n, timing.Wall)
	}
	if len(timing.Workers) != 0 {
		t.Errorf("N = %d: times of %d workers, want none", n, len(timing.Workers))
	}
	if o := timing.Others; o != nil && (o.CPU < 0 || o.Pressure != nil && *o.Pressure < 0) {
		t.Errorf("N = %d: less than no work of others: %+v", n, o)
	}
	if p := timing.Process; p != nil && (p.User < 0 || p.System < 0 || p.MaxRSS < 0 || p.Voluntary < 0 || p.Involuntary < 0) {
		t.Errorf("N = %d: the process used %+v", n, p)
	}
}

func phasesTile(t *testing.T, n int, timing harness.Timing) {
	t.Helper()
	if got := timing.Split + timing.Parallel + timing.Merge; got != timing.Wall {
		t.Errorf("N = %d: phases sum to %v, wall is %v", n, got, timing.Wall)
	}
	if timing.Split < 0 || timing.Parallel < 0 || timing.Merge < 0 {
		t.Errorf("N = %d: negative phase in %+v", n, timing)
	}
}
