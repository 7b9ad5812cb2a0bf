//go:build !race

package fit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// rarely is what became of the intervals over many sweeps.
type rarely struct {
	typical  int // intervals of the typical run that hold S of the mean time
	held     int // intervals of the mean that do
	wrong    int // of the mean that do not, where it is given
	standing [MeanUndetermined + 1]int
	width    float64 // median, of the mean
}

// simulate counts over many sweeps; fitted is the curve that S is read from, and S.
func (k rarity) simulate(t *testing.T, repeats, sweeps int, fitted func([]Observation) (*MeanTime, Interval)) rarely {
	r := rand.New(rand.NewPCG(1969, uint64(repeats)))
	var c rarely
	var widths []float64
	holds := func(i Interval) bool { return i.Lo <= k.serial && k.serial <= i.Hi }
	for range sweeps {
		m, typical := fitted(k.sweep(r, repeats))
		c.standing[m.Standing]++
		widths = append(widths, m.SerialFraction.Hi-m.SerialFraction.Lo)
		if holds(typical) {
			c.typical++
		}
		switch {
		case holds(m.SerialFraction):
			c.held++
		case m.Standing != MeanUndetermined:
			c.wrong++
		}
	}
	slices.Sort(widths)
	c.width = widths[len(widths)/2]
	return c
}

// byAmdahl fits Amdahl's law alone, which takes a tenth of the time of a choice.
func byAmdahl(t *testing.T) func([]Observation) (*MeanTime, Interval) {
	return func(obs []Observation) (*MeanTime, Interval) {
		f := fitted(t, obs, TrimmedMean)
		return f.MeanTime(), f.SerialFraction
	}
}

// The short form of the table that fullCoverage writes: where an interval of the mean is
// given it holds S in 93 % at least, within three standard deviations, and noise that
// leaves S as it is is called nothing else.
func TestMeanTimeCoverage(t *testing.T) {
	const sweeps = 300
	for i, k := range rarities {
		for _, repeats := range []int{10, 30} {
			c := k.simulate(t, repeats, sweeps, byAmdahl(t))
			if c.wrong > 34 {
				t.Errorf("%s, %d repeats: %d of %d intervals that are given miss S of the mean", k.name, repeats, c.wrong, sweeps)
			}
			if i < slowly && repeats == 30 && c.standing[MeanUndetermined] > sweeps/5 {
				t.Errorf("%s, %d repeats: the mean is undetermined in %d of %d", k.name, repeats, c.standing[MeanUndetermined], sweeps)
			}
			if k.still && c.standing[MeanAlike] < sweeps {
				t.Errorf("%s, %d repeats: %v, not alike in all of %d", k.name, repeats, c.standing, sweeps)
			}
		}
	}
}

// Gaussian noise of few runs is rarely taken for slow ones, however loud it is.
func TestMeanTimeOfNoise(t *testing.T) {
	const sweeps = 300
	for _, cv := range []float64{0.02, 0.3} {
		for _, repeats := range []int{2, 4, 10} {
			k := trial{serial: 0, cv: cv, most: 4, repeats: repeats, est: TrimmedMean}
			r := rand.New(rand.NewPCG(1978, uint64(repeats)))
			alarms := 0
			for range sweeps {
				f := fitted(t, k.times(r), TrimmedMean)
				if f.MeanTime().Standing != MeanAlike {
					alarms++
				}
			}
			if alarms > 10 {
				t.Errorf("%+v: %d alarms in %d", k, alarms, sweeps)
			}
		}
	}
}

// meanCoverage adds what the intervals of the mean hold to the table.
func meanCoverage(t *testing.T, out *bytes.Buffer) {
	const sweeps = 1000
	fmt.Fprintf(out, `
## Where few runs are slow

Two intervals of S over %d sweeps for each entry (standard error 0.7): of the typical
run, by the trimmed mean, and of the mean time (docs/mean.md). Both are held against S of
the mean time; N = 1, 2, 4, 8, 16, T1 = 1 s, log-normal noise of 2 %% unless another is
named. "Wrong" are intervals of the mean that are given and miss it. Where a difference
that matters is seen or left possible the two are "apart", or, with too few slow runs to
know the mean, it is "undetermined".

| what | repeats | typical holds | mean holds | wrong | apart | undetermined | median width |
|---|---|---|---|---|---|---|---|
`, sweeps)
	share := func(n int) float64 { return 100 * float64(n) / sweeps }
	for _, k := range rarities {
		for _, repeats := range []int{10, 30} {
			c := k.simulate(t, repeats, sweeps, func(obs []Observation) (*MeanTime, Interval) {
				f, _, err := Serial(obs, nil, TrimmedMean, 0.95)
				if err != nil {
					t.Fatal(err)
				}
				return f.MeanTime(), f.SerialFraction
			})
			fmt.Fprintf(out, "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.4f |\n", k.name, repeats, share(c.typical),
				share(c.held), share(c.wrong), share(c.standing[MeanApart]), share(c.standing[MeanUndetermined]), c.width)
			if share(c.wrong) > 7 {
				t.Errorf("%s, %d repeats: %.1f %% of the intervals that are given miss S of the mean", k.name, repeats, share(c.wrong))
			}
		}
	}
}
