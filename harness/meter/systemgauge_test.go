package meter

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// The peak of memory is that of a run, not that of all runs before it.
func TestPeakOfARun(t *testing.T) {
	const size = 64 << 20
	m := NewSystemGauge()
	defer m.Close()
	m.Start()
	large := make([]byte, size)
	for i := range large {
		large[i] = 1
	}
	first := m.Stop()
	runtime.KeepAlive(large)
	large = nil
	debug.FreeOSMemory()
	m.Start()
	second := m.Stop()
	if first.Usage == nil || second.Usage == nil {
		if runtime.GOOS == "linux" || runtime.GOOS == "darwin" {
			t.Fatalf("the use of this process is missing: %+v, %+v", first, second)
		}
		return
	}
	if peak := max(first.Usage.PeakRSS, first.Usage.MaxRSS); peak < size {
		t.Errorf("a run that fills %d bytes has a peak of %d", size, peak)
	}
	if a, b := first.Usage.PeakRSS, second.Usage.PeakRSS; a > 0 && b > a-size/2 {
		t.Errorf("after a run with a peak of %d one that fills nothing has %d", a, b)
	}
	if u := first.Usage; u.MinorFaults < 1 || u.MinorFaults > 1<<20 || u.User < 0 || u.System < 0 {
		t.Errorf("use of a run that fills memory: %+v", u)
	}
}

// A gauge whose files are closed measures nothing of them, and does not fail.
func TestClosedGauge(t *testing.T) {
	m := NewSystemGauge()
	m.Close()
	m.Start()
	if s := m.Stop(); s.Steal != nil || s.Throttled != nil || s.GCCycles == nil {
		t.Errorf("a closed gauge returns %+v", s)
	}
	m.Close()
}

// BenchmarkSystemGauge measures the readings before and after a run together.
func BenchmarkSystemGauge(b *testing.B) {
	m := NewSystemGauge()
	defer m.Close()
	for b.Loop() {
		m.Start()
		m.Stop()
	}
}
