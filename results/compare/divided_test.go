package compare

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness/counters"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// Two sweeps of which one has the counters of the processor, or one has what writing the results took each
// N, divide their times in different ways, and are compared with a warning.
func TestDividedDifferently(t *testing.T) {
	counted := func(f *results.File) {
		for _, r := range f.Runs {
			for w := range r.Timing.Workers {
				r.Timing.Workers[w].Counts = &counters.Counts{Hardware: &counters.Hardware{Instructions: 1000, Cycles: 1000, Enabled: time.Second, Running: time.Second}}
			}
		}
	}
	faults := func(f *results.File) {
		for _, r := range f.Runs {
			for w := range r.Timing.Workers {
				r.Timing.Workers[w].Counts = &counters.Counts{Software: &counters.Software{}}
			}
		}
	}
	once := func(f *results.File) { f.Store = &results.Stored{Wall: time.Second} }
	each := func(f *results.File) {
		once(f)
		for _, n := range f.Header.Workers {
			f.Store.Again = append(f.Store.Again, results.StoreTime{Workers: n, Wall: time.Second})
		}
	}
	neither := func(*results.File) {}
	none := func(f *results.File) { f.Header.Load = new(time.Millisecond) }
	const counters, store = "the program's own in ", "were written by each N"
	for _, tc := range []struct {
		name  string
		a, b  func(f *results.File)
		scope analysis.Scope
		want  string // of a warning; "" = none
	}{
		{"both counted", counted, counted, "", ""},
		{"the first counted", counted, neither, "", counters + "A and the machine's in B"},
		{"the second counted", faults, counted, "", counters + "B and the machine's in A"},
		{"the kernel's counts divide nothing", faults, neither, "", ""},
		{"the second by each N", once, each, analysis.EndToEnd, "the results of B " + store + ", and those of A once"},
		{"the first by each N", each, once, analysis.EndToEnd, "the results of A " + store + ", and those of B once"},
		{"both once", once, once, analysis.EndToEnd, ""},
		{"both by each N", each, each, analysis.EndToEnd, ""},
		{"one wrote none", each, none, analysis.EndToEnd, ""},
		{"not in the times", each, once, "", ""},
	} {
		files := two(quick, quick, nil)
		tc.a(files[0])
		tc.b(files[1])
		c, err := Files(files, Options{Names: []string{"A", "B"}, Scope: tc.scope})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(c.Pairs[0].Warnings, "\n")
		if warned := strings.Contains(got, counters) || strings.Contains(got, store); warned != (tc.want != "") || !strings.Contains(got, tc.want) {
			t.Errorf("%s: warnings %q, want %q", tc.name, got, tc.want)
		}
	}
}
