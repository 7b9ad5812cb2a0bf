package compare

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// Two sweeps whose workers were woken in different ways are compared with a warning, where waking
// is in the times. So are two of which one has no time of its own for it.
func TestWakings(t *testing.T) {
	awake := func(f *results.File) {
		for _, r := range f.Runs {
			for w := range r.Timing.Workers {
				r.Timing.Workers[w].Awake = new(time.Duration)
			}
		}
	}
	calls := func(f *results.File) {
		for r := range f.Runs {
			f.Runs[r].Timing.Waking = new(time.Duration)
		}
	}
	claims := func(f *results.File) {
		for _, r := range f.Runs {
			for i := range r.Timing.Workers {
				w := &r.Timing.Workers[i]
				w.Sched = &meter.SchedTiming{CPU: w.Busy, ClaimDelay: new(time.Duration)}
			}
		}
	}
	for _, tc := range []struct {
		name  string
		set   func(a, b *results.File)
		scope analysis.Scope
		want  string // of a warning; "" = none
	}{
		{"one way", func(a, b *results.File) { a.Header.Parking, b.Header.Parking = harness.ByFutex, harness.ByFutex }, "", ""},
		{"two ways", func(a, b *results.File) { a.Header.Parking, b.Header.Parking = harness.ByFutex, harness.ByChannel }, "", "the system woke the workers of A, and the Go runtime those of B,"},
		{"two ways, turned", func(a, b *results.File) { a.Header.Parking, b.Header.Parking = harness.ByChannel, harness.ByFutex }, "", "the system woke the workers of B, and the Go runtime those of A,"},
		{"two ways, not in the times", func(a, b *results.File) { a.Header.Parking, b.Header.Parking = harness.ByFutex, harness.ByChannel }, analysis.Steady, ""},
		{"one is not known", func(a, _ *results.File) { a.Header.Parking = harness.ByFutex }, "", ""},
		{"waking timed in both", func(a, b *results.File) { awake(a); awake(b) }, "", ""},
		{"waking timed in one", func(a, _ *results.File) { awake(a) }, "", "A has measured how long its workers take to wake up, and B has not,"},
		{"the calls timed in one", func(a, b *results.File) { awake(a); awake(b); calls(b) }, "", "B has measured how long the calls take that wake its workers, and A has not,"},
		{"waits to claim timed in one", func(a, b *results.File) { awake(a); awake(b); claims(b) }, "", "B has measured how long its workers wait for a CPU between chunks, and A has not,"},
		{"an old file and a new one", func(_, b *results.File) { awake(b); calls(b); claims(b) }, "", "B has measured how long its workers take to wake up, how long the calls take that wake its workers and how long its workers wait for a CPU between chunks, and A has not,"},
	} {
		files := two(quick, quick, nil)
		tc.set(files[0], files[1])
		c, err := Files(files, Options{Names: []string{"A", "B"}, Scope: tc.scope})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(c.Pairs[0].Warnings, "\n")
		if warned := strings.Contains(got, "wok") || strings.Contains(got, "has measured"); warned != (tc.want != "") || !strings.Contains(got, tc.want) {
			t.Errorf("%s: warnings %q, want %q", tc.name, got, tc.want)
		}
	}
}
