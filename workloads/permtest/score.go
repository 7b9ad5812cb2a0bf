package permtest

import (
	"math"

	"serialfraction/workloads/welch"
)

// A division holds what t of two groups of given sizes needs. With s and q the sum and the sum
// of squares of the first group, and S and Q those of both groups,
//
//	mean₁ = s·share₁, mean₂ = (S−s)·share₂
//	t² = (mean₁ − mean₂)² / ((q − s·mean₁)·weight₁ + (Q−q − (S−s)·mean₂)·weight₂)
//
// with the weights of a design. So t of an arrangement needs only its s and q.
type division struct {
	share, weight [2]float64
	none          bool // t is not defined with these sizes
}

func newDivision(pooled bool, n1, n2 int) division {
	weight, ok := welch.Weights(pooled, n1, n2)
	if !ok {
		return division{none: true}
	}
	return division{share: [2]float64{1 / float64(n1), 1 / float64(n2)}, weight: weight}
}

// A score is the observed result of one row that arrangements are compared with. The values of
// the row are centred and scaled to at most 1.
type score struct {
	sums          // of both groups: S and Q
	least float64 // the least t² that counts as extreme as the observed one
}

// squared returns t² of an arrangement from the sums of its first group. It is infinite where
// both groups are constant, or constant but for rounding.
func (r *score) squared(d *division, first sums) float64 {
	rest := sums{r.sum - first.sum, r.square - first.square}
	mean1, mean2 := float64(first.sum*d.share[0]), float64(rest.sum*d.share[1])
	e1 := float64((first.square - float64(first.sum*mean1)) * d.weight[0])
	e2 := float64((rest.square - float64(rest.sum*mean2)) * d.weight[1])
	if e1+e2 <= 0 {
		return math.Inf(1)
	}
	diff := mean1 - mean2
	return float64(diff*diff) / (e1 + e2)
}

// atLeast returns 1 if x ≥ y, else 0, without a branch. Neither is NaN, and y is
// finite.
func atLeast(x, y float64) int {
	return int(1 - math.Float64bits(x-y)>>63)
}

// observe sets least from the sums of the observed first group; n values are not missing. An
// arrangement that ties with the observed one has the same t but for rounding. Adding up n
// values in another order changes t by about n·2^-53. Where the groups are far apart, the
// cancellation in the sums of squares magnifies that by Q/Σ(x−mean)² = 1 + t²/(n−2). With 16
// times that as κ,
//
//	|t*| counts as equal from t*² = (|t| − κ)² / (1 + κ(1 + t²/(n−2)))
//
// on. For 40 samples and a moderate t that is within 1e-13 of |t|; multtest allows 2.7e-14.
// An arrangement always counts where its t is so large that rounding could have made it
// infinite.
func (r *score) observe(d *division, first sums, n int) {
	tie := 16 * float64(n) * 0x1p-53
	free := float64(n - 2)
	t2 := r.squared(d, first)
	if !(t2 < free*0x1p60) {
		r.least = free / tie
		return
	}
	t := max(math.Sqrt(t2)-tie, 0)
	r.least = float64(t*t) / (1 + float64(tie*(1+t2/free)))
}
