package analysis

import (
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/counters"
)

// What is counted at an N is the mean over its runs, added up over the workers, and nil where one of them
// lacks it.
func TestCounted(t *testing.T) {
	var runs []harness.Run
	for b := range 2 {
		for _, n := range []int{1, 2} {
			r := countedRun(b, n, factors{1, float64(n), 1.25}, 1)
			for w := range r.Timing.Workers {
				c := r.Timing.Workers[w].Counts
				c.Hardware.Misses = new(c.Hardware.Instructions / 1000)
				c.Software = &counters.Software{MinorFaults: int64(10 * (b + 1)), MajorFaults: 1, Involuntary: 3, Migrations: new(int64(w))}
			}
			runs = append(runs, r)
		}
	}
	check := func(what string, got *float64, want float64) {
		t.Helper()
		if got == nil || math.Abs(*got-want) > 1e-6*want {
			t.Errorf("%s is %v, not %v", what, got, want)
		}
	}
	runs[0].Timing.Workers[0].Counts.Software.Migrations = nil
	all := analyze(t, finished(header(1, 2), runs), Options{}).Counted
	if len(all) != 2 || all[0].Migrations != nil {
		t.Fatalf("%+v", all)
	}
	two := all[1]
	check("instructions", two.Instructions, plantedInstructions)
	check("cycles an instruction", two.CyclesEach, 2*plantedCyclesEach)
	check("clock", two.Hertz, plantedHertz/1.25)
	check("misses", two.Misses, 1e-3)
	check("faults", two.MinorFaults, 30)
	check("faults from disk", two.MajorFaults, 2)
	check("migrations", two.Migrations, 1)
	check("switches", two.Involuntary, 6)
	for i := range runs {
		for w := range runs[i].Timing.Workers {
			runs[i].Timing.Workers[w].Counts = nil
		}
	}
	if c := analyze(t, finished(header(1, 2), runs), Options{}).Counted; c != nil {
		t.Errorf("of nothing: %+v", c)
	}
}
