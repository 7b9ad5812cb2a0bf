package analysis

import (
	"math"
	"testing"
	"time"

	"serialfraction/results"
)

// Writing that N workers share adds nothing to S, and what was written once is serial as a whole: the
// same file, with and without the times by N. The wait for the disk stays a part of its own, and where
// the times at an N differ the cause has an interval.
func TestStoreByN(t *testing.T) {
	const second = time.Second
	f := finished(header(1, 2, 4), quietRuns())
	f.Header.Load = nil
	stored := func(again ...results.StoreTime) map[string]Cause {
		f.Store = &results.Stored{Wall: second, Sync: new(time.Duration), Again: again}
		found := map[string]Cause{}
		for _, c := range analyze(t, f, Options{Scope: EndToEnd}).Causes {
			found[c.Name] = c
		}
		return found
	}
	once := stored()["store"]
	if !(once.Interval.Value > 0.3) || !math.IsInf(once.Interval.Hi, 1) {
		t.Errorf("written once: %+v, want a serial part whose noise is not known", once.Interval)
	}
	shared := stored(results.StoreTime{Workers: 1, Wall: second}, results.StoreTime{Workers: 2, Wall: second / 2}, results.StoreTime{Workers: 4, Wall: second / 4})["store"]
	if math.Abs(shared.Interval.Value) > 1e-9 {
		t.Errorf("N workers in a Nth of the time: %v of S, want nothing", shared.Interval.Value)
	}
	var again []results.StoreTime
	for _, more := range []time.Duration{0, 20 * time.Millisecond} {
		for _, n := range []int{1, 2, 4} {
			disk := 300*time.Millisecond + more
			again = append(again, results.StoreTime{Workers: n, Wall: disk + (second+more)/time.Duration(n), Sync: disk})
		}
	}
	mixed := stored(again...)["store"]
	if i := mixed.Interval; !(i.Lo < i.Value && i.Value < i.Hi) || math.IsInf(i.Hi, 1) {
		t.Errorf("times that differ: %+v, want an interval", i)
	}
	for _, p := range mixed.Parts {
		if disk := p.Name == "sync to disk"; disk != (p.Interval.Value > 0.1) {
			t.Errorf("%s has %v of S: the disk alone is serial", p.Name, p.Interval.Value)
		}
	}
	if len(mixed.Parts) != 2 {
		t.Errorf("%d parts", len(mixed.Parts))
	}
}
