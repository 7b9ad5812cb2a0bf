package fit

import (
	"math"
	"slices"
)

// A BlockSpread is S of runs that were made in blocks, where S differs between the blocks by more
// than the scatter of runs explains: the runs of a block then are no independent evidence, and the
// blocks are.
type BlockSpread struct {
	SerialFraction Interval // with the scatter of the blocks
	Blocks         int      // that had a run at every N that all have
	P              float64  // probability of so much difference between blocks by chance
}

// blocksDiffer is the level below which the interval of S stands on the blocks: ten percent,
// for to widen it in vain costs less than not to see that the runs of a block are alike.
const blocksDiffer = 0.1

// InBlocks returns S of the curve with the scatter of the blocks, or nil where that does not
// exceed the scatter of readings at the level blocksDiffer. blocks is parallel to the
// readings that were fitted and numbers the block of each; nil is no blocks.
//
// A block whose S is larger by δ has log times that are larger by δ·d_N, d_N = ∂log T/∂S. With
// weights w for the slope of its times y on d, an intercept beside it for what all N have in
// common, (Σ w_N·y_N)² over the blocks is large for that. Were the runs of a block
// independent, their order within each N would mean nothing: over all permutations of the
// blocks at each N its products of two N have the mean 0 and the variance
// 4·Σ w_i²w_j²·SS_i·SS_j/(B−1) together, whatever the noise at each N is. Their sum is tested
// against that (one-sided); a drift that all N have in common makes it negative. The
// interval stands on u = Σ a_N·y_N of each block, a_N being the derivative of S by the
// location at N. As with the points, times are winsorised at the edges of the trimmed mean
// (Tukey & McLaughlin 1963).
func (c *Curve) InBlocks(blocks []int) *BlockSpread {
	if blocks == nil || c.t == 0 || c.system.loss.Name != LogTime.Name || c.signed.model.rate || c.signed.model.ratios == 0 {
		return nil
	}
	rows, always := c.blockRows(blocks)
	if len(rows) < 4 {
		return nil
	}
	b := &BlockSpread{Blocks: len(rows), P: c.blocksAlike(rows, always)}
	if !(b.P < blocksDiffer) {
		return nil
	}
	a := c.serialWeights()
	var us []float64
	for _, y := range rows {
		us = append(us, dot(a, y))
	}
	ss, _ := squares(us)
	h := quarterSize(len(rows))
	s := c.Params[1].Estimate
	half := TQuantile(s.Level, keptDF(len(rows))) * math.Sqrt(ss/(h*(h-1)))
	b.SerialFraction = Interval{s.Value, s.Value - half, s.Value + half, s.Level}
	return b
}

// blocksAlike returns the probability of rows that differ so much in S by chance.
func (c *Curve) blocksAlike(rows [][]float64, always []bool) float64 {
	own := make([]float64, len(c.groups)) // sums of squares at each N
	for _, y := range rows {
		for k, x := range y {
			own[k] += x * x
		}
	}
	w := make([]float64, len(own))
	var centre, total float64
	for k, g := range c.groups {
		if !always[k] {
			continue
		}
		if own[k] == 0 {
			return 1
		}
		_, gradient := c.signed.ratio(1)
		w[k] = c.signed.gradient(g.load)[1] / c.signed.seconds(g.load) / gradient[1]
		centre, total = centre+w[k]/own[k], total+1/own[k]
	}
	for k := range w {
		if always[k] {
			w[k] = (w[k] - centre/total) / own[k]
		}
	}
	var sum, products float64
	for _, y := range rows {
		u := dot(w, y)
		sum += u * u
	}
	for k, x := range own {
		own[k] = w[k] * w[k] * x
		sum -= own[k]
		for _, other := range own[:k] {
			products += own[k] * other
		}
	}
	if !(products > 0) {
		return 1
	}
	return math.Erfc(sum/math.Sqrt(8*products/float64(len(rows)-1))) / 2
}

// blockRows returns y_N of each whole block, in the order of the N, from winsorised log times
// less their mean at the N: their sum over the runs of the block, divided by how many runs a
// block has on average. always are the N that every block has, see wholeBlocks.
func (c *Curve) blockRows(blocks []int) (rows [][]float64, always []bool) {
	if len(blocks) != c.Runs {
		panic("fit: InBlocks: one block per fitted run")
	}
	loads := make([]float64, c.Runs)
	for _, g := range c.groups {
		for _, run := range g.index {
			loads[run] = g.load
		}
	}
	whole, inAll := wholeBlocks(loads, blocks)
	at := map[int][]float64{}
	for _, b := range whole {
		row := make([]float64, len(c.groups))
		at[b], rows = row, append(rows, row)
	}
	for k, g := range c.groups {
		always = append(always, inAll[g.load])
		y := g.transformed(math.Log)
		lo, hi := quarterKept(len(y))
		least, most := y[lo], y[hi-1]
		middle := 0.0
		for i := range y {
			y[i] = min(max(y[i], least), most)
			middle += y[i] / float64(len(y))
		}
		runs := 0.0
		for _, run := range g.index {
			runs += indicator(at[blocks[run]] != nil)
		}
		for i, run := range g.index {
			if row := at[blocks[run]]; row != nil {
				row[k] += (y[i] - middle) / (runs / float64(len(whole)))
			}
		}
	}
	return rows, always
}

// wholeBlocks returns the blocks, ascending, that have a run at every N that all blocks have, and
// these N. One block may lack such an N, because it was cut short. loads and blocks are those of
// the runs.
func wholeBlocks[N comparable](loads []N, blocks []int) (whole []int, inAll map[N]bool) {
	in := map[N]map[int]bool{} // the blocks that have an N
	for i, n := range loads {
		if in[n] == nil {
			in[n] = map[int]bool{}
		}
		in[n][blocks[i]] = true
	}
	whole = slices.Compact(slices.Sorted(slices.Values(blocks)))
	all := len(whole)
	inAll = map[N]bool{}
	for n := range in {
		if inAll[n] = len(in[n]) >= all-1; inAll[n] {
			whole = slices.DeleteFunc(whole, func(b int) bool { return !in[n][b] })
		}
	}
	return whole, inAll
}

// serialWeights returns the derivatives of S by the locations in log time, by N.
func (c *Curve) serialWeights() []float64 {
	_, gradient := c.signed.ratio(1)
	return c.weightsOf(gradient)
}

// weightsOf returns the derivatives of a quantity by the locations in log time, by N, from
// those by the coefficients.
func (c *Curve) weightsOf(gradient []float64) []float64 {
	st := c.signed
	width := st.width()
	a := make([]float64, len(c.groups))
	for i, g := range c.groups {
		t, slope := st.seconds(g.load), st.gradient(g.load)
		for j := range width {
			a[i] += dot(gradient, st.gram[j*width:(j+1)*width]) * c.system.w[i] * slope[j] / t
		}
	}
	return a
}
