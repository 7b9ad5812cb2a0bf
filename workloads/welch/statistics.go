package welch

import (
	"math"

	"serialfraction/workloads/vector"
)

// block is what each stage of the t-test kernel passes to the next.
type block struct {
	moments
	mean     [2][blockRows]float64
	t, df, p [blockRows]float64

	// coarse is the standard error in rows whose t depends on the last bit of the means
	// (see smallDifference), and 0 in others.
	coarse [blockRows]float64
}

// A design holds what a two-sample t-test needs of the group sizes. Both tests use the same
// formula, with e = Σ(x−mean)² · weight of each group:
//
//	t  = (mean_a − mean_b) / √(e_a + e_b)
//	df = (e_a + e_b)² / (e_a²·share_a + e_b²·share_b)      Welch
//
// Welch (B. L. Welch, Biometrika 34 (1947) 28–35) has weight 1/(n(n−1)) and share
// 1/(n−1); the pooled test has (1/n_a + 1/n_b)/(n_a+n_b−2) and df = n_a+n_b−2.
type design struct {
	pooled        bool
	n             [2]int
	weight, share [2]float64
	df            float64 // of the pooled test
}

func newDesign(pooled bool, na, nb int) design {
	d := design{pooled: pooled, n: [2]int{na, nb}, df: float64(na + nb - 2)}
	for g, n := range d.n {
		x := float64(n)
		d.share[g] = 1 / (x - 1)
		d.weight[g] = 1 / (x * (x - 1))
		if pooled {
			d.weight[g] = (1/float64(na) + 1/float64(nb)) / d.df
		}
	}
	return d
}

// Weights returns the weight of each group, the factor of Σ(x−mean)² in e, for groups of n1
// and n2 values. ok is false where t is not defined with so few values.
func Weights(pooled bool, n1, n2 int) (weight [2]float64, ok bool) {
	if tooFewValues(pooled, n1, n2) != nil {
		return weight, false
	}
	return newDesign(pooled, n1, n2).weight, true
}

// The limits of the quick statistics below. Beyond them df is set to doubtful, and robustRow
// tests the row.
const (
	// doubtful marks a row for robustRow. It is no number of degrees of freedom.
	doubtful = -1

	// maxShift bounds the square of (mean − x0)·√n against Σ(x−mean)²: the
	// cancellation in Σd² − (Σd)²/n costs at most this factor.
	maxShift = 64

	// minSquaredError and maxSquaredError keep fourth powers within range.
	minSquaredError, maxSquaredError = 1e-120, 1e120

	// constantRow is R's: data are "essentially constant" where the standard
	// error is below constantRow times the larger mean (t.test of R 2.0 to 4.5).
	constantRow = 10 * 0x1p-52

	// separatedBy is the least difference of the means of two constant groups, in standard
	// errors that are only rounding. In sums in float64 the t² of an arrangement can be
	// distinguished from an infinite one up to 2^49 (see score.observe of package permtest).
	separatedBy = 1 << 26

	// The difference of the means is taken between the two means as they are
	// reported, each rounded, which is R's t to the last digit. Rounding moves t
	// by up to mean/error · 2^-53 in absolute terms. Where mean/error is above
	// largeOffset (about 1e-12 in t) the difference is that of the unrounded
	// means instead, so that values such as 1e9 + noise lose nothing.
	largeOffset = 4096

	// Below largeOffset, a difference that is this many times smaller than the means is
	// sensitive to the last bit of each mean. There t is computed again with correctly
	// rounded means.
	smallDifference = 2048
)

// statisticsGo fills mean, t and df from the moments of the first rows of b.
func statisticsGo(b *block, rows int, d *design) {
	na, nb := float64(d.n[0]), float64(d.n[1])
	for i := range rows {
		sa, sb := b.sum[0][i], b.sum[1][i]
		ma, mb := sa/na, sb/nb // means relative to x0
		ssa := math.FMA(-ma, sa, b.square[0][i])
		ssb := math.FMA(-mb, sb, b.square[1][i])
		ok := float64(ma*sa) <= maxShift*ssa && float64(mb*sb) <= maxShift*ssb

		meanA, meanB := b.x0[0][i]+ma, b.x0[1][i]+mb
		b.mean[0][i], b.mean[1][i] = meanA, meanB
		ea, eb := float64(ssa*d.weight[0]), float64(ssb*d.weight[1])
		e := ea + eb
		se := math.Sqrt(e)
		larger := max(math.Abs(meanA), math.Abs(meanB))
		ok = ok && e >= minSquaredError && e <= maxSquaredError && se >= float64(constantRow*larger)

		diff := meanA - meanB
		b.coarse[i] = 0
		switch {
		case larger > largeOffset*se:
			diff = (b.x0[0][i] - b.x0[1][i]) + (ma - mb)
		case !(smallDifference*math.Abs(diff) >= larger):
			b.coarse[i] = se
		}
		b.t[i] = diff / se
		switch {
		case !ok:
			b.df[i] = doubtful
		case d.pooled:
			b.df[i] = d.df
		default:
			below := math.FMA(float64(ea*ea), d.share[0], float64(float64(eb*eb)*d.share[1]))
			b.df[i] = float64(e*e) / below
		}
	}
}

// refine computes t again for the rows of x where it is coarse.
func (b *block) refine(v vector.Set, x []float64, rows int, d *design) {
	na, cols := d.n[0], d.n[0]+d.n[1]
	for i := range rows {
		if b.coarse[i] == 0 || b.df[i] == doubtful {
			continue
		}
		row := x[i*cols : (i+1)*cols]
		var s laneSums
		s.add(v, row[:na])
		b.mean[0][i], _ = s.mean(na)
		s.add(v, row[na:])
		b.mean[1][i], _ = s.mean(cols - na)
		b.t[i] = (b.mean[0][i] - b.mean[1][i]) / b.coarse[i]
	}
}
