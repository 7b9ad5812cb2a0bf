//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// carried is a sweep in random order of which each run is longer by what the N before adds,
// with noise of a shape.
func carried(r *rand.Rand, repeats int, adds func(before int) float64, noise func(*rand.Rand, float64) float64) (obs []Observation, before []int) {
	order := []int{1, 2, 4, 8, 16}
	prev := 0
	for range repeats {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			obs = append(obs, Observation{n, amdahlTime(float64(n), 0.05) * noise(r, float64(n)) * (1 + adds(prev))})
			before = append(before, prev)
			prev = n
		}
	}
	return obs, before
}

// Without carry-over one sweep in a hundred is called so, whatever the noise; an
// effect of five percent is found in nine of ten, and its size is right to two.
func TestCarryOver(t *testing.T) {
	noises := map[string]func(*rand.Rand, float64) float64{
		"log-normal": func(r *rand.Rand, _ float64) float64 { return jitter(r) },
		"grows with N": func(r *rand.Rand, n float64) float64 {
			return math.Exp(0.01 * n * r.NormFloat64())
		},
		"x10 in one run of 30": func(r *rand.Rand, _ float64) float64 { return jitter(r) * (1 + 9*often(r, 1.0/30)) },
		"t of 2 df": func(r *rand.Rand, _ float64) float64 {
			return math.Exp(0.02 * r.NormFloat64() / math.Sqrt(r.ExpFloat64()))
		},
	}
	const sweeps = 400
	for name, noise := range noises {
		for _, repeats := range []int{5, 10, 30} {
			r := rand.New(rand.NewPCG(1949, uint64(repeats)))
			alarms := 0
			for range sweeps {
				obs, before := carried(r, repeats, func(int) float64 { return 0 }, noise)
				if c := CarryOverOf(obs, before); c != nil && c.P < 0.01 {
					alarms++
				}
			}
			if alarms > 12 {
				t.Errorf("%s, %d repeats: %d alarms in %d sweeps without carry-over", name, repeats, alarms, sweeps)
			}
		}
	}
	for name, c := range map[string]struct {
		adds    func(before int) float64
		workers int
		share   float64
	}{
		"hot after the long run": {func(n int) float64 { return 0.1 * indicator(n == 1) }, 1, 0.1},
		"faster after N = 4":     {func(n int) float64 { return -0.05 * indicator(n == 4) }, 4, -0.05},
	} {
		r := rand.New(rand.NewPCG(1949, 1))
		found, share := 0, 0.0
		for range 100 {
			obs, before := carried(r, 10, c.adds, noises["log-normal"])
			if got := CarryOverOf(obs, before); got.P < 0.01 && got.Workers == c.workers {
				found++
				share += got.Share
			}
		}
		if share /= float64(found); found < 90 || math.Abs(share-c.share) > 0.02 {
			t.Errorf("%s: found in %d of 100, mean share %.3f", name, found, share)
		}
	}
	r := rand.New(rand.NewPCG(1949, 2))
	obs, before := carried(r, 10, func(n int) float64 { return 0.1 * indicator(n >= 8) }, noises["log-normal"])
	if c := CarryOverOf(obs, before); c == nil || c.P > 0.01 {
		t.Errorf("thermal after N ≥ 8: %+v", c)
	}
}
