package fit

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// A Drift is a change of the machine in the course of a sweep that matters for S. A block
// holds every N once, so what changes all N alike leaves S as it is; what changes one N more
// than another, as other work that takes the second CPU does, makes S another.
type Drift struct {
	P      float64  `json:"p"`      // probability of so large a change by chance
	Blocks int      `json:"blocks"` // of a third of the sweep
	First  Interval `json:"first"`  // S of its first third
	Last   Interval `json:"last"`   // and of its last
	Ratios []Ratio  `json:"ratios"` // by N that were fitted
}

// A Ratio is the time at an N in the last third of a sweep over that in the first.
type Ratio struct {
	Workers int     `json:"workers"`
	Value   float64 `json:"ratio"`
}

const (
	driftLevel  = 0.06 // of P: with the size that is asked for besides, 5 % of steady sweeps at most are named (docs/coverage.md)
	driftOrders = 1999 // of the blocks that are tried
	driftLeast  = 8    // blocks: no order of fewer is so unlikely
)

// Drift returns the change in the course of the sweep that f was fitted to; nil where none is
// seen, or S of the last third of the blocks differs from that of the first by less than half
// of the width of its interval. all are the runs at every N, those that were not fitted too,
// and blocks, parallel to them, the block of each.
//
// The size is asked for besides, so that a change of all N alike is none. The probability is
// that of [orderMatters].
func (f *Fit) Drift(all []Observation, blocks []int) *Drift {
	ids, series := byBlock(all, blocks)
	if len(ids) < driftLeast {
		return nil
	}
	third := len(ids) / 3
	d := &Drift{P: orderMatters(series), Blocks: third}
	if !(d.P < driftLevel) {
		return nil
	}
	early, late := thirds(all, blocks, f.Workers, ids[third-1], ids[len(ids)-third])
	before, after := f.same(early), f.same(late)
	if before == nil || after == nil {
		return nil
	}
	d.First, d.Last = before.Params[1].Estimate, after.Params[1].Estimate
	if s := f.SerialFraction; !(math.Abs(d.Last.Value-d.First.Value) >= (s.Hi-s.Lo)/2) {
		return nil
	}
	for i, n := range f.Workers {
		d.Ratios = append(d.Ratios, Ratio{n, after.system.seconds(i) / before.system.seconds(i)})
	}
	return d
}

// same fits the law of f to some of its runs; nil where they do not determine it.
func (f *Fit) same(obs []Observation) *Curve {
	c, err := Method{f.curve.estimator, LogTime, f.SerialFraction.Level}.Fit(f.curve.signed.model, Readings(obs))
	if err != nil || len(c.Loads) != len(f.Workers) {
		return nil
	}
	return c
}

// thirds returns the runs at some N up to a block, and those from another on.
func thirds(all []Observation, blocks, workers []int, to, from int) (early, late []Observation) {
	for i, o := range all {
		switch {
		case !slices.Contains(workers, o.Workers):
		case blocks[i] <= to:
			early = append(early, o)
		case blocks[i] >= from:
			late = append(late, o)
		}
	}
	return early, late
}

// byBlock returns the blocks that hold every N, ascending, and the seconds at each N in their
// order.
func byBlock(all []Observation, blocks []int) (ids []int, series [][]float64) {
	at, loads := map[int]map[int]float64{}, map[int]bool{}
	for i, o := range all {
		if at[blocks[i]] == nil {
			at[blocks[i]] = map[int]float64{}
		}
		at[blocks[i]][o.Workers] = o.Seconds
		loads[o.Workers] = true
	}
	for _, b := range slices.Sorted(maps.Keys(at)) {
		if len(at[b]) == len(loads) {
			ids = append(ids, b)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(loads)) {
		var seconds []float64
		for _, b := range ids {
			seconds = append(seconds, at[b][n])
		}
		series = append(series, seconds)
	}
	return ids, series
}

// orderMatters returns the probability that series, parallel by block, depend as much on the
// order of the blocks by chance.
//
// There are two questions, so it is twice the lesser of two probabilities: whether some series
// depends on the order, and whether all do together. The statistic is the largest sum of
// centred ranks over the blocks up to some block (Pettitt 1979), which a step and a slope both
// make large. Its probability comes from random orders of the blocks, that of any series from
// the largest statistic of them all (Westfall & Young 1993): right for any number of series,
// and however much the runs of a block have in common.
//
// What lasts for a few blocks is no drift, so adjacent blocks stay together in every order,
// √B/2 of B. That bounds what noise does that goes on from block to block; it does not undo it.
func orderMatters(series [][]float64) float64 {
	together := make([]float64, len(series[0]))
	var each [][]float64
	for _, y := range series {
		r := centredRanks(y)
		each = append(each, r)
		for i := range r {
			together[i] += r[i]
		}
	}
	blocks := len(together)
	batches := blocks / max(1, int(math.Sqrt(float64(blocks))/2))
	order := make([]int, blocks)
	for i := range order {
		order[i] = i
	}
	all := [][]float64{centredRanks(together)}
	seenAny, seenAll := largestSum(each, order), largestSum(all, order)
	random := rand.New(rand.NewPCG(1979, 1993)) // the same orders each time: the same file gives the same report
	asAny, asAll := 1, 1
	for range driftOrders {
		order = order[:0]
		for _, b := range random.Perm(batches) {
			for i := b * blocks / batches; i < (b+1)*blocks/batches; i++ {
				order = append(order, i)
			}
		}
		if largestSum(each, order) >= seenAny-rounding {
			asAny++
		}
		if largestSum(all, order) >= seenAll-rounding {
			asAll++
		}
	}
	return min(1, 2*float64(min(asAny, asAll))/(driftOrders+1))
}

// largestSum returns the largest sum, of either sign, of the first ranks of a series in an
// order.
func largestSum(ranked [][]float64, order []int) float64 {
	most := 0.0
	for _, r := range ranked {
		sum := 0.0
		for _, i := range order {
			sum += r[i]
			most = max(most, sum, -sum)
		}
	}
	return most
}

// centredRanks returns the ranks of y, less their mean and in units of their standard
// deviation; all 0 where all are equal. Equal values share a rank.
func centredRanks(y []float64) []float64 {
	order := make([]int, len(y))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(y[i], y[j]) })
	ranks := make([]float64, len(y))
	ss := 0.0
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && y[order[hi]] == y[order[lo]] {
			hi++
		}
		r := float64(lo+hi-len(y)) / 2
		for _, i := range order[lo:hi] {
			ranks[i] = r
			ss += r * r
		}
		lo = hi
	}
	if ss > 0 {
		sd := math.Sqrt(ss / float64(len(y)))
		for i := range ranks {
			ranks[i] /= sd
		}
	}
	return ranks
}
