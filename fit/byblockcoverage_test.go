//go:build !race

package fit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// inBlocks is a sweep of N = 1, 2, 4, 8, 16 whose S is drawn anew for each block, from 0.05
// less and more a reach, in which each block takes a factor more time.
func inBlocks(r *rand.Rand, repeats int, reach, factor float64) (obs []Observation, blocks []int) {
	for block := range repeats {
		s, slower := 0.05+reach*(2*r.Float64()-1), 1+factor*float64(block)
		for _, n := range []int{1, 2, 4, 8, 16} {
			obs = append(obs, Observation{n, amdahlTime(float64(n), s) * jitter(r) * slower})
			blocks = append(blocks, block)
		}
	}
	return obs, blocks
}

// blocked is what became of the intervals of S: those of runs and of blocks that hold it,
// how many are of blocks, and how many of the mean time hold it.
type blocked struct{ runs, blocks, widened, mean int }

func simulateBlocks(t *testing.T, repeats, sweeps int, reach, factor float64) (c blocked) {
	r := rand.New(rand.NewPCG(1947, uint64(repeats)))
	count := func(n *int, i Interval) {
		if i.Lo <= 0.05 && 0.05 <= i.Hi {
			*n++
		}
	}
	for range sweeps {
		obs, blocks := inBlocks(r, repeats, reach, factor)
		f := fitted(t, obs, TrimmedMean)
		wide := f.SerialFraction
		if b := f.curve.InBlocks(blocks); b != nil {
			wide = wide.Hull(b.SerialFraction)
			c.widened++
		}
		count(&c.runs, f.SerialFraction)
		count(&c.blocks, wide)
		count(&c.mean, f.curve.MeanTime(wide).SerialFraction)
	}
	return c
}

// Where S differs between blocks the interval of blocks holds it; where it does not, or the
// blocks only take longer, few are widened.
func TestInBlocks(t *testing.T) {
	const sweeps = 400
	for _, repeats := range []int{10, 30} {
		if c := simulateBlocks(t, repeats, sweeps, 0.03, 0); c.blocks < 360 || c.mean < 360 || c.runs > 340 {
			t.Errorf("%d blocks, S from 0.02 to 0.08: %+v of %d", repeats, c, sweeps)
		}
		for _, factor := range []float64{0, 0.05} {
			if c := simulateBlocks(t, repeats, sweeps, 0, factor); c.widened > 64 || c.runs < 363 {
				t.Errorf("%d blocks of one S, each %g longer: %+v of %d", repeats, factor, c, sweeps)
			}
		}
	}
	obs, blocks := inBlocks(rand.New(rand.NewPCG(1, 2)), 10, 0.015, 0)
	alone, _, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	wide, choice, err := SerialInBlocks(obs, nil, blocks, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if wide.Blocks == nil || wide.Blocks.Blocks != 10 || !(wide.MaxSpeedup.Lo < alone.MaxSpeedup.Lo) || !(wide.SerialFraction.Hi > alone.SerialFraction.Hi) || alone.Blocks != nil {
		t.Errorf("%+v of %v, by the runs alone %v", wide.Blocks, wide.SerialFraction, alone.SerialFraction)
	}
	if p, _ := choice.SerialParam(choice.Curve); !strings.Contains(choice.Sentence, p.String()) {
		t.Errorf("%q has another interval than %v", choice.Sentence, p)
	}
	if b := wide.curve.InBlocks(make([]int, len(blocks))); b != nil {
		t.Errorf("one block has no scatter of blocks: %+v", b)
	}
}

// blockCoverage adds what the intervals hold where S differs between blocks.
func blockCoverage(t *testing.T, out *bytes.Buffer) {
	const sweeps = 2000
	fmt.Fprintf(out, `
## Where S differs between blocks of runs

The interval of S = 0.05 by the scatter of runs, and by that of blocks where it is larger
at 10 %%, over %d sweeps for each entry (standard error 0.5): N = 1, 2, 4, 8, 16, once in a
block each, noise of 2 %%. With fewer than seven blocks the difference is often not seen.

| S of a block | blocks | runs alone hold | with blocks | mean holds | by blocks |
|---|---|---|---|---|---|
`, sweeps)
	for _, reach := range []float64{0, 0.01, 0.03} {
		for _, repeats := range []int{5, 7, 10, 30} {
			c := simulateBlocks(t, repeats, sweeps, reach, 0)
			share := func(n int) float64 { return 100 * float64(n) / sweeps }
			fmt.Fprintf(out, "| %.2f to %.2f | %d | %.1f | %.1f | %.1f | %.1f |\n", 0.05-reach, 0.05+reach, repeats,
				share(c.runs), share(c.blocks), share(c.mean), share(c.widened))
			if repeats >= 10 && reach == 0.03 && share(c.blocks) < 92 {
				t.Errorf("S = 0.05 ± %g, %d blocks: %.1f %% hold S", reach, repeats, share(c.blocks))
			}
		}
	}
}
