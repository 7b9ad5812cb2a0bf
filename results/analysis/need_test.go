package analysis

import (
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
)

// A program that hardly uses a CPU because other work has the CPUs needs as many as a quiet
// machine would show. Only one that waits for something else runs more workers than CPUs.
func TestLoadIsNoWaiting(t *testing.T) {
	const (
		s       = time.Second
		claim   = " workers need no more CPUs than there are"
		waits   = "more workers make it faster: it waits"
		unclear = "Whether it waits cannot be told, so each worker is taken to need a CPU: "
	)
	loops := func(n float64) func(*harness.Run) { // that compute all the time which the program leaves of 4 CPUs
		return func(r *harness.Run) {
			left := 4*r.Timing.Wall - r.Timing.Process.CPU()
			r.Timing.Others = &meter.OtherWork{CPU: left, Pressure: new(r.Timing.Wall), Ready: new(n)}
		}
	}
	for _, c := range []struct {
		name   string
		share  float64 // of a CPU that the program uses at N = 1
		others func(*harness.Run)
		fitted []int
		words  string
	}{
		{"it computes beside loops", 0.32, loops(12), []int{1, 2, 4}, "used a CPU for 32 % of the time, but other work may have kept it from one for up to 68 %. " + unclear + "sweep again on a quiet machine."},
		{"rivals not counted", 0.32, func(r *harness.Run) { loops(12)(r); r.Timing.Others.Ready = nil }, []int{1, 2, 4}, unclear},
		{"no pressure reported", 0.32, func(r *harness.Run) { loops(12)(r); r.Timing.Others.Pressure = nil }, []int{1, 2, 4}, unclear},
		{"it hardly gets a CPU", 0.073, loops(40), []int{1, 2, 4}, unclear},
		{"a quota stops it", 0.32, func(r *harness.Run) {
			r.Timing.Others = &meter.OtherWork{Ready: new(0.0)}
			r.System.Throttled = new(r.Timing.Wall / 2)
		}, []int{1, 2, 4}, "but the CPU quota may have kept it from one for up to 50 %. " + unclear + "raise the CPU quota"},
		{"a fifth of the time is taken", 0.48, func(r *harness.Run) {
			r.Timing.Others = &meter.OtherWork{CPU: 3*r.Timing.Wall + r.Timing.Wall/5, Pressure: new(r.Timing.Wall), Ready: new(4.0)}
		}, []int{1, 2, 4}, ""}, // 8 × 0.48 is below the 4 CPUs, 8 × 0.48/0.8 is not
		{"it waits, however busy the machine is", 0.005, loops(12), []int{1, 2, 4, 8}, claim},
		{"it waits on a quiet machine", 0.32, func(r *harness.Run) {
			r.Timing.Others = &meter.OtherWork{Pressure: new(time.Duration), Ready: new(0.0)}
		}, []int{1, 2, 4, 8}, claim},
		{"others have CPUs of their own", 0.32, func(r *harness.Run) {
			r.Timing.Others = &meter.OtherWork{CPU: 3 * r.Timing.Wall, Pressure: new(time.Duration), Ready: new(3.0)}
		}, []int{1, 2, 4, 8}, claim},
		{"a file without the evidence", 0.32, nil, []int{1, 2, 4, 8}, claim},
	} {
		t.Run(c.name, func(t *testing.T) {
			cpu := time.Duration(c.share * float64(8*s))
			a := analyze(t, programFile(c.others, programRun{1, 8 * s, cpu}, programRun{2, 5 * s, cpu}, programRun{4, 3 * s, cpu}, programRun{8, 2 * s, cpu}), Options{})
			if !slices.Equal(a.FittedWorkers, c.fitted) || !strings.Contains(a.Verdict, c.words) {
				t.Errorf("fitted %v, want %v; verdict %q, want one with %q", a.FittedWorkers, c.fitted, a.Verdict, c.words)
			}
			busy := len(c.fitted) < 4
			if busy && (strings.Contains(a.Verdict, claim) || mentions(a.Warnings, waits)) {
				t.Errorf("verdict %q, warnings %q", a.Verdict, a.Warnings)
			}
			if may := strings.Contains(a.Verdict, "N = 8 may need more than the 4 CPUs"); may != strings.Contains(c.words, unclear) {
				t.Errorf("verdict %q", a.Verdict)
			}
		})
	}
	for delay, fitted := range map[float64][]int{0: {1, 2, 4, 8}, 0.1: {1, 2, 4, 8}, 0.68: {1, 2, 4}} {
		h := header(1, 2, 4, 8)
		h.Workload = "pipe"
		runs := edit(runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) {
			runtest.Use(r, 0.32)
			for _, w := range r.Timing.Workers {
				w.Sched.RunDelay = time.Duration(delay * float64(w.Busy))
			}
		})
		a := analyze(t, finished(h, runs), Options{})
		if !slices.Equal(a.FittedWorkers, fitted) || strings.Contains(a.Verdict, unclear) != (delay == 0.68) {
			t.Errorf("processes that waited for a CPU for %v of their time: fitted %v, want %v: %s", delay, a.FittedWorkers, fitted, a.Verdict)
		}
	}
}
