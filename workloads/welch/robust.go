package welch

import (
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/studentt"
)

// A rowTest is the answer for one row.
type rowTest struct {
	meanA, meanB, t, df, p float64
}

// robustRow tests one row of any numbers: it drops missing values (NaN) from
// each group, survives overflow and cancellation, and has these rules.
//
//   - mean_a, mean_b: NaN where the group has no value; ±Inf or NaN where a value
//     is infinite.
//   - t, df and p are all NaN where a value is infinite; where a group has fewer
//     than two values (Welch); where a group has none or both together have
//     fewer than three (pooled: one group may have a single value, as in R's
//     t.test(var.equal=TRUE)); and where the row is essentially constant, by R's
//     rule (see constantRow), or exactly so. why is the reason, nil where t is a number.
func robustRow(row []float64, d *design) (r rowTest, why *harness.Reason) {
	a, b := row[:d.n[0]], row[d.n[0]:]
	nan := math.NaN()
	if math.IsInf(largest(row), 1) {
		return rowTest{plainMean(a), plainMean(b), nan, nan, nan}, &infiniteValue
	}
	// Scaled to below 1, neither sums nor squares can overflow, and values that underflow are
	// negligible.
	exp := Exponent(row)
	scale := math.Ldexp(1, -exp)
	sa, sb := newSample(a, scale), newSample(b, scale)
	r = rowTest{math.Ldexp(sa.mean, exp), math.Ldexp(sb.mean, exp), nan, nan, nan}
	if why := tooFewValues(d.pooled, sa.n, sb.n); why != nil {
		return r, why
	}
	now := newDesign(d.pooled, sa.n, sb.n)
	ea, eb := float64(sa.ss*now.weight[0]), float64(sb.ss*now.weight[1])
	e := ea + eb
	se := math.Sqrt(e)
	larger := max(math.Abs(sa.mean), math.Abs(sb.mean))
	diff := sa.mean - sb.mean
	if e == 0 || se < float64(constantRow*larger) {
		return r, noVariance(se, math.Abs(diff), larger, sa.n+sb.n)
	}
	if larger > largeOffset*se {
		diff += sa.meanLo - sb.meanLo
	}
	r.t = diff / se
	r.df = now.df
	if !d.pooled {
		fa, fb := ea/e, eb/e
		r.df = 1 / math.FMA(float64(fa*fa), now.share[0], float64(float64(fb*fb)*now.share[1]))
	}
	r.p = studentt.TwoSided(r.t, r.df)
	return r, nil
}

// Exponent returns the exponent of a power of two. Divided by that, the values of a row are
// below 1 in magnitude; NaN are ignored. The exponent is at least −1020, so that the quotient
// is finite.
func Exponent(row []float64) int {
	_, exp := math.Frexp(largest(row))
	return max(exp, -1020)
}

// A sample is the mean, and the sum of squares about it, of the values that are not missing,
// scaled.
type sample struct {
	n            int
	mean, meanLo float64 // the mean is mean + meanLo
	ss           float64
}

// newSample makes two passes over the values x·scale: for the mean, by a sum of twice the
// precision, and for the squares about that mean.
func newSample(x []float64, scale float64) sample {
	var s sample
	var sum, lost float64
	for _, v := range x {
		if math.IsNaN(v) {
			continue
		}
		s.n++
		v = float64(v * scale)
		sum, lost = addLost(sum, lost, v)
	}
	s.mean, s.meanLo = doubledMean(sum, lost, s.n)
	var left float64
	for _, v := range x {
		if math.IsNaN(v) {
			continue
		}
		dev := (float64(v*scale) - s.mean) - s.meanLo
		left += dev
		s.ss = math.FMA(dev, dev, s.ss)
	}
	s.ss = max(math.FMA(-left/float64(s.n), left, s.ss), 0) // Chan, Golub & LeVeque 1983, eq. 1.7
	return s
}

// largest returns the largest magnitude in x, 0 where x has no number.
func largest(x []float64) float64 {
	var most float64
	for _, v := range x {
		if a := math.Abs(v); a > most {
			most = a
		}
	}
	return most
}

// plainMean returns the mean of x without its missing values.
func plainMean(x []float64) float64 {
	var sum float64
	n := 0
	for _, v := range x {
		if !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	return sum / float64(n)
}
