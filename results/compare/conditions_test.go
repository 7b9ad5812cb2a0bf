package compare

import (
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/results"
)

// Two sweeps of one machine whose load, clock or probe differ are said to show no variation between
// sweeps; what hardly differs, or another machine, is not.
func TestConditions(t *testing.T) {
	at := func(load float64, hz int64, instructions float64) func(h *results.Header) {
		return func(h *results.Header) {
			h.Machine.Load, h.Machine.Clock.NowHz = []float64{load, 1, 1}, hz
			h.Probe = &results.Probe{Instructions: instructions}
		}
	}
	tests := []struct {
		name   string
		change func(h *results.Header)
		want   []string // names
		text   string
	}{
		{"alike", at(0.2, 2.5e9, 9.05e9), nil, ""},
		{"load", at(4.6, 2.5e9, 9e9), []string{"load"}, "before the two sweeps the load (0.10 → 4.60) differed"},
		{"clock and probe", at(0.1, 2.1e9, 8e9), []string{"clock", "probe"}, "the clock (2.50 → 2.10 GHz) and the speed of the probe (-11.1 %) differed"},
		{"unknown", func(h *results.Header) {}, nil, ""},
		{"another machine", func(h *results.Header) { at(0.1, 2.1e9, 8e9)(h); h.Machine.Hostname = "two" }, nil, ""},
		{"simulated", func(h *results.Header) { at(4.6, 2.1e9, 8e9)(h); h.Engine = "sim" }, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, other := range map[string]law{"nothing differs": quick, "slower": slower} {
				files := two(quick, other, func(h *results.Header) { h.Machine.Hostname = "one"; tt.change(h) })
				at(0.1, 2.5e9, 9e9)(&files[0].Header)
				c, err := Files(files, Options{})
				if err != nil {
					t.Fatal(err)
				}
				p := c.Pairs[0]
				var names []string
				for _, condition := range p.Conditions {
					names = append(names, condition.Name)
				}
				warned := strings.Join(p.Warnings, "\n")
				if !slices.Equal(names, tt.want) || strings.Contains(warned, "harness compare OLD… -- NEW…") != (tt.want != nil) || !strings.Contains(warned, tt.text) {
					t.Errorf("%s: %q, %q", name, names, p.Warnings)
				}
				if named := strings.Contains(p.Verdict, " One sweep a side does not show how much sweeps vary"); named != (tt.want != nil && name == "slower") {
					t.Errorf("%s: %s", name, p.Verdict)
				}
			}
		})
	}
	files := two(quick, quick, func(h *results.Header) {
		h.Time, h.Machine.Hostname = epoch.Add(time.Minute), "one"
		at(4.6, 2.1e9, 8e9)(h)
	})
	at(0.1, 2.5e9, 9e9)(&files[0].Header)
	if c, err := Files(files, Options{}); err != nil || !c.Pairs[0].Paired || c.Pairs[0].Conditions != nil {
		t.Errorf("interleaved sweeps have one machine: %+v, %v", c, err)
	}
}

// The program that was timed is a difference, and what a kernel has free is none.
func TestJobAndMemory(t *testing.T) {
	a, b := header(8, []int{1, 2}, 10), header(8, []int{1, 2}, 10)
	a.Machine.MemoryBytes, b.Machine.MemoryBytes = 25276510208, 25276502016
	a.Machine.AvailableBytes, b.Machine.AvailableBytes = 2e10, 1e10
	a.Machine.Nodes, b.Machine.Nodes = []machine.Node{{MemoryBytes: 25276510208}}, []machine.Node{{MemoryBytes: 14187442176}}
	a.Request = &results.Request{Workload: "exec", Program: []string{"./job", "-n", "two words"}, Settings: map[string][]string{"shell": {"true"}, "plant": {"0.1"}}, Results: "a.csv"}
	b.Request = &results.Request{Workload: "exec", Program: []string{"./job", "-n", "3"}, Settings: map[string][]string{"plant": {"0.2"}}, Profiles: map[string]string{"cpuprofile": "b.prof"}, NoTimeline: true, Results: "b.csv"}
	a.Args, b.Args = map[string]string{"plant": "0.1"}, map[string]string{"plant": "0.2"}
	got, err := differences(&a, &b)
	if err != nil {
		t.Fatal(err)
	}
	want := []Difference{{"args.plant", "0.1", "0.2"}, {"request.cpuprofile", "", "written"}, {"request.program", "./job -n 'two words'", "./job -n 3"},
		{"request.settings.shell", "true", ""}, {"request.timeline", "", "not kept"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	b.Machine.MemoryBytes, b.Request = 8e9, nil
	if got, err = differences(&a, &b); err != nil || !slices.Equal(got, []Difference{{"args.plant", "0.1", "0.2"}, {"machine.memory_bytes", "25276510208", "8000000000"}}) {
		t.Errorf("%q, %v", got, err)
	}
}
