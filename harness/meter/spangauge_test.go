package meter

import (
	"os"
	"runtime"
	"testing"
	"time"
)

// The spans of a goroutine are summed, whatever thread each is on. Where there is an account, a span
// that works has CPU time, and one that sleeps has almost none.
func TestSpanGauge(t *testing.T) {
	var g SpanGauge
	defer g.Close()
	span := func(work func()) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		g.Begin()
		work()
		g.End()
	}
	spin := func() {
		for watch := NewStopwatch(); watch.Now() < 2*time.Millisecond; {
		}
	}
	span(spin)
	first := g.Sched()
	if first == nil {
		if _, err := os.Stat("/proc/thread-self/schedstat"); err == nil {
			t.Fatal("the system has an account of threads, and none was read")
		}
		t.Skip("this system has no account of threads")
	}
	if first.CPU <= 0 || first.RunDelay < 0 {
		t.Errorf("after a span that works: %+v", first)
	}
	done := make(chan struct{})
	go func() { // on another thread, while this one is locked
		defer close(done)
		span(spin)
	}()
	runtime.LockOSThread()
	<-done
	runtime.UnlockOSThread()
	second := g.Sched()
	if second.CPU <= first.CPU {
		t.Errorf("after a second span: %+v, before %+v", second, first)
	}
	span(func() {})
	if third := g.Sched(); third.CPU-second.CPU > first.CPU {
		t.Errorf("an empty span adds %v", third.CPU-second.CPU)
	}
}
