package report

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/results/analysis"
)

func TestCountedItems(t *testing.T) {
	counted := func(n int, hertz, cycles, instructions float64) analysis.Counted {
		return analysis.Counted{Workers: n, Hertz: &hertz, CyclesEach: &cycles, Instructions: &instructions}
	}
	soft := func(n int, faults, switches float64, moves *float64) analysis.Counted {
		return analysis.Counted{Workers: n, MinorFaults: &faults, MajorFaults: new(0.0), Involuntary: &switches, Migrations: moves}
	}
	for _, why := range analysis.Unsplits {
		if got := countedItems(&analysis.Report{Unsplit: why}); len(got) != 1 || !strings.HasPrefix(got[0], "slower execution is not split: ") {
			t.Errorf("%s: %q", why, got)
		}
	}
	for name, c := range map[string]struct {
		counted []analysis.Counted
		fitted  []int
		want    []string
	}{
		"nothing": {nil, nil, nil},
		"slower": {[]analysis.Counted{counted(1, 3.5e9, 0.75, 1e9), counted(16, 2.9e9, 0.9, 1.008e9), counted(32, 1e9, 2, 2e9)}, []int{1, 16},
			[]string{"each worker runs at 2.9 instead of 3.5 GHz when 16 do", "0.90 instead of 0.75 cycles an instruction", "1.01 times the instructions"}},
		"alike": {[]analysis.Counted{counted(1, 3.5e9, 0.75, 1e9), counted(2, 3.5e9, 0.75, 1e9)}, []int{1, 2},
			[]string{"each worker runs at 3.5 GHz when 2 do as when 1 does", "0.75 cycles an instruction as before", "1.00 times the instructions"}},
		"one N": {[]analysis.Counted{counted(1, 3.5e9, 0.75, 1e9)}, nil, []string{"the worker runs at 3.5 GHz, 0.75 cycles an instruction"}},
		"a virtual machine": {[]analysis.Counted{soft(1, 2, 0.5, new(1.0)), soft(2, 15, 4, new(3.0))}, []int{1, 2},
			[]string{"a run at N = 2 (N = 1) has 15 (2.0) page faults", "3.0 (1.0) moves to another CPU", "4.0 (0.50) switches to another thread"}},
		"no leave": {[]analysis.Counted{soft(1, 2, 0, nil)}, nil, []string{"a run at N = 1 has 2.0 page faults", "0 switches to another thread"}},
	} {
		a := &analysis.Report{Counted: c.counted, FittedWorkers: c.fitted}
		if got := countedItems(a); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nnot\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
