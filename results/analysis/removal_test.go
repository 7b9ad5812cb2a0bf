package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// Without a cause of known size the ceiling is that of the rest: split is 2.5 ms and merge
// 7.5 ms of 410 ms.
func TestRemovals(t *testing.T) {
	runs := runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, 1, 2, 4)
	a := analyze(t, &results.File{Header: header(1, 2, 4), Runs: runs, End: &results.End{Stopped: "done"}}, Options{})
	if a.WithoutUnknown != Promised || len(a.Without) != 2 {
		t.Fatalf("%+v, %q, want merge and split", a.Without, a.WithoutUnknown)
	}
	for i, want := range []struct {
		cause string
		rest  float64 // ms
	}{{"merge", 2.5}, {"split", 7.5}} {
		r := a.Without[i]
		if ceiling := 410 / want.rest; r.Cause != want.cause || r.Owner != ownerProgram || math.Abs(r.MaxSpeedup.Value/ceiling-1) > 0.02 || r.MaxSpeedup.Lo > ceiling || r.MaxSpeedup.Hi < ceiling {
			t.Errorf("without %s %+v, want %s and %.1fx", r.Cause, r.MaxSpeedup, want.cause, ceiling)
		}
		if at := 410 / (want.rest + (10-want.rest)/4 + 100); r.Workers != 4 || math.Abs(r.Speedup.Value/at-1) > 0.01 {
			t.Errorf("without %s %+v at N = %d, want %.2fx at 4", r.Cause, r.Speedup, r.Workers, at)
		}
	}
	if a.RecommendedWorkers == nil || *a.RecommendedWorkers != 4 {
		t.Errorf("recommends %v", a.RecommendedWorkers)
	}
}

// A kernel that takes longer the more workers there are cannot be removed, but what it takes
// longer can: 30 % of its time at N = 4.
func TestRemovalOfInflation(t *testing.T) {
	runs := runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, 1, 2, 4)
	for i, r := range runs {
		for w := range r.Timing.Workers {
			busy := &runs[i].Timing.Workers[w]
			longer := busy.Busy * time.Duration(r.Workers-1) / 10
			busy.Busy += longer
			if busy.Sched != nil {
				busy.Sched = &meter.SchedTiming{CPU: busy.Sched.CPU + longer}
			}
		}
		runs[i].Timing = runtest.Tiled(runs[i].Timing)
	}
	a := analyze(t, &results.File{Header: header(1, 2, 4), Runs: runs, End: &results.End{Stopped: "done"}}, Options{})
	if len(a.Without) == 0 || a.Without[0].Cause != "inflation" || a.Without[0].Workers != 4 {
		t.Fatalf("%+v, %q, want inflation first", a.Without, a.WithoutUnknown)
	}
	if got, want := a.Without[0].Speedup, 410/(10+100.0); math.Abs(got.Value/want-1) > 0.02 || got.Lo > want || got.Hi < want {
		t.Errorf("without it %+v, want %.2fx", got, want)
	}
}

// Where the runs cannot show what a removal would gain, the report has the reason instead.
func TestUnpromised(t *testing.T) {
	four := header(1, 2, 4)
	amdahl := func(serial time.Duration) []harness.Run {
		return runtest.Amdahl(6, serial, 400*time.Millisecond, 1, 2, 4)
	}
	loaded := amdahl(10 * time.Millisecond)
	for _, r := range loaded {
		for i := range r.Timing.Workers {
			w, waited := &r.Timing.Workers[i], 40*time.Millisecond*time.Duration(r.Workers-1)/time.Duration(r.Workers) // which is S = 0.1
			w.Busy += waited
			w.Sched = &meter.SchedTiming{CPU: w.Sched.CPU, RunDelay: waited}
		}
	}
	for i := range loaded {
		loaded[i].Timing = runtest.Tiled(loaded[i].Timing)
	}
	for _, c := range []struct {
		name string
		runs []harness.Run
		want Unpromised
	}{
		{"one block", runtest.Amdahl(1, 10*time.Millisecond, 400*time.Millisecond, 1, 2), NoS},
		{"nothing serial", amdahl(0), NoSerial},
		{"other work", loaded, OtherWork},
	} {
		a := analyze(t, &results.File{Header: four, Runs: c.runs, End: &results.End{Stopped: "done"}}, Options{})
		if a.WithoutUnknown != c.want || len(a.Without) != 0 {
			t.Errorf("%s: %q with %+v, want %q; S = %+v", c.name, a.WithoutUnknown, a.Without, c.want, a.SerialFraction)
		}
	}
	if a := analyze(t, readSweep(t, "../../docs/sweeps/engines/xz.jsonl"), Options{}); a.WithoutUnknown != NoInterior {
		t.Errorf("of a whole program: %q", a.WithoutUnknown)
	}
	if a := analyze(t, readSweep(t, "../../docs/sweeps/wait-plant-05.jsonl"), Options{}); a.WithoutUnknown != NoLaw || len(a.Without) == 0 || a.Without[0].Cause != "split" || a.Without[0].MaxSpeedup != nil {
		t.Errorf("of a law in doubt: %q, %+v", a.WithoutUnknown, a.Without)
	}
}

// unevenRows returns the study of a sweep over N = 1 and 2, with a split of some 30 ms and four chunks, of
// which each of two workers has two. costs returns what the chunks take in a run of n.
func unevenRows(t *testing.T, blocks int, costs func(n int) []time.Duration) *study {
	h := header(1, 2)
	h.Chunks, h.Schedule, h.Load = 4, "static", nil
	var runs []harness.Run
	for block := range blocks {
		for _, n := range h.Workers {
			took, r := costs(n), full(n)
			r.Block, r.Timing.Split, r.Timing.Parallel = block, time.Duration(29+block%3)*time.Millisecond, 0
			for w := range n {
				k, busy := &r.Timing.Workers[w], total(took[w*4/n:(w+1)*4/n])
				k.Chunks, k.Busy, k.Sched.CPU = 4/n, busy, busy
			}
			r.Timing = runtest.Tiled(r.Timing)
			r.Timeline = nil
			if n == 1 {
				r.Timeline = timeline(took, nil)
			}
			runs = append(runs, r)
		}
	}
	s, err := NewSample(finished(h, runs), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s.study
}

// What the share of a cause is between the ends of the imbalance, the ceiling and the speed-up without it are
// too: what rows at random make of it lies between no imbalance and that of the runs.
func TestRemovalHasTheEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 4))
	s := unevenRows(t, 40, func(n int) []time.Duration {
		if n == 2 { // the scatter of S is small beside what lies between the ends
			return []time.Duration{180 * time.Millisecond, 180 * time.Millisecond, 220 * time.Millisecond, 220 * time.Millisecond}
		}
		costs, sum := make([]time.Duration, 4), 0.0
		for i := range costs {
			costs[i] = time.Duration((200 + 40*r.NormFloat64()) * float64(time.Millisecond))
			sum += float64(costs[i]) / float64(800*time.Millisecond)
		}
		for i, d := range costs {
			costs[i] = time.Duration(float64(d) / sum)
		}
		return costs
	})
	i := slices.IndexFunc(s.leaves(), func(l leaf) bool { return l.part == "uneven rows" })
	l := s.leaves()[i]
	without := s.without(l, Promised)
	for _, end := range s.fitted.ends {
		rest := s.fit.SerialFraction.Value - s.fit.Charge(l.seconds(end))
		if most := *without.MaxSpeedup; 1/rest < most.Lo || 1/rest > most.Hi {
			t.Errorf("without %v of S %v the ceiling is %v, at an end %v", l.share, s.fit.SerialFraction, most, 1/rest)
		}
		if at := s.speedupWithout(l.seconds(end)).Value; without.Speedup.Hi < at || without.Speedup.Lo > at {
			t.Errorf("without %v of S the speed-up is %v, at an end %v", l.share, without.Speedup, at)
		}
	}
}

// With fewer runs at N = 1 than show an error, the share of uneven rows is not known, and nothing is
// promised without them.
func TestNoRemovalOfAnUnknownShare(t *testing.T) {
	for runs, want := range map[int]bool{fewestCosts - 1: false, 12: true} {
		s := unevenRows(t, runs, func(int) []time.Duration {
			return []time.Duration{100 * time.Millisecond, 100 * time.Millisecond, 300 * time.Millisecond, 300 * time.Millisecond}
		})
		list, why := s.removals()
		if promised := slices.ContainsFunc(list, func(r Removal) bool { return r.Part == "uneven rows" }); promised != want || why != Promised {
			t.Errorf("of %d runs: %+v (%s)", runs, list, why)
		}
	}
}

// removedShare returns the share of S of what is removed.
func removedShare(a *Report, r Removal) float64 {
	for _, c := range ownerNamed(a, r.Owner).Causes {
		if c.Name != r.Cause {
			continue
		}
		if i := slices.IndexFunc(c.Parts, func(p Cause) bool { return p.Name == r.Part }); i >= 0 {
			return c.Parts[i].SerialFraction
		}
		return c.SerialFraction
	}
	return math.NaN()
}
