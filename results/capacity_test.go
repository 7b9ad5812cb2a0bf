package results

import (
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
)

func TestOversubscription(t *testing.T) {
	for _, c := range []struct {
		name       string
		change     func(*Header)
		fitted     []int
		flag       string // of the first N left out
		verdictHas string
	}{
		{"4 CPUs", func(*Header) {}, []int{1, 2, 4}, flagOversubscribed, "N = 8..16 is beyond the 4 CPUs that this process may use: measured, marked, not fitted; the best speed-up there is"},
		{"a quota", func(h *Header) { h.Machine.EffectiveCPUs = 2.5 }, []int{1, 2}, flagOversubscribed, "N = 4..16 is beyond the 2.5 CPUs"},
		{"GOMAXPROCS", func(h *Header) { h.GOMAXPROCS = 2 }, []int{1, 2}, flagOversubscribed, "N = 4..16 is beyond the 2 CPUs"},
		{"unknown", func(h *Header) { h.Machine.EffectiveCPUs, h.GOMAXPROCS = 0, 0 }, []int{1, 2, 4, 8, 16}, "", "N = 1..16"},
		{"the coordinator is a thread", func(h *Header) { h.Schedule = queueSchedule }, []int{1, 2}, flagCoordinator, "N = 4..16 and the coordinator are beyond the 4 CPUs"},
		{"paced", func(h *Header) { h.Schedule, h.Pace = queueSchedule, 250*time.Microsecond }, []int{1, 2, 4, 8, 16}, "", "paced to 250µs"},
		{"1 CPU", func(h *Header) { h.Machine.EffectiveCPUs = 1 }, []int{}, flagOversubscribed, "cannot tell: only N = 1 is within the 1 CPU that this process may use, and a serial fraction needs two; run harness sweep --pace 250us --max-workers 16, or sweep on a machine with more CPUs."},
		{"less than a CPU", func(h *Header) { h.Machine.EffectiveCPUs = 0.5 }, []int{}, flagOversubscribed, "cannot tell: no N is within the 0.5 CPUs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := sampleHeader(1, 2, 4, 8, 16)
			c.change(&h)
			a := analyze(t, finished(h, amdahlRuns(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...)), Options{})
			if !slices.Equal(a.FittedWorkers, c.fitted) {
				t.Errorf("fitted %v, want %v", a.FittedWorkers, c.fitted)
			}
			if !strings.Contains(a.Verdict, c.verdictHas) {
				t.Errorf("verdict %q, want one with %q", a.Verdict, c.verdictHas)
			}
			if (a.SerialFraction == nil) != (len(c.fitted) == 0) {
				t.Errorf("S = %v with %v fitted", a.SerialFraction, c.fitted)
			}
			first := ""
			for _, p := range a.Points {
				if p.Oversubscribed && first == "" {
					first = p.Flags[0]
				}
				if p.Fitted != slices.Contains(c.fitted, p.Workers) || p.Fitted && p.Oversubscribed {
					t.Errorf("N = %d: fitted %v, oversubscribed %v", p.Workers, p.Fitted, p.Oversubscribed)
				}
			}
			if first != c.flag {
				t.Errorf("the first N left out is flagged %q, want %q", first, c.flag)
			}
		})
	}
	t.Run("sim", func(t *testing.T) {
		h := sampleHeader(1, 2, 4, 8, 16)
		h.Engine = simEngine
		runs := edit(amdahlRuns(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) { r.Engine = simEngine })
		if a := analyze(t, finished(h, runs), Options{}); len(a.FittedWorkers) != 5 {
			t.Errorf("fitted %v, want all", a.FittedWorkers)
		}
	})
}
