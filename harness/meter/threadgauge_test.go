package meter

import (
	"runtime"
	"testing"
)

// The moments of a thread follow each other, and a run delay never shrinks. Reading them
// allocates nothing, because it is done in timed runs.
func TestMoments(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	g, w := OpenThread(), NewStopwatch()
	defer g.Close()
	g.Gate()
	var last Moment
	allocs := testing.AllocsPerRun(100, func() {
		for _, now := range [...]Moment{g.Moment(w), g.Start(w), g.Last(w)} {
			if now.At < last.At || now.Delay < last.Delay {
				t.Fatalf("%+v after %+v", now, last)
			}
			last = now
		}
	})
	if allocs != 0 {
		t.Errorf("three readings make %v allocations", allocs)
	}
	if runtime.GOOS == "linux" && !g.Measures() {
		t.Error("the account of this thread cannot be read")
	}
}

// BenchmarkMoment prints what a moment costs a run.
func BenchmarkMoment(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	g, w := OpenThread(), NewStopwatch()
	defer g.Close()
	for b.Loop() {
		g.Moment(w)
	}
}
