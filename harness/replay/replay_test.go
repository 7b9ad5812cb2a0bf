//go:build !race

package replay_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/replay"
)

func schedule(t testing.TB, name string) harness.Schedule {
	s, err := harness.ScheduleByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Equal chunks that cost nothing to hand out take ceil(C/N) rounds, exactly, also in groups.
func TestEqualChunks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chunks, n := rapid.IntRange(1, 3000).Draw(t, "chunks"), rapid.IntRange(1, 200).Draw(t, "workers")
		cost := time.Duration(rapid.Int64Range(1, 1e9).Draw(t, "cost"))
		want := time.Duration((chunks+n-1)/n) * cost
		each := func(_, lo, hi int) time.Duration { return time.Duration(hi-lo) * cost }
		plain := replay.Run(harness.Schedules[0], chunks, make([]time.Duration, n), each, replay.Handing{})
		if plain.Parallel != want {
			t.Fatalf("%d chunks of %v on %d: %v, want %v", chunks, cost, n, plain.Parallel, want)
		}
		c := replay.Crowd{Workers: n, Chunks: chunks, Classes: []time.Duration{cost}}
		if got := replay.RunGroups(harness.Schedules[0], c, rand.New(rand.NewPCG(1, 2))); got.Parallel != want {
			t.Fatalf("in groups %d chunks of %v on %d: %v, want %v", chunks, cost, n, got.Parallel, want)
		}
	})
}

// The tiles of a worker add up to the parallel phase.
func TestTilesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		duration := rapid.Custom(func(t *rapid.T) time.Duration { return time.Duration(rapid.Int64Range(0, 1e7).Draw(t, "ns")) })
		costs := rapid.SliceOfN(duration, 0, 200).Draw(t, "costs")
		starts := rapid.SliceOfN(duration, 1, 20).Draw(t, "starts")
		h := replay.Handing{Claim: duration.Draw(t, "claim"), Service: duration.Draw(t, "service"), Ahead: rapid.Bool().Draw(t, "ahead")}
		s := rapid.SampledFrom(harness.Schedules).Draw(t, "schedule")
		r := replay.Run(s, len(costs), starts, replay.CostOf(costs), h)
		if off := r.Parallel - (r.Wake + r.Claim + r.Wait + r.Busy + r.Tail); off < 0 || off > 5 {
			t.Fatalf("%s: the tiles %+v are %d ns off the parallel phase", s.Name, r, off)
		}
	})
}

// What serves all workers one after the other is the least time of a run.
func TestServiceIsTheFloor(t *testing.T) {
	const chunks, n = 1000, 100
	h := replay.Handing{Service: time.Millisecond}
	each := func(_, lo, hi int) time.Duration { return time.Duration(hi-lo) * 10 * time.Millisecond }
	got := replay.Run(harness.Schedules[0], chunks, make([]time.Duration, n), each, h).Parallel
	if want := chunks*time.Millisecond + 10*time.Millisecond; got != want {
		t.Errorf("%v, want the service of all chunks and the last of them, %v", got, want)
	}
}

// Groups of 10,000 workers take what they take one by one.
func TestGroupsAgree(t *testing.T) {
	const n = 10_000
	random := rand.New(rand.NewPCG(7, 7))
	uneven := make([]time.Duration, 512)
	for i := range uneven {
		uneven[i] = time.Duration(1e6 * math.Exp(0.5*random.NormFloat64()))
	}
	for _, tc := range []struct {
		name     string
		schedule string
		c        replay.Crowd
		within   float64
	}{
		{"uneven chunks", "dynamic", replay.Crowd{Chunks: 100 * n}, 0.002},
		{"a chunk and a half a worker", "dynamic", replay.Crowd{Chunks: n * 3 / 2}, 0.02},
		{"fewer chunks than workers", "dynamic", replay.Crowd{Chunks: n / 2}, 0.02},
		{"claims", "dynamic", replay.Crowd{Chunks: 50 * n, Handing: replay.Handing{Claim: 100 * time.Microsecond}}, 0.002},
		{"a coordinator with time to spare", "queue", replay.Crowd{Chunks: 50 * n, Handing: replay.Handing{Service: 50 * time.Nanosecond}}, 0.005},
		{"a coordinator that is the limit", "queue", replay.Crowd{Chunks: 50 * n, Handing: replay.Handing{Service: time.Microsecond}}, 0.002},
		{"one that is ahead", "queue", replay.Crowd{Chunks: 50 * n, Handing: replay.Handing{Service: time.Microsecond, Ahead: true}}, 0.002},
		{"workers that start one after the other", "dynamic", replay.Crowd{Chunks: 50 * n, First: time.Millisecond, Step: 2 * time.Microsecond}, 0.002},
		{"a start that takes long, and a coordinator that is ahead", "queue", replay.Crowd{Chunks: 5 * n, First: 20 * time.Millisecond, Handing: replay.Handing{Service: time.Microsecond, Ahead: true}}, 0.005},
		{"stragglers", "dynamic", replay.Crowd{Chunks: 50 * n, Slow: 0.1, Slowness: 4}, 0.02},
		{"guided", "guided", replay.Crowd{Chunks: 100 * n}, 0.02},
		{"too many chunks to play", "dynamic", replay.Crowd{Chunks: 600 * n}, 0.002},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tc.c
			c.Workers, c.Classes = n, uneven
			starts := make([]time.Duration, n)
			for w := range starts {
				starts[w] = c.First + time.Duration(w)*c.Step
			}
			costs := make([]time.Duration, c.Chunks)
			for i := range costs {
				costs[i] = uneven[random.IntN(len(uneven))]
			}
			of := replay.CostOf(costs)
			each := func(w, lo, hi int) time.Duration {
				if d := of(w, lo, hi); float64(w%n) < c.Slow*n {
					return time.Duration(float64(d) * c.Slowness)
				} else {
					return d
				}
			}
			s := schedule(t, tc.schedule)
			plain := replay.Run(s, c.Chunks, starts, each, c.Handing)
			got := replay.RunGroups(s, c, rand.New(rand.NewPCG(3, 4)))
			t.Logf("plain %v, groups %v", plain, got)
			if off := math.Abs(got.Parallel.Seconds()/plain.Parallel.Seconds() - 1); off > tc.within {
				t.Errorf("%v in groups, %v one by one: %.2g apart, more than %.2g", got.Parallel, plain.Parallel, off, tc.within)
			}
			if off := math.Abs(got.Wait.Seconds()-plain.Wait.Seconds()) / plain.Parallel.Seconds(); off > 2*tc.within {
				t.Errorf("workers wait %v in groups, %v one by one", got.Wait, plain.Wait)
			}
		})
	}
}

// What comes before the first claim is passed over, however long it is and however short the chunks are.
func TestLongStart(t *testing.T) {
	c := replay.Crowd{Workers: 1e6, Chunks: 20, First: 1000 * time.Hour, Classes: []time.Duration{time.Millisecond}}
	got := replay.RunGroups(harness.Schedules[0], c, rand.New(rand.NewPCG(1, 1))).Parallel
	if want := c.First + time.Millisecond; math.Abs(float64(got-want)) > float64(time.Millisecond/100) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A million workers and 100 million chunks are a matter of seconds.
func BenchmarkMillionWorkers(b *testing.B) {
	c := replay.Crowd{Workers: 1e6, Chunks: 1e8, Step: time.Microsecond, Classes: []time.Duration{time.Millisecond, 2 * time.Millisecond},
		Handing: replay.Handing{Claim: time.Microsecond, Service: 10 * time.Nanosecond}}
	for b.Loop() {
		replay.RunGroups(harness.Schedules[0], c, rand.New(rand.NewPCG(1, 1)))
	}
}
