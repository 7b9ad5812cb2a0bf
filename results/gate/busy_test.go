package gate

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// Where other work on the machine made S, no gate on S, a time or a speed-up is decided, and
// that on the program is, as on a quiet machine.
func TestGatesOnABusyMachine(t *testing.T) {
	for _, busy := range []bool{false, true} {
		f := plain.made(3)
		for i := range f.Runs {
			r := &f.Runs[i]
			for k := range r.Timing.Workers {
				w := &r.Timing.Workers[k]
				w.Sched = &meter.SchedTiming{CPU: w.Busy}
				if busy && r.Workers > 1 {
					w.Sched.RunDelay = 200 * time.Millisecond
					w.Busy += w.Sched.RunDelay
				}
			}
			r.Timing.Parallel = r.Timing.Workers[0].Busy
			r.Timing.Wall = r.Timing.Split + r.Timing.Parallel + r.Timing.Merge
		}
		all := checked(t, f, Check, "program<0.06", "program<0.04", "S<0.06", "speedup@8>2", "max-speedup>10")
		want := []analysis.Outcome{analysis.Passes, analysis.Fails, analysis.Passes, analysis.Passes, analysis.Passes}
		for i, g := range all {
			expected := want[i]
			if busy && i > 1 {
				expected = analysis.CannotTell
			}
			if g.Outcome != expected {
				t.Errorf("busy %v: %s", busy, Sentence(g))
			}
			if busy && i > 1 && !strings.Contains(g.Why, "other work took the CPUs for ") {
				t.Errorf("why: %s", g.Why)
			}
		}
	}
}

// Of whole programs there is no program's own S to judge instead, and a quota is named.
func TestGatesOfAProgramOnABusyMachine(t *testing.T) {
	for _, quota := range []bool{false, true} {
		e := evidence{file: &results.File{End: &results.End{}}, analysis: &analysis.Report{ProgramUnknown: analysis.WholeProgram,
			OtherWork: &analysis.BusyMachine{Workers: 2, Share: 0.4, Made: true, Quota: quota}}}
		want := "other work took the CPUs for 40 % of the runs at N = 2, so they do not show the job's S: sweep on a quiet machine"
		if quota {
			want = "the CPU quota took the CPUs for 40 % of the runs at N = 2, so they do not show the job's S: raise the quota, or sweep fewer workers"
		}
		if _, err := e.interval(Condition{quantity: quantity{name: "S"}}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
