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
			var clean, times [][]time.Duration
			var waits []time.Duration
			for range tc.runs {
				costs := make([]time.Duration, tc.chunks)
				for i := range costs {
					costs[i] = time.Duration(float64(tc.cost) * (1 + 0.02*r.NormFloat64()))
				}
				clean = append(clean, slices.Clone(costs))
				wait := time.Duration(0)
				if tc.loaded {
					wait = takeTurns(r, costs)
				}
				times, waits = append(times, costs), append(waits, wait)
			}
			leaveOutWaits(times, waits)
			worst, noise, was := 0.0, 0.0, 0.0
			for j, run := range times {
				if sum := total(run); math.Abs(sum.Seconds()/total(clean[j]).Seconds()-1) > 1e-5 { // nanoseconds are cut off
					t.Errorf("run %d adds up to %v, without waits to %v", j, sum, total(clean[j]))
				}
				for i, d := range run {
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
// returns their sum.
func takeTurns(r *rand.Rand, costs []time.Duration) (wait time.Duration) {
	const slice = 4 * time.Millisecond
	left := time.Duration(r.Int64N(int64(slice)))
	for i, d := range costs {
		for ; d >= left; left = slice {
			d -= left
			costs[i] += slice
			wait += slice
		}
		left -= d
	}
	return wait
}

// A run that took long by its rows keeps its times where it did not wait.
func TestLongChunksAreNoWaits(t *testing.T) {
	const ms = time.Millisecond
	times := [][]time.Duration{{ms, 9 * ms, ms, ms}, {ms, 2 * ms, ms, ms}, {ms, ms, 7 * ms, ms}}
	want := [][]time.Duration{slices.Clone(times[0]), slices.Clone(times[1]), slices.Clone(times[2])}
	leaveOutWaits(times, make([]time.Duration, 3))
	if !slices.EqualFunc(times, want, slices.Equal[[]time.Duration]) {
		t.Errorf("%v, want %v", times, want)
	}
}

// Chunks that took 0 ns, as some of many that were timed together, do not make the noise unknown.
func TestChunksOfNoTime(t *testing.T) {
	times := [][]time.Duration{{0, 100}, {0, 90}, {0, 110}, {0, 100}}
	none := [][]bool{{false, false}, {false, false}, {false, false}, {false, false}}
	if usual, noise := usualOf(times, none, times[1]); usual[0] != 0 || usual[1] != 100 || math.Abs(noise-0.14826) > 1e-9 {
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

// Neighbours count as one where chunks are more than can be told apart, and none is lost.
func TestCells(t *testing.T) {
	times := make([]time.Duration, 3*mostCells/2)
	for i := range times {
		times[i] = 1
	}
	got := cells(times)
	if len(got) != mostCells || total(got) != total(times) || slices.Max(got) != 2 {
		t.Errorf("%d cells of at most %d, together %d of %d", len(got), slices.Max(got), total(got), total(times))
	}
	if few := times[:100]; len(cells(few)) != 100 {
		t.Error("few chunks were put together")
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
