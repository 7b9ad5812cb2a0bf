package analysis

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
)

// waited makes every worker of a run wait for a CPU, for a share of the time that it works.
func waited(share func(n int) float64) func(*harness.Run) {
	return func(r *harness.Run) { waits(r, share(r.Workers)) }
}

// Other work that slows all N alike leaves S as it is, and S is no property of the job all the
// same: neither the verdict nor the removals promise anything of it. A little of it leaves the
// ceiling, and that of programs whose workers wait for each other is no other work.
func TestOtherWorkThatSlowsAllNAlike(t *testing.T) {
	for _, tc := range []struct {
		name  string
		share func(n int) float64
		busy  bool
		made  bool
	}{
		{"a loop on every CPU", func(int) float64 { return 1 }, true, true},
		{"a twentieth", func(int) float64 { return 0.05 }, true, false},
		{"at N = 4 only, which is beyond the CPUs", func(n int) float64 { return float64(n / 4) }, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := finished(header(1, 2, 4), edit(quietRuns(), waited(tc.share)))
			if !tc.busy {
				f.Header.Machine.EffectiveCPUs, f.Header.GOMAXPROCS, f.Header.Pace = 2, 2, time.Nanosecond
			}
			a := analyze(t, f, Options{})
			o := a.OtherWork
			if (o != nil) != tc.busy || tc.busy && o.Made != tc.made {
				t.Fatalf("other work %+v", o)
			}
			if said := strings.Contains(a.Verdict, "Cannot tell the job's ceiling: at N = "); said != tc.made {
				t.Error(a.Verdict)
			}
			if (a.WithoutUnknown == OtherWork) != tc.made {
				t.Errorf("removals: %q", a.WithoutUnknown)
			}
		})
	}
}

// Without an S the report still has what other work took.
func TestOtherWorkAtOneN(t *testing.T) {
	var runs []harness.Run
	for _, r := range edit(quietRuns(), waited(func(int) float64 { return 1 })) {
		if r.Workers == 1 {
			runs = append(runs, r)
		}
	}
	a := analyze(t, finished(header(1), runs), Options{})
	if a.OtherWork == nil || !strings.Contains(a.Verdict, " At N = 1 other work had the CPUs for ") {
		t.Errorf("other work %+v: %s", a.OtherWork, a.Verdict)
	}
}

// Workers that a quota stops wait for a CPU too, and a quiet machine is no cure.
func TestQuotaOfWorkers(t *testing.T) {
	f := finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) {
		waits(r, 1)
		var all time.Duration
		for _, w := range r.Timing.Workers {
			all += w.Sched.RunDelay
		}
		r.System.Throttled = &all
	}))
	o := analyze(t, f, Options{}).OtherWork
	if o == nil || !o.Quota || !strings.Contains(o.Sentence(), " the CPU quota stopped the workers for ") || strings.Contains(o.Cure(), "quiet") {
		t.Errorf("other work %+v", o)
	}
}
