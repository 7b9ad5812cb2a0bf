package studentt

import "math"

// twoSidedRest returns p for any arguments. It is used outside the central range: for few
// degrees of freedom, far tails, p near underflow, and NaN.
func twoSidedRest(t, df float64) float64 {
	t = math.Abs(t)
	switch {
	case math.IsNaN(t) || !(df > 0):
		return math.NaN()
	case t < 0x1p-60:
		return 1
	case math.IsInf(t, 1):
		return 0
	case df > centralMaxDF:
		return normalTail(t)
	}
	q, v, vlo := tailRatio(t, df)
	if df*v > 3000 { // e^−df·v/2 is far below the smallest number
		return 0
	}
	if df >= centralMinDF && q <= centralMaxQ {
		g, u, ulo := centralFactor(df, v, vlo)
		return scaleExp(g, u, ulo)
	}
	return raised(df, q, v, vlo)
}

// normalTail returns erfc(t/√2).
func normalTail(t float64) float64 {
	if t > 40 {
		return 0
	}
	t2, t2lo := square(t)
	z := math.Sqrt(0.5 * t2)
	f := erfcxNumerator((z-4)/(z+4)) / math.FMA(2, z, 1)
	return scaleExp(f, 0.5*t2, 0.5*t2lo)
}

// tailRatio returns q = t²/df and v = log(1+q) as v+vlo. q may be +Inf; v is
// finite all the same.
func tailRatio(t, df float64) (q, v, vlo float64) {
	const big, shift = 0x1p300, 600 // above big, t² may overflow and 1+q is q
	if t > big {
		t2, t2lo := square(math.Ldexp(t, -shift))
		m, mlo := quotient(t2, t2lo, df)
		v, vlo = logSum(m, mlo, 2*shift)
		return math.Inf(1), v, vlo
	}
	t2, t2lo := square(t)
	q, qlo := quotient(t2, t2lo, df)
	if q <= centralMaxQ {
		v, vlo = log1pSmall(q, qlo)
		return q, v, vlo
	}
	x := 1 + q
	back := x - q // TwoSum (D. E. Knuth, TAOCP 2, 4.2.2): 1+q = x+xlo exactly
	xlo := (1 - back) + (q - (x - back))
	v, vlo = logSum(x, xlo+qlo, 0)
	return q, v, vlo
}

// logSum returns log((x+xlo)·2^k) as hi+lo. The logarithm must not be near 0.
func logSum(x, xlo float64, k int) (hi, lo float64) {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	mlo := math.Ldexp(xlo, -e)
	d := m + 1
	dlo := (m - (d - 1)) + mlo
	n := m - 1
	s := n / d
	slo := (math.FMA(-s, d, n) + math.FMA(-s, dlo, mlo)) / d
	a, alo := artanh2(s, slo)
	n = float64(e + k)
	lead := float64(n * ln2Hi) // exact
	hi = lead + a
	return hi, ((lead - hi) + a) + math.FMA(n, ln2Lo, alo)
}

// raised returns p by adding whole steps to a = df/2 until the rest is
// negligible or within reach of the central series:
//
//	I_x(a,b) = x^a (1−x)^b / (a·B(a,b)) · Σ_{i<n} x^i (a+b)_i/(a+1)_i + I_x(a+n,b)
//
// (BUP and, for n = ∞, BPSER's companion in Didonato & Morris 1992; DLMF 8.17.20),
// every term positive. The gamma functions in B(a, 1/2) come from the central
// series' q₀ at a+n ≥ 10 and n ratios down to a.
func raised(df, q, v, vlo float64) float64 {
	const least = centralMinDF / 2
	a := 0.5 * df
	x := 1 / (1 + q)
	term, sum, ratio := 1.0, 0.0, 1.0
	steps := 0
	if a < least {
		steps = int(math.Ceil(least - a))
	}
	for i := range steps {
		ai := a + float64(i)
		sum += term
		term *= float64(x*(ai+0.5)) / (ai + 1)
		ratio *= ai / (ai + 0.5)
	}
	near := q <= centralMaxQ
	if !near {
		for ai := a + float64(steps); term > sum*0x1p-56; ai++ {
			sum += term
			term *= float64(x*(ai+0.5)) / (ai + 1)
		}
	}
	ratio *= gammaRatio(a + float64(steps))
	oneMinusX := q * x
	if math.IsInf(q, 1) {
		oneMinusX = 1
	}
	front := float64(ratio*invSqrtPi) / a * math.Sqrt(oneMinusX)
	u := a * v
	ulo := math.FMA(a, v, -u) + float64(a*vlo)
	p := scaleExp(float64(front*sum), u, ulo)
	if near {
		g, u, ulo := centralFactor(float64(2*(a+float64(steps))), v, vlo)
		p += scaleExp(g, u, ulo)
	}
	return min(p, 1)
}

// gammaRatio returns Γ(a+1/2)/Γ(a) for a ≥ 10: √T/q₀ of the central series.
func gammaRatio(a float64) float64 {
	t := a - 0.25
	tt := float64(2 * t)
	h := 1 / float64(tt*tt)
	q := sinhCoef[centralTerms]
	for n := centralTerms - 1; n >= 0; n-- {
		q = math.FMA(float64(h*centralGrowth[n]), q, sinhCoef[n])
	}
	return math.Sqrt(t) / q
}

// scaleExp returns g·e^−(u+ulo), rounded once more where it is subnormal.
func scaleExp(g, u, ulo float64) float64 {
	if u > 1000 {
		return 0
	}
	m, k := expNeg(u, ulo)
	return min(math.Ldexp(float64(g*m), -k), 1)
}
