package fit

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A drifting is a kind of sweep of S = 0.05 in blocks, whose noise of 2 % at each N goes on
// from block to block by a share, and whose times at all N but 1 change.
type drifting struct {
	most, blocks int
	goesOn       float64                     // correlation of the noise of a block with that of the one before
	change       func(place float64) float64 // factor on times at N > 1, at a place from 0 to 1 in the sweep; nil = none
	often        func(n, block int) int      // runs at N in a block; nil = one
}

func (d drifting) runs(r *rand.Rand) (obs []Observation, blocks []int) {
	noise := map[int]float64{}
	for block := range d.blocks {
		for n := 1; n <= d.most; n *= 2 {
			fresh := r.NormFloat64()
			if block > 0 {
				fresh = d.goesOn*noise[n] + math.Sqrt(1-d.goesOn*d.goesOn)*fresh
			}
			noise[n] = fresh
			times := 1
			if d.often != nil {
				times = d.often(n, block)
			}
			for k := range times {
				if k > 0 {
					fresh = r.NormFloat64()
				}
				seconds := amdahlTime(float64(n), 0.05) * math.Exp(0.02*fresh)
				if d.change != nil && n > 1 {
					seconds *= d.change((float64(block) + 0.5) / float64(d.blocks))
				}
				obs, blocks = append(obs, Observation{n, seconds}), append(blocks, block)
			}
		}
	}
	return obs, blocks
}

// seen returns in how many of so many sweeps a drift is seen.
func (d drifting) seen(t *testing.T, sweeps int) int {
	r := rand.New(rand.NewPCG(1979, uint64(d.blocks)))
	n := 0
	for range sweeps {
		obs, blocks := d.runs(r)
		if fitted(t, obs, TrimmedMean).Drift(obs, blocks) != nil {
			n++
		}
	}
	return n
}

// driftCoverage adds how often a drift is seen.
func driftCoverage(t *testing.T, out *bytes.Buffer) {
	const sweeps = 1000
	fmt.Fprintf(out, `
## A machine that changes during a sweep

How often a change of the machine is named, in %% of %d sweeps for each entry (standard error
0.7 at 5 %%): S = 0.05, noise of 2 %%. Of a steady machine at most 5 %% should be. Noise that
goes on from block to block, with the correlation named, is no drift, and is called so more
often; the interval of S is too narrow then. "Unequal blocks" hold N = 8 and 16 four times and
N = 2 and 4 in one of four, but for the first five blocks.

| sweep | N | 10 blocks | 20 | 40 | 100 |
|---|---|---|---|---|---|
`, sweeps)
	for _, c := range []struct {
		name   string
		goesOn float64
		change func(float64) float64
		often  func(int, int) int
	}{
		{"steady", 0, nil, nil},
		{"steady, unequal blocks", 0, nil, unequally},
		{"noise goes on, 0.2", 0.2, nil, nil},
		{"noise goes on, 0.4", 0.4, nil, nil},
		{"N > 1 5 % slower in the first half", 0, halfSlower(0.05), nil},
		{"the same, unequal blocks", 0, halfSlower(0.05), unequally},
		{"N > 1 slower by up to 5 %, evenly", 0, func(x float64) float64 { return 1 + 0.05*x }, nil},
	} {
		for _, most := range []int{2, 16} {
			if c.often != nil && most == 2 {
				continue
			}
			fmt.Fprintf(out, "| %s | 1 to %d |", c.name, most)
			for _, blocks := range []int{10, 20, 40, 100} {
				share := 100 * float64(drifting{most, blocks, c.goesOn, c.change, c.often}.seen(t, sweeps)) / sweeps
				fmt.Fprintf(out, " %.1f |", share)
				if c.change == nil && c.goesOn == 0 && share > 5.5 {
					t.Errorf("a steady machine, N = 1 to %d, %d blocks: %.1f %% are called drift", most, blocks, share)
				}
			}
			fmt.Fprintln(out)
		}
	}
}

func halfSlower(by float64) func(float64) float64 {
	return func(x float64) float64 { return 1 + by*indicator(x < 0.5) }
}

// unequally is how often the blocks of a designed sweep over 1, 2, 4, 8, 16 hold an N.
func unequally(n, block int) int {
	switch {
	case n == 1 || block < 5:
		return 1
	case n > 4:
		return 4
	}
	return int(indicator(block%4 == n%4))
}

// The size of a drift is that of the thirds, and all N that slow down alike leave S as it is.
func TestDriftSize(t *testing.T) {
	r := rand.New(rand.NewPCG(1979, 1))
	obs, blocks := drifting{most: 2, blocks: 30, change: halfSlower(0.15)}.runs(r)
	d := fitted(t, obs, TrimmedMean).Drift(obs, blocks)
	if d == nil || d.Blocks != 10 || d.P > 0.01 {
		t.Fatalf("%+v", d)
	}
	if at := d.Ratios[1]; at.Workers != 2 || math.Abs(at.Value-1/1.15) > 0.04 || math.Abs(d.Ratios[0].Value-1) > 0.04 {
		t.Errorf("ratios %+v", d.Ratios)
	}
	if first := 1.15*1.05 - 1; math.Abs(d.First.Value-first) > 0.03 || math.Abs(d.Last.Value-0.05) > 0.03 {
		t.Errorf("S from %v to %v, want %.3f to 0.05", d.First, d.Last, first)
	}
	for i, o := range obs {
		if o.Workers == 1 && blocks[i] < 15 {
			obs[i].Seconds *= 1.15
		}
	}
	if d := fitted(t, obs, TrimmedMean).Drift(obs, blocks); d != nil {
		t.Errorf("all N alike: %+v", d)
	}
}

// Too few blocks, and times that are all equal, show no drift; a block that was cut short is
// left out. At an N that other blocks lack too, they have no time, and one that is run twice
// has its mean.
func TestNoDrift(t *testing.T) {
	r := rand.New(rand.NewPCG(1979, 2))
	obs, blocks := drifting{most: 2, blocks: 7, change: halfSlower(1)}.runs(r)
	if d := fitted(t, obs, TrimmedMean).Drift(obs, blocks); d != nil {
		t.Errorf("seven blocks: %+v", d)
	}
	equal := [][]float64{{1, 1, 1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2, 2, 2}}
	if p := orderMatters(equal); p != 1 {
		t.Errorf("p = %g of equal times", p)
	}
	if ids, series := byBlock([]Observation{{1, 3}, {2, 2}, {1, 4}, {2, 5}, {1, 6}}, []int{4, 4, 2, 2, 7}); fmt.Sprint(ids, series) != "[2 4] [[4 3] [5 2]]" {
		t.Errorf("blocks %v, series %v", ids, series)
	}
	if ids, series := byBlock([]Observation{{1, 3}, {2, 2}, {1, 4}, {1, 6}, {1, 7}}, []int{0, 0, 1, 2, 2}); fmt.Sprint(ids, series) != "[0 1 2] [[3 4 6.5] [2 NaN NaN]]" {
		t.Errorf("blocks %v, series %v", ids, series)
	}
}

// Equal values share a rank, and the squares of all add up to their number.
func TestCentredRanks(t *testing.T) {
	got := centredRanks([]float64{3, 1, 3, 7})
	want := []float64{0, -1.5, 0, 1.5}
	scale := math.Sqrt(4.5 / 4)
	for i := range want {
		if math.Abs(got[i]*scale-want[i]) > 1e-12 {
			t.Errorf("rank %d = %g, want %g", i, got[i]*scale, want[i])
		}
	}
}

// The thirds of a sweep are compared over the N that both have.
func TestThirds(t *testing.T) {
	obs := []Observation{{1, 1}, {2, 1}, {4, 1}, {1, 1}, {4, 1}, {1, 1}, {4, 1}, {8, 1}}
	if early, late := thirds(obs, []int{0, 0, 0, 1, 1, 2, 2, 2}, []int{0, 1, 2}); fmt.Sprint(early, late) != "[0 2] [5 6]" {
		t.Errorf("the first third has the runs %v, the last %v", early, late)
	}
}

// The batches of the blocks give what going over all blocks in every order does.
func TestOrderMattersByBatch(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1979))
	for _, blocks := range []int{8, 9, 17, 40, 250} {
		series := make([][]float64, 3)
		for k := range series {
			for i := range blocks {
				series[k] = append(series[k], r.NormFloat64()+0.6*float64(i)/float64(blocks))
			}
		}
		series[2][1] = math.NaN()
		batches := blocks / max(1, int(math.Sqrt(float64(blocks))/2))
		for range 20 {
			order := r.Perm(batches)
			want, got := 0.0, 0.0
			for _, y := range series {
				ranks := centredRanks(y)
				got = max(got, largestSum([][]batch{batchesOf(ranks, batches)}, order))
				sum := 0.0
				for _, b := range order {
					for i := b * blocks / batches; i < (b+1)*blocks/batches; i++ {
						sum += ranks[i]
						want = max(want, sum, -sum)
					}
				}
			}
			if math.Abs(got-want) > 1e-10 {
				t.Fatalf("%d blocks: %v, want %v", blocks, got, want)
			}
		}
	}
}
