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
)

// A worker that takes turns with a loop on its CPU, 4 ms each, waits in some chunks, and hardly
// a trace of that is left in what they take: neither a wait, nor less noise than they have.
func TestLeaveOutWaits(t *testing.T) {
	for name, tc := range map[string]struct {
		chunks, runs int
		cost         time.Duration
		loaded       bool
	}{
		"quiet":                           {chunks: 50, runs: 40, cost: 200 * time.Microsecond},
		"chunks shorter than a slice":     {chunks: 50, runs: 40, cost: 200 * time.Microsecond, loaded: true},
		"half a slice, few runs":          {chunks: 64, runs: 16, cost: 2600 * time.Microsecond, loaded: true},
		"every chunk waits in every run":  {chunks: 3, runs: 40, cost: 20 * time.Millisecond, loaded: true},
		"one chunk that is always waited": {chunks: 1, runs: 12, cost: 20 * time.Millisecond, loaded: true},
	} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(4, 9))
			var clean [][]time.Duration
			var runs []costedRun
			for range tc.runs {
				costs := make([]time.Duration, tc.chunks)
				for i := range costs {
					costs[i] = time.Duration(float64(tc.cost) * (1 + 0.02*r.NormFloat64()))
				}
				clean = append(clean, slices.Clone(costs))
				run := costedRun{times: costs, measured: make([]bool, tc.chunks)}
				if tc.loaded {
					run.wait = total(takeTurns(r, costs))
				}
				runs = append(runs, run)
			}
			leaveOutWaits(runs)
			worst, noise, was := 0.0, 0.0, 0.0
			for j, run := range runs {
				if sum := total(run.times); math.Abs(sum.Seconds()/total(clean[j]).Seconds()-1) > 1e-5 { // nanoseconds are cut off
					t.Errorf("run %d adds up to %v, without waits to %v", j, sum, total(clean[j]))
				}
				for i, d := range run.times {
					off := d.Seconds()/tc.cost.Seconds() - 1
					worst, noise = max(worst, math.Abs(off)), noise+off*off
					off = clean[j][i].Seconds()/tc.cost.Seconds() - 1
					was += off * off
				}
			}
			if few := tc.cost >= 4*time.Millisecond; worst > 0.2 || !few && (worst > 0.1 || noise > 1.3*was || noise < 0.6*was) {
				t.Errorf("a chunk is off by up to %.3f, the square noise is %.4f, without waits %.4f", worst, noise, was)
			}
		})
	}
}

// takeTurns adds the waits to the times of chunks on a CPU that a loop has for every other 4 ms, and
// returns them.
func takeTurns(r *rand.Rand, costs []time.Duration) (waits []time.Duration) {
	const slice = 4 * time.Millisecond
	waits = make([]time.Duration, len(costs))
	left := time.Duration(r.Int64N(int64(slice)))
	for i, d := range costs {
		for ; d >= left; left = slice {
			d -= left
			costs[i] += slice
			waits[i] += slice
		}
		left -= d
	}
	return waits
}

// A run that took long by its rows keeps its times where it did not wait.
func TestLongChunksAreNoWaits(t *testing.T) {
	const ms = time.Millisecond
	want := [][]time.Duration{{ms, 9 * ms, ms, ms}, {ms, 2 * ms, ms, ms}, {ms, ms, 7 * ms, ms}}
	var runs []costedRun
	for _, times := range want {
		runs = append(runs, costedRun{times: slices.Clone(times), measured: make([]bool, len(times))})
	}
	leaveOutWaits(runs)
	for j, r := range runs {
		if !slices.Equal(r.times, want[j]) {
			t.Errorf("run %d: %v, want %v", j, r.times, want[j])
		}
	}
}

// What a chunk took whose wait was measured is known: it is no wait though it is longer in one run than
// in others, it is not scaled where the others do not explain what was waited in them, and it
// does not make waits come more often.
func TestMeasuredChunksKeepTheirTimes(t *testing.T) {
	const ms = time.Millisecond
	for name, tc := range map[string]struct {
		times, want []time.Duration
		wait        time.Duration
		cut         int
	}{
		"the wait is in a short one":   {[]time.Duration{9 * ms, ms / 10, ms/10 + 4*ms, ms / 10}, []time.Duration{9 * ms, ms / 10, ms / 10, ms / 10}, 4 * ms, 0},
		"no chunk explains it":         {[]time.Duration{9 * ms, ms / 10, ms / 10, ms / 10}, []time.Duration{9 * ms, ms / 20, ms / 20, ms / 20}, 3 * ms / 20, 1},
		"nothing was waited":           {[]time.Duration{9 * ms, ms / 10, ms / 10, ms / 10}, []time.Duration{9 * ms, ms / 10, ms / 10, ms / 10}, 0, 0},
		"more was waited than it took": {[]time.Duration{9 * ms, ms / 10, ms / 10, ms / 10}, []time.Duration{9 * ms, 0, 0, 0}, ms, 1},
	} {
		var runs []costedRun
		for range 5 {
			runs = append(runs, costedRun{times: []time.Duration{2 * ms, ms / 10, ms / 10, ms / 10}, measured: []bool{true, false, false, false}})
		}
		runs[1].times, runs[1].wait = tc.times, tc.wait
		if cut := leaveOutWaits(runs); !slices.Equal(runs[1].times, tc.want) || cut != tc.cut {
			t.Errorf("%s: %v, %d runs cut, want %v, %d", name, runs[1].times, cut, tc.want, tc.cut)
		}
	}
}

// A run in which every wait was measured is not cut by what else its worker waited.
func TestAllChunksMeasured(t *testing.T) {
	runs := []costedRun{{times: []time.Duration{1000, 2000}, measured: []bool{true, true}, wait: 500}, {times: []time.Duration{1000, 2000}, measured: []bool{true, true}}}
	if cut := leaveOutWaits(runs); cut != 0 || !slices.Equal(runs[0].times, []time.Duration{1000, 2000}) {
		t.Errorf("%d runs cut, %v", cut, runs[0].times)
	}
}

// Chunks that took 0 ns, as some of many that were timed together, do not make the noise unknown.
func TestChunksOfNoTime(t *testing.T) {
	var runs []costedRun
	var none [][]bool
	for _, d := range []time.Duration{100, 90, 110, 100} {
		runs, none = append(runs, costedRun{times: []time.Duration{0, d}, measured: make([]bool, 2)}), append(none, make([]bool, 2))
	}
	if usual, noise := usualOf(runs, none, runs[1].times); usual[0] != 0 || usual[1] != 100 || math.Abs(noise-0.14826) > 1e-9 {
		t.Errorf("usually %v, noise %v", usual, noise)
	}
}

// Of a file that samples its timelines the runs before the first without one are taken: others were
// chosen by their times.
func TestCostedRuns(t *testing.T) {
	run := func(n int, with bool) harness.Run {
		r := harness.Run{Workers: n, Timing: harness.Timing{Workers: []harness.WorkerTiming{{Sched: &meter.SchedTiming{}}}}}
		if with {
			r.Timeline = harness.Timeline{0}
		}
		return r
	}
	for name, tc := range map[string]struct {
		runs []harness.Run
		want int
	}{
		"all":           {[]harness.Run{run(1, true), run(1, true), run(2, true)}, 2},
		"sampled":       {[]harness.Run{run(1, true), run(1, true), run(1, false), run(1, true), run(1, false)}, 2},
		"one of them":   {[]harness.Run{run(1, true), run(1, false), run(1, true), run(1, true)}, 3},
		"at N = 2 only": {[]harness.Run{run(2, true), run(1, false)}, 0},
	} {
		if got := costed(tc.runs); len(got) != tc.want {
			t.Errorf("%s: %d runs, want %d", name, len(got), tc.want)
		}
	}
}

// Neighbours count as one where chunks are more than can be told apart, and none is lost. The wait in all of
// them is known where it was measured in each.
func TestCells(t *testing.T) {
	for chunks, cells := range map[int]int{100: 100, 3 * mostCells / 2: mostCells} {
		spans := make([]harness.Span, chunks)
		for i := range spans {
			spans[i] = harness.Span{First: i, Chunks: 1, Start: time.Duration(i), End: time.Duration(i + 1), Measured: i < chunks/2}
		}
		one := full(1)
		one.Timeline = harness.NewTimeline([][]harness.Span{spans})
		r := newCostedRun(one, chunks)
		if len(r.times) != cells || int(total(r.times)) != chunks || r.unmeasured(r.times) < time.Duration(chunks/2) || !r.measured[0] || r.measured[cells-1] {
			t.Errorf("%d cells of %d chunks, together %d, of which %d not measured", len(r.times), chunks, total(r.times), r.unmeasured(r.times))
		}
	}
}

func TestSpread(t *testing.T) {
	all := make([]int, 100)
	for i := range all {
		all[i] = i
	}
	if some := spread(all, 4); !slices.Equal(some, []int{0, 25, 50, 75}) || len(spread(all[:3], 4)) != 3 {
		t.Errorf("spread is %v", some)
	}
}

// A run begins with a fresh time slice, so that the same chunk of every run waits for a CPU. Where
// that wait was measured, rows that are alike are not uneven by it.
func TestTheSameChunkAlwaysWaits(t *testing.T) {
	const chunks, late, wait = 8, 2, 3 * time.Millisecond
	const cost = 2600 * time.Microsecond
	for name, measured := range map[string]bool{"measured": true, "not measured": false} {
		var runs []harness.Run
		for range 12 {
			one := full(1)
			k := &one.Timing.Workers[0]
			k.Chunks, k.Busy, k.Sched.RunDelay = chunks, chunks*cost+wait, wait
			one.Timing = runtest.Tiled(one.Timing)
			spans, at := []harness.Span(nil), time.Duration(0)
			for i := range chunks {
				s := harness.Span{First: i, Chunks: 1, Start: at, End: at + cost, Measured: measured}
				if i == late {
					s.End += wait
					if measured {
						s.Delay = wait
					}
				}
				spans, at = append(spans, s), s.End
			}
			one.Timeline = harness.NewTimeline([][]harness.Span{spans})
			runs = append(runs, one, full(2))
		}
		h := header(1, 2)
		h.Chunks, h.Schedule = chunks, "dynamic"
		if even := newEvenTails(&h, runs, 0.95).middle(2); measured != (even == 0) {
			t.Errorf("%s: rows that are alike leave %v s of imbalance", name, even)
		}
	}
}
