package analysis

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// quietMachine returns a machine with 4 CPUs, a core each, about which nothing is warned.
func quietMachine() machine.Description {
	return machine.Description{OS: "linux", LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4, Affinity: "0-3", AffinityCores: 4,
		Clock: machine.Clock{Driver: "acpi-cpufreq", Governor: "performance", Boost: new(false)}, Load: []float64{0.3, 1, 2}}
}

// Each fact that moves S is warned of with its cure, and no other fact is.
func TestMachineWarnings(t *testing.T) {
	every := func(change func(*harness.Run)) func(*results.File) {
		return func(f *results.File) {
			for i := range f.Runs {
				if r := &f.Runs[i]; r.Workers > 1 {
					r.System.Usage = &meter.Usage{}
					change(r)
				}
			}
		}
	}
	for _, c := range []struct {
		name   string
		change func(*results.File)
		want   string // "" = no warning
		code   advice.Code
	}{
		{"nothing wrong", func(*results.File) {}, "", ""},
		{"nothing known", func(f *results.File) { f.Header.Machine = machine.Description{EffectiveCPUs: 4} }, "", ""},
		{"busy", func(f *results.File) { f.Header.Machine.Load[0] = 1.5 }, "the load average was 1.5 on 4 CPUs when the sweep began", "load-high"},
		{"governor", func(f *results.File) { f.Header.Machine.Clock.Governor = "schedutil" }, "the frequency governor of the CPUs is schedutil", "governor"},
		{"turbo", func(f *results.File) { f.Header.Machine.Clock.Boost = new(true) }, "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost", "turbo"},
		{"turbo of Intel", func(f *results.File) {
			f.Header.Machine.Clock.Boost, f.Header.Machine.Clock.Driver = new(true), "intel_pstate"
		}, "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo", "turbo"},
		{"SMT", func(f *results.File) { f.Header.Machine.AffinityCores = 2 }, "at N = 4 there are more workers than the 2 cores", "shared-cores"},
		{"slow cores", func(f *results.File) {
			f.Header.Machine.CoreKinds = []machine.CoreKind{{CPUs: "0-1", Allowed: 2}, {CPUs: "2-3", Allowed: 2}}
		}, "the fast ones are CPUs 0-1", "slow-cores"},
		{"slow cores that are not used", func(f *results.File) {
			f.Header.Machine.CoreKinds = []machine.CoreKind{{CPUs: "0-3", Allowed: 4}, {CPUs: "4-7"}}
		}, "", ""},
		{"quota", every(func(r *harness.Run) { r.System.Throttled = new(50 * time.Millisecond) }), "the CPU quota of the cgroup stopped the process at N = 2, 4", "throttled"},
		{"a quota that hardly matters", every(func(r *harness.Run) { r.System.Throttled = new(100 * time.Microsecond) }), "", ""},
		{"disk", every(func(r *harness.Run) { r.System.Usage.MajorFaults = 3 }), "pages were read from disk during the runs at N = 2, 4", "major-faults"},
		{"faults of harness while a program runs", every(func(r *harness.Run) {
			r.Engine, r.System.Usage.MajorFaults, r.Timing.Process = harness.CommandKind.Name, 3, &harness.ProcessTiming{}
		}), "", ""},
		{"switches", every(func(r *harness.Run) {
			r.System.Usage.Involuntary = 1000
			runtest.Use(r, -1)
		}), "workers were taken off their CPUs", "switched"},
		{"switches that the run queue explains", every(func(r *harness.Run) { r.System.Usage.Involuntary = 1000 }), "", ""},
		{"paced work has no clock", func(f *results.File) {
			f.Header.Pace, f.Header.Machine.Clock.Boost = time.Millisecond, new(true)
		}, "", ""},
		{"simulated work has no machine", func(f *results.File) { f.Header.Engine, f.Header.Machine.Load[0] = harness.SimKind.Name, 9 }, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &results.File{Header: header(1, 2, 4), Runs: runtest.Amdahl(3, time.Millisecond, 400*time.Millisecond, 1, 2, 4), End: &results.End{}}
			f.Header.Machine = quietMachine()
			c.change(f)
			a, err := Of(f, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var s []string
			for _, w := range a.Warnings {
				for _, sign := range []string{"load average", "governor", "turbo", "(SMT)", "kinds", "quota", "disk", "taken off"} {
					if strings.Contains(w, sign) {
						s = append(s, w)
						break
					}
				}
			}
			if got := strings.Join(s, "\n"); c.want == "" && got != "" || !strings.Contains(got, c.want) || len(s) > 1 {
				t.Errorf("warnings %q, want one with %q", s, c.want)
			}
			if c.want != "" && !warns(a, c.code, c.want) {
				t.Errorf("the code of %q is not %s", c.want, c.code)
			}
		})
	}
}

// A point is flagged where a quota throttled its runs, and no other point is.
func TestThrottledFlag(t *testing.T) {
	f := &results.File{Header: header(1, 2), Runs: runtest.Amdahl(3, time.Millisecond, 400*time.Millisecond, 1, 2), End: &results.End{}}
	for i := range f.Runs {
		f.Runs[i].System.Throttled = new(time.Duration(f.Runs[i].Workers-1) * 50 * time.Millisecond)
	}
	a, err := Of(f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range a.Points {
		if got := strings.Contains(strings.Join(p.Flags, ","), flagThrottled); got != (p.Workers == 2) {
			t.Errorf("N = %d: flags %q", p.Workers, p.Flags)
		}
	}
}
