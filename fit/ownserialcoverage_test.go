//go:build !race

package fit

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
)

// held counts the intervals of S that contain it, and returns their mean width.
func (k ownTrial) held(t *testing.T, r *rand.Rand, trials int) (held int, width float64) {
	for range trials {
		o, err := OwnSerialOf(k.runs(r), nil, nil, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		i := o.SerialFraction
		if i.Lo <= k.serial && k.serial <= i.Hi {
			held++
		}
		width += (i.Hi - i.Lo) / float64(trials)
	}
	return held, width
}

// The interval of the program's own S contains it as often as its level, at least, for any
// noise of its overhead: at N = 1 there is hardly any in y, and at a large N much.
func TestOwnSerialCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(1967, 12))
	const trials = 400
	for _, k := range []ownTrial{
		{serial: 0.03, begin: 0.015, cv: 0.05, most: 2, repeats: 5},
		{serial: 0.03, begin: 0.015, cv: 0.2, most: 2, repeats: 12, loaded: true},
		{serial: 0.002, begin: 0.001, cv: 0.2, most: 2, repeats: 20},
		{serial: 0.03, begin: 0.015, cv: 0.2, most: 8, repeats: 5},
		{serial: 0.03, begin: 0.015, cv: 0.05, most: 64, repeats: 12, loaded: true},
		{serial: 0.01, begin: 0.005, kappa: 0.0001, cv: 0.02, most: 8, repeats: 5},
		{serial: 0.01, begin: 0.005, kappa: 0.0001, cv: 0.02, most: 64, repeats: 12},
		{serial: 0.01, begin: 0.005, kappa: 0.001, cv: 0.2, most: 4, repeats: 12},
	} {
		held, _ := k.held(t, r, trials)
		if share := float64(held) / trials; share < 0.917 { // three standard errors below 95 %
			t.Errorf("%+v: %.1f %% of the intervals contain S", k, 100*share)
		}
	}
}

// ownCoverage adds the table of the program's own S.
func ownCoverage(t *testing.T, out io.Writer) {
	const sweeps = 4000
	fmt.Fprintf(out, `
## S of the program alone

The interval of the program's own S, over %d sweeps for each entry (standard error 0.3).
Only the program's seconds are simulated: serial work of a known S, and at N = 1 half as much
overhead. Their noise is that given, the noise of the work 1 %%. "Loaded" are sweeps in half of
whose runs the overhead has four times the noise, as where other work leaks into it.

| N | repeats | S | noise of the overhead | quiet: holds S | mean width | loaded: holds S | mean width |
|---|---|---|---|---|---|---|---|
`, sweeps)
	var cells []ownTrial
	for _, most := range []int{2, 8, 64} {
		for _, repeats := range []int{5, 12, 20} {
			for _, s := range []float64{0.002, 0.03} {
				for _, cv := range []float64{0.05, 0.2} {
					k := ownTrial{serial: s, begin: s / 2, cv: cv, most: most, repeats: repeats}
					cells = append(cells, k)
					k.loaded = true
					cells = append(cells, k)
				}
			}
		}
	}
	held, widths := make([]int, len(cells)), make([]float64, len(cells))
	onAllCPUs(len(cells), func(i int) {
		held[i], widths[i] = cells[i].held(t, rand.New(rand.NewPCG(1967, uint64(i))), sweeps)
	})
	lowest, highest := 100.0, 0.0
	for i, k := range cells {
		p := 100 * float64(held[i]) / sweeps
		lowest, highest = min(lowest, p), max(highest, p)
		if !k.loaded {
			fmt.Fprintf(out, "| 1..%d | %d | %g | %.0f %% |", k.most, k.repeats, k.serial, 100*k.cv)
		}
		fmt.Fprintf(out, " %.1f | %.5f |", p, widths[i])
		if k.loaded {
			fmt.Fprintln(out)
		}
	}
	fmt.Fprintf(out, `
Lowest %.1f, highest %.1f. More than 97 %% is where the interval allows for overhead that grows
with N and is too small to be seen, and where a few loaded runs have most of the noise.
`, lowest, highest)
	if lowest < 93 || highest > 99.5 {
		t.Errorf("coverage from %.1f to %.1f %%", lowest, highest)
	}
}
