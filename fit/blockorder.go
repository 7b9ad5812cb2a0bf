package fit

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// driftOrders is how many random orders of the blocks are tried.
const driftOrders = 1999

// orderMatters returns the probability that series, parallel by block, depend as much on the
// order of the blocks by chance. NaN is a block without a time, of which there are some at an N
// that is only there to test the law.
//
// There are two questions, so it is twice the lesser of two probabilities: whether some series
// depends on the order, and whether all that every block has do together. The statistic is the largest sum of
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
		if slices.ContainsFunc(y, math.IsNaN) {
			continue
		}
		for i := range r {
			together[i] += r[i]
		}
	}
	blocks := len(together)
	batches := blocks / max(1, int(math.Sqrt(float64(blocks))/2))
	order := make([]int, batches)
	for b := range order {
		order[b] = b
	}
	var batched [][]batch
	for _, r := range each {
		batched = append(batched, batchesOf(r, batches))
	}
	all := [][]batch{batchesOf(centredRanks(together), batches)}
	seenAny, seenAll := largestSum(batched, order), largestSum(all, order)
	random := rand.New(rand.NewPCG(1979, 1993)) // the same orders each time: the same file gives the same report
	asAny, asAll := 1, 1
	for range driftOrders {
		order = random.Perm(batches)
		if largestSum(batched, order) >= seenAny-rounding {
			asAny++
		}
		if largestSum(all, order) >= seenAll-rounding {
			asAll++
		}
	}
	return min(1, 2*float64(min(asAny, asAll))/(driftOrders+1))
}

// A batch is what the ranks of adjacent blocks do to a sum that they are added to, one after the
// other: by how much they change it in all, and how far they raise and lower it meanwhile. Within a
// batch every order has the blocks as they were, so that no order looks at the blocks again: a
// sweep of B blocks has 2√B batches.
type batch struct{ sum, highest, lowest float64 }

// batchesOf returns the ranks of a series in batches.
func batchesOf(ranks []float64, batches int) []batch {
	all := make([]batch, batches)
	for k := range all {
		b := &all[k]
		for _, r := range ranks[k*len(ranks)/batches : (k+1)*len(ranks)/batches] {
			b.sum += r
			b.highest, b.lowest = max(b.highest, b.sum), min(b.lowest, b.sum)
		}
	}
	return all
}

// largestSum returns the largest sum, of either sign, of the first ranks of a series in an
// order of its batches.
func largestSum(series [][]batch, order []int) float64 {
	most := 0.0
	for _, of := range series {
		sum := 0.0
		for _, k := range order {
			b := &of[k]
			most = max(most, sum+b.highest, -sum-b.lowest)
			sum += b.sum
		}
	}
	return most
}

// centredRanks returns the ranks of y, less their mean and in units of their standard
// deviation; all 0 where all are equal. Equal values share a rank. That of NaN is 0: it adds to
// no sum.
func centredRanks(y []float64) []float64 {
	var order []int
	for i, x := range y {
		if !math.IsNaN(x) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(y[i], y[j]) })
	ranks := make([]float64, len(y))
	ss := 0.0
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && y[order[hi]] == y[order[lo]] {
			hi++
		}
		r := float64(lo+hi-len(order)) / 2
		for _, i := range order[lo:hi] {
			ranks[i] = r
			ss += r * r
		}
		lo = hi
	}
	if ss > 0 {
		sd := math.Sqrt(ss / float64(len(order)))
		for i := range ranks {
			ranks[i] /= sd
		}
	}
	return ranks
}
