package analysis

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// sure is a middle without a spread.
func sure(x float64) results.Middle { return results.Middle{Value: x, Lo: x, Hi: x, Level: 0.95} }

// What the probe measured before the first run is a warning only where the runs do not
// show it themselves, and where it can affect this sweep.
func TestProbeWarnings(t *testing.T) {
	bad := &results.Probe{Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: nil}, {Threads: 2, Speedup: sure(1.5), Slowest: nil}}, Idle: &results.SpreadProbe{Times: 5, Median: 3e6, P99: 4e6},
		Interference: &results.InterferenceProbe{Threads: 2, Watched: 2e7, Lost: 3e6}}
	fine := &results.Probe{Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: nil}, {Threads: 2, Speedup: sure(1.95), Slowest: nil}}, Idle: &results.SpreadProbe{Times: 5, Median: 3e4, P99: 4e4},
		Interference: &results.InterferenceProbe{Threads: 2, Watched: 2e7, Lost: 1e6}}
	waiting := func(delay time.Duration) []harness.Run {
		runs := runtest.Amdahl(2, time.Millisecond, time.Second, 1, 2)
		for i := range runs {
			for k := range runs[i].Timing.Workers {
				runs[i].Timing.Workers[k].Sched = &meter.SchedTiming{RunDelay: delay}
			}
		}
		return runs
	}
	for name, tc := range map[string]struct {
		probe  *results.Probe
		pace   time.Duration
		engine string
		delay  time.Duration
		want   []string
	}{
		"none":         {nil, 0, "pool", 0, nil},
		"fine":         {fine, 0, "pool", 0, nil},
		"bad":          {bad, 0, "pool", 0, []string{"2 CPUs", "interference"}},
		"runs show it": {bad, 0, "pool", 100 * time.Millisecond, []string{"2 CPUs"}},
		"paced":        {bad, time.Millisecond, "pool", 0, []string{"sleep"}},
		"fine, paced":  {fine, time.Millisecond, "pool", 0, nil},
		"simulated":    {bad, 0, harness.SimKind.Name, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := header(1, 2)
			h.Probe, h.Pace, h.Engine = tc.probe, tc.pace, tc.engine
			runs := waiting(tc.delay)
			for i := range runs {
				runs[i].Engine = tc.engine
			}
			s, err := newStudy(&results.File{Header: h, Runs: runs}, runs, Pipeline, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			got := s.probeWarnings()
			if len(got) != len(tc.want) {
				t.Fatalf("%q, want those of %q", got, tc.want)
			}
			for i, check := range tc.want {
				if !strings.HasPrefix(got[i].Message(), "before the sweep, "+check+": ") {
					t.Errorf("%q, want %q", got[i], check)
				}
			}
		})
	}
}
