package fit

import (
	"maps"
	"math"
	"slices"
)

// A Drift is a change of the machine in the course of a sweep that matters for S. What changes
// all N alike leaves S as it is, for every block has the N that decide S; what changes one N
// more than another, as other work that takes the second CPU does, makes S another.
type Drift struct {
	P      float64  `json:"p"`                // probability of so large a change by chance
	Blocks int      `json:"blocks"`           // of a third of the sweep
	First  Interval `json:"first"`            // S of its first third
	Last   Interval `json:"last"`             // and of its last
	Ratios []Ratio  `json:"ratios,omitempty"` // by N that were fitted, as far as both thirds have them; nil for the program alone
}

// A Ratio is the time at an N in the last third of a sweep over that in the first.
type Ratio struct {
	Workers int     `json:"workers"`
	Value   float64 `json:"ratio"`
}

const (
	driftLevel = 0.06 // of P: with the size that is asked for besides, 5 % of steady sweeps at most are named (docs/coverage.md)
	driftLeast = 8    // blocks: no order of fewer is so unlikely
)

// Drift returns the change in the course of the sweep that f was fitted to; nil where none is
// seen. all are the runs at every N, those that were not fitted too, and blocks, parallel to
// them, the block of each. The probability is that of [orderMatters].
//
// S of the last third of the blocks must differ from that of the first by half of the width of
// the interval that the scatter of the runs, or of the blocks, explains, so that a change of all
// N alike is none. What else makes the interval of S wide, as points that miss the law, is alike
// in both thirds. Where the machine is seen to change only with the N that were not fitted, that
// is no evidence of S, which must then differ by more than its noise.
func (f *Fit) Drift(all []Observation, blocks []int) *Drift {
	fitted, of := f.only(all, blocks)
	ids, series := byBlock(fitted, of)
	if len(ids) < driftLeast {
		return nil
	}
	third := len(ids) / 3
	d := &Drift{P: orderMatters(series), Blocks: third}
	seen := d.P < driftLevel
	if !seen {
		if _, series = byBlock(all, blocks); len(fitted) == len(all) || len(series[0]) < driftLeast {
			return nil
		}
		if d.P = orderMatters(series); !(d.P < driftLevel) {
			return nil
		}
	}
	early, late := thirds(fitted, of, ids)
	before, after := f.same(pick(fitted, early)), f.same(pick(fitted, late))
	if before == nil || after == nil {
		return nil
	}
	d.First, d.Last = before.Params[1].Estimate, after.Params[1].Estimate
	by := d.Last.Minus(d.First)
	if !(math.Abs(by.Value) >= f.scatter()) || !seen && by.Lo <= 0 && by.Hi >= 0 {
		return nil
	}
	for i, n := range before.Loads {
		d.Ratios = append(d.Ratios, Ratio{int(n), after.system.seconds(i) / before.system.seconds(i)})
	}
	return d
}

// only returns the runs at the N that f was fitted to, and the block of each.
func (f *Fit) only(all []Observation, blocks []int) (fitted []Observation, of []int) {
	for i, o := range all {
		if slices.Contains(f.Workers, o.Workers) {
			fitted, of = append(fitted, o), append(of, blocks[i])
		}
	}
	return fitted, of
}

// scatter returns half of the width of the interval of S that the scatter of the runs explains
// or, where that is wider, the scatter of the blocks.
func (f *Fit) scatter() float64 {
	c := f.curve
	half := 0.0
	if se := c.Params[1].SE; se != nil {
		half = c.t * *se
		if pure := c.system.pureDF; c.Widened && pure > 0 {
			half = TQuantile(c.level, pure) * *se * math.Sqrt(meanSquare(c.system.pureSS, pure)/c.noise.ms)
		}
	}
	if f.Blocks != nil {
		half = max(half, (f.Blocks.SerialFraction.Hi-f.Blocks.SerialFraction.Lo)/2)
	}
	return half
}

// same fits the law of f to some of its runs; nil where those do not determine it.
func (f *Fit) same(runs []Observation) *Curve {
	c, err := Method{f.curve.estimator, LogTime, f.SerialFraction.Level}.Fit(f.curve.signed.model, Readings(runs))
	if err != nil {
		return nil
	}
	return c
}

// thirds returns the runs, by their index in obs and blocks, of the first third of the blocks ids
// and of the last, at the N that both have: S of other N may be another by the law alone.
func thirds(obs []Observation, blocks, ids []int) (early, late []int) {
	third := len(ids) / 3
	has := map[int]*[2]bool{} // by N
	for i, b := range blocks {
		n := obs[i].Workers
		if has[n] == nil {
			has[n] = new([2]bool)
		}
		switch {
		case b <= ids[third-1]:
			early, has[n][0] = append(early, i), true
		case b >= ids[len(ids)-third]:
			late, has[n][1] = append(late, i), true
		}
	}
	inOne := func(i int) bool { return *has[obs[i].Workers] != [2]bool{true, true} }
	return slices.DeleteFunc(early, inOne), slices.DeleteFunc(late, inOne)
}

func pick[T any](of []T, at []int) []T {
	picked := make([]T, len(at))
	for k, i := range at {
		picked[k] = of[i]
	}
	return picked
}

// byBlock returns the whole blocks of a sweep, ascending, and for each N the mean time of its runs
// in each of them, NaN in one that has none. One that was cut short is left out, see wholeBlocks.
func byBlock(obs []Observation, blocks []int) (ids []int, series [][]float64) {
	loads := make([]int, len(obs))
	sums, runs := map[int]map[int]float64{}, map[int]map[int]float64{} // by N, then by block
	for i, o := range obs {
		loads[i] = o.Workers
		if sums[o.Workers] == nil {
			sums[o.Workers], runs[o.Workers] = map[int]float64{}, map[int]float64{}
		}
		sums[o.Workers][blocks[i]] += o.Seconds
		runs[o.Workers][blocks[i]]++
	}
	ids, _ = wholeBlocks(loads, blocks)
	for _, n := range slices.Sorted(maps.Keys(sums)) {
		var seconds []float64
		for _, b := range ids {
			seconds = append(seconds, sums[n][b]/runs[n][b]) // 0/0 = NaN
		}
		series = append(series, seconds)
	}
	return ids, series
}
