package fit

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// Fits of the same readings by several goroutines change none of them, and all have one result.
func TestTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	runs := ownTrial{serial: 0.03, begin: 0.01, cv: 0.02, most: 8, repeats: 6}.runs(r)
	shared := SharedPart{{2: 0.001}, {2: 0.002}}
	var obs []Observation
	var blocks []int
	for i, s := range runs {
		obs = append(obs, Observation{s.Workers, amdahlTime(float64(s.Workers), 0.03) * (1 + 0.01*r.Float64())})
		blocks = append(blocks, i/4)
	}
	before, seconds := slices.Clone(obs), slices.Clone(runs)
	const goroutines = 3
	var all [goroutines][3]Interval
	var failed [goroutines]error
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() {
			all[g], failed[g] = together(runs, shared, obs, blocks)
		})
	}
	group.Wait()
	for g, err := range failed {
		if err != nil || all[g] != all[0] {
			t.Errorf("%v, %v and by another goroutine %v", err, all[g], all[0])
		}
	}
	if !slices.Equal(obs, before) || !slices.Equal(runs, seconds) {
		t.Error("the readings are not what they were")
	}
}

// together returns S of the readings in three ways: by the law that is chosen, by that of
// the mean, and of the program alone.
func together(runs []SplitRun, shared SharedPart, obs []Observation, blocks []int) (all [3]Interval, err error) {
	f, _, err := SerialInBlocks(obs, nil, blocks, TrimmedMean, 0.95)
	if err != nil {
		return all, err
	}
	all[0] = f.SerialFraction
	if m := f.MeanTime(); m != nil {
		all[1] = m.Seconds(4)
	}
	if _, err = Default.Choose(Readings(obs)); err != nil {
		return all, err
	}
	own, err := OwnSerialOf(runs, shared, blocks, 0.95)
	if err != nil {
		return all, err
	}
	all[2] = own.SerialFraction
	return all, nil
}
