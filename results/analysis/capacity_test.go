package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

func TestOversubscription(t *testing.T) {
	for _, c := range []struct {
		name       string
		change     func(*results.Header)
		fitted     []int
		flag       string // of the first N left out
		verdictHas string
	}{
		{"4 CPUs", func(*results.Header) {}, []int{1, 2, 4}, flagOversubscribed, "N = 8..16 need more than the 4 CPUs that this process may use. These N are measured and marked, but not fitted. Their best speed-up is"},
		{"a quota", func(h *results.Header) { h.Machine.EffectiveCPUs = 2.5 }, []int{1, 2}, flagOversubscribed, "N = 4..16 need more than the 2.5 CPUs"},
		{"GOMAXPROCS", func(h *results.Header) { h.GOMAXPROCS = 2 }, []int{1, 2}, flagOversubscribed, "N = 4..16 need more than the 2 CPUs"},
		{"unknown", func(h *results.Header) { h.Machine.EffectiveCPUs, h.GOMAXPROCS = 0, 0 }, []int{1, 2, 4, 8, 16}, "", "N = 1..16"},
		{"the coordinator is a thread", func(h *results.Header) { h.Schedule = "queue" }, []int{1, 2}, flagCoordinator, "N = 4..16 and the coordinator need more than the 4 CPUs"},
		{"paced by weight, and busy all the same", func(h *results.Header) { h.Pace, h.Weighted = 250*time.Microsecond, true }, []int{1, 2, 4}, flagOversubscribed, "paced to take at least its weight times 250 µs, but a worker uses a CPU for 100 %"},
		{"paced, and busy all the same", func(h *results.Header) { h.Pace = 250 * time.Microsecond }, []int{1, 2, 4}, flagOversubscribed, "paced to take at least 250 µs, but a worker uses a CPU for 100 % of the time. From N = 8 on the workers need more CPUs than there are."},
		{"1 CPU", func(h *results.Header) { h.Machine.EffectiveCPUs = 1 }, []int{}, flagOversubscribed, "cannot tell: only N = 1 is within the 1 CPU that this process may use, and a serial fraction needs two N; sweep on a machine with more CPUs, or see how slower workers would scale: the same rows paced to 2.5 ms, N = 1 to 8."},
		{"hosts", func(h *results.Header) {
			h.Engine, h.Hosts = harness.RemoteKind.Name, []harness.Host{{Name: "a", CPUs: 4, Slots: 8}, {Name: "b", CPUs: 4, Slots: 8}}
		}, []int{1, 2, 4, 8}, flagOversubscribed, "N = 16"},
		{"a small host", func(h *results.Header) {
			h.Engine, h.Hosts = harness.RemoteKind.Name, []harness.Host{{Name: "a", CPUs: 1, Slots: 8}, {Name: "b", CPUs: 64, Slots: 8}}
		}, []int{1, 2}, flagOversubscribed, "N = 4..16"},
		{"less than a CPU", func(h *results.Header) { h.Machine.EffectiveCPUs = 0.5 }, []int{}, flagOversubscribed, "cannot tell: no N is within the 0.5 CPUs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := header(1, 2, 4, 8, 16)
			c.change(&h)
			a := analyze(t, finished(h, runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...)), Options{})
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
	for _, c := range []struct {
		name        string
		cpu         float64       // of the time of a worker
		coordinator time.Duration // of a run
		fitted      []int
		flag        string // of the first N left out
		verdictHas  string
	}{
		{"waiting", 0.01, 0, []int{1, 2, 4, 8, 16}, "", "Waiting uses no CPU, so every N is fitted."},
		{"a third of a CPU", 0.3, 0, []int{1, 2, 4, 8}, flagOversubscribed, "a worker uses a CPU for 30 % of the time. From N = 16 on"},
		{"with a coordinator", 0.24, 40 * time.Millisecond, []int{1, 2, 4, 8}, flagCoordinator, "From N = 16 on"},
		{"not measured", -1, 0, []int{1, 2, 4, 8, 16}, "", "every N is fitted"},
	} {
		t.Run("paced: "+c.name, func(t *testing.T) {
			h := header(1, 2, 4, 8, 16)
			h.Pace = time.Millisecond
			if c.coordinator > 0 {
				h.Schedule = "queue"
			}
			runs := edit(runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) {
				r.Timing.Coordinator = c.coordinator
				runtest.Use(r, c.cpu)
				for _, w := range r.Timing.Workers {
					if w.Sched != nil {
						w.Sched.RunDelay = r.Timing.Wall / 10
					}
				}
			})
			a := analyze(t, finished(h, runs), Options{})
			if !slices.Equal(a.FittedWorkers, c.fitted) || !strings.Contains(a.Verdict, c.verdictHas) {
				t.Errorf("fitted %v, want %v; verdict %q, want one with %q", a.FittedWorkers, c.fitted, a.Verdict, c.verdictHas)
			}
			if over := len(c.fitted) < 5; over != mentions(a.Warnings, "waited for a CPU for more than 2 % of the runs at N = 16:") || over && a.Points[4].Flags[0] != c.flag {
				t.Errorf("warnings %q, flags at N = 16 %q", a.Warnings, a.Points[4].Flags)
			}
			if (c.cpu < 0) != mentions(a.Warnings, "does not report how long paced workers were on a CPU") {
				t.Errorf("warnings %q", a.Warnings)
			}
		})
	}
	for cpu, fitted := range map[float64][]int{0.01: {1, 2, 4, 8, 16}, 0.4: {1, 2, 4, 8}, 1.9: {1, 2}, -1: {1, 2, 4}} {
		t.Run(fmt.Sprintf("processes on a CPU for %v of their time", cpu), func(t *testing.T) {
			h := header(1, 2, 4, 8, 16)
			h.Workload = "pipe"
			runs := edit(runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) { runtest.Use(r, cpu) })
			if a := analyze(t, finished(h, runs), Options{}); !slices.Equal(a.FittedWorkers, fitted) {
				t.Errorf("fitted %v, want %v", a.FittedWorkers, fitted)
			}
		})
	}
	for _, c := range []struct {
		name            string
		transfer, usage time.Duration // of a run at N = 1, of 400 ms of work
		process         time.Duration // CPU time of its worker's process; 0 = not measured
		hosts           []harness.Host
		fitted          []int
		verdictHas      string
	}{
		{"that wait", 10 * time.Millisecond, 4 * time.Millisecond, 0, []harness.Host{{Name: "a", CPUs: 2, Slots: 16, Here: true}}, []int{1, 2, 4, 8, 16}, "Waiting uses no CPU, so every N is fitted."},
		{"whose messages take CPUs", 400 * time.Millisecond, 200 * time.Millisecond, 0, []harness.Host{{Name: "a", CPUs: 2, Slots: 16, Here: true}}, []int{1, 2}, "the workers need more CPUs than there are. N = 4..16 and the coordinator need more than the 2 CPUs of this machine."},
		{"of another host", 400 * time.Millisecond, 200 * time.Millisecond, 0, []harness.Host{{Name: "b", CPUs: 4, Slots: 16}}, []int{1, 2, 4, 8}, "N = 16 and the coordinator need more than the 4 CPUs of host b."},
		{"of another host, whose processes were measured", 400 * time.Millisecond, 200 * time.Millisecond, 20 * time.Millisecond, []harness.Host{{Name: "b", CPUs: 4, Slots: 16}}, []int{1, 2, 4, 8, 16}, "Waiting uses no CPU, so every N is fitted."},
		{"of two hosts", 400 * time.Millisecond, 200 * time.Millisecond, 0, []harness.Host{{Name: "a", CPUs: 2, Slots: 8, Here: true}, {Name: "b", CPUs: 2, Slots: 8}}, []int{1, 2, 4}, "need more than the 4 CPUs of the 2 hosts."},
	} {
		t.Run("remote workers "+c.name, func(t *testing.T) {
			h := header(1, 2, 4, 8, 16)
			h.Engine, h.Schedule, h.Pace, h.Hosts = harness.RemoteKind.Name, "", time.Millisecond, c.hosts
			runs := edit(runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) {
				runtest.Use(r, 0.01)
				r.Engine = h.Engine
				r.Timing.Coordinator = time.Millisecond
				r.System.Usage = &meter.Usage{CPUUse: meter.CPUUse{User: c.usage}}
				for w := range r.Timing.Workers {
					r.Timing.Workers[w].Transfer = c.transfer / time.Duration(r.Workers)
					if c.process > 0 {
						r.Timing.Workers[w].Process = new(c.process / time.Duration(r.Workers))
					}
				}
				r.Timing = runtest.Tiled(r.Timing)
			})
			a := analyze(t, finished(h, runs), Options{})
			if !slices.Equal(a.FittedWorkers, c.fitted) || !strings.Contains(a.Verdict, c.verdictHas) {
				t.Errorf("fitted %v, want %v; verdict %q, want one with %q", a.FittedWorkers, c.fitted, a.Verdict, c.verdictHas)
			}
		})
	}
	t.Run("sim", func(t *testing.T) {
		h := header(1, 2, 4, 8, 16)
		h.Engine = harness.SimKind.Name
		runs := edit(runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, h.Workers...), func(r *harness.Run) { r.Engine = harness.SimKind.Name })
		if a := analyze(t, finished(h, runs), Options{}); len(a.FittedWorkers) != 5 {
			t.Errorf("fitted %v, want all", a.FittedWorkers)
		}
	})
}

// On a host that has the coordinator too, its workers leave it a CPU.
func TestCoordinatorOfHosts(t *testing.T) {
	c := capacity{hosts: []harness.Host{{Name: "a", CPUs: 2, Slots: 8, Here: true}, {Name: "b", CPUs: 8, Slots: 8}}, cpus: 10}
	for n, want := range map[int]string{1: "", 2: "", 3: flagCoordinator, 4: flagCoordinator, 5: flagOversubscribed} {
		if got := c.flag(n); got != want {
			t.Errorf("N = %d is flagged %q, want %q", n, got, want)
		}
	}
	if got, want := c.String(), "the 10 CPUs of the 2 hosts"; got != want {
		t.Errorf("it is %q, want %q", got, want)
	}
}
