package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
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

// The interval of S end to end holds the true S as often as it says where writing the results varies far more than
// the runs, and was timed a few times for many runs.
func TestStoreCoverage(t *testing.T) {
	const (
		sweeps, blocks, times = 300, 20, 4
		serial, parallel      = 100 * time.Millisecond, 900 * time.Millisecond // of a run
		once, shared          = 200 * time.Millisecond, 800 * time.Millisecond // of writing
		truth                 = 0.15
	)
	r := rand.New(rand.NewPCG(20, 4))
	h := header(1, 2, 4)
	h.Load = nil
	held := 0
	for range sweeps {
		var runs []harness.Run
		for b := range blocks {
			for _, n := range h.Workers {
				runs = append(runs, runtest.AmdahlRun(b, n, serial, parallel, 1+0.003*r.NormFloat64()))
			}
		}
		f := finished(h, runs)
		f.Store = &results.Stored{Wall: once + shared}
		for range times {
			for _, n := range h.Workers {
				took := float64(once+shared/time.Duration(n)) * (1 + 0.05*r.NormFloat64())
				f.Store.Again = append(f.Store.Again, results.StoreTime{Workers: n, Wall: time.Duration(took)})
			}
		}
		s, err := NewSample(f, Options{Scope: EndToEnd})
		if err != nil {
			t.Fatal(err)
		}
		if i := s.Fit.SerialFraction; i.Lo <= truth && truth <= i.Hi {
			held++
		}
		if len(s.All.Runs) != times*len(h.Workers) {
			t.Fatalf("%d runs count, for %d times", len(s.All.Runs), times*len(h.Workers))
		}
	}
	t.Logf("the truth is in %d of %d intervals of 95 %%", held, sweeps)
	if held < sweeps*92/100 {
		t.Errorf("the truth is in %d of %d intervals of 95 %%", held, sweeps)
	}
}

// What was timed less often than the runs is said, end to end.
func TestStoringIsSaid(t *testing.T) {
	codes := func(change func(*results.File), scope Scope) (all []advice.Code) {
		f := finished(header(1, 2, 4), quietRuns())
		f.Store = &results.Stored{Wall: time.Second}
		change(f)
		for _, a := range analyze(t, f, Options{Scope: scope}).Advice {
			if a.Code == advice.Once || a.Code == advice.LessStored {
				all = append(all, a.Code)
			}
		}
		return all
	}
	again := func(times int) func(*results.File) {
		return func(f *results.File) {
			f.Header.Load = new(time.Millisecond)
			for range times {
				for _, n := range f.Header.Workers {
					f.Store.Again = append(f.Store.Again, results.StoreTime{Workers: n, Wall: time.Second})
				}
			}
		}
	}
	for name, tt := range map[string]struct {
		change func(*results.File)
		scope  Scope
		want   []advice.Code
	}{
		"once each":       {func(*results.File) {}, EndToEnd, []advice.Code{advice.Once}},
		"another scope":   {again(2), Pipeline, nil},
		"fewer than runs": {again(2), EndToEnd, []advice.Code{advice.LessStored}},
		"as many":         {again(8), EndToEnd, nil},
	} {
		if got := codes(tt.change, tt.scope); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
