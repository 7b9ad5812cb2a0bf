package studentt

import "math"

// TwoSided returns P(|T| > |t|) for Student's t with df degrees of freedom: the
// two-sided p-value of a t-test, I_x(df/2, 1/2) at x = df/(df+t²). df need not be
// whole and may be +Inf, which is the normal distribution. The relative error is
// below 1e-13 wherever p is a normal number, tested for df from 0.5 to +Inf; in
// the subnormal range p loses digits and ends in 0. It is NaN where t or df is
// NaN or df is not positive.
//
// With a = df/2, v = log(1+t²/df), T = a − 1/4 and u = T·v,
//
//	p = erfc(√u) + e^−u · √(u/π) · ρ
//	ρ = h/q₀ · Σ_{n≥0} q_{n+1} · (u + 2n + 3/2) · (v/2)^2n,   h = 1/(4T²)
//	q_n = p_n + (2n+1/2)(2n+3/2) · h · q_{n+1}
//
// where Σ p_n y^2n = √(y/sinh y). This is BGRAT, the asymptotic series of
// A. R. Didonato and A. H. Morris, "Algorithm 708: Significant digit computation
// of the incomplete beta function ratios", ACM TOMS 18 (1992) 360–373,
// at b = 1/2, with its terms J_n summed from the far end. Two things
// follow from I_1 = 1 and are not in the paper: erfc has the factor 1, and the
// ratio of gamma functions before the series is √T/q₀, so neither is computed.
// Nine terms give 2e-14 for df ≥ 20 and v ≤ 1; twoSidedRest computes all others.
//
// e^−u turns an absolute error of u, which reaches 700, into a relative error of
// p; so t², t²/df, v and u are each carried as an unevaluated sum of two numbers
// (T. J. Dekker, Numer. Math. 18 (1971) 224–242).
func TwoSided(t, df float64) float64 {
	if p := twoSidedCentral(t, df); p >= 0 {
		return p
	}
	return twoSidedRest(t, df)
}

// The range of twoSidedCentral, and of the vector code.
const (
	centralMinDF = 20
	centralMaxDF = 1e30
	centralMinT2 = 1e-40 // below, p is 1 to the last bit
	centralMaxQ  = 1.7   // of t²/df: v < 1
	centralMaxU  = 700   // above, p may not be a normal number
)

// Outside is the value of p where the arguments are outside the central range. It is no
// probability.
const Outside = -1

// twoSidedCentral returns p for arguments within the central range, and Outside for all others.
// The vector code does the same operations in the same order, so that both agree bit for bit.
func twoSidedCentral(t, df float64) float64 {
	t2, t2lo := square(t)
	q, qlo := quotient(t2, t2lo, df)
	if !(df >= centralMinDF && df <= centralMaxDF && t2 >= centralMinT2 && q <= centralMaxQ) {
		return Outside
	}
	v, vlo := log1pSmall(q, qlo)
	g, u, ulo := centralFactor(df, v, vlo)
	if !(u <= centralMaxU) {
		return Outside
	}
	m, k := expNeg(u, ulo)
	scale := math.Float64frombits(uint64(1023-k) << 52)
	return min(float64(g*m)*scale, 1)
}

// centralGo sets p to twoSidedCentral of t and df, which have the length of p.
func centralGo(p, t, df []float64) {
	for i := range p {
		p[i] = twoSidedCentral(t[i], df[i])
	}
}

// square returns t² as hi+lo, exactly.
func square(t float64) (hi, lo float64) {
	hi = t * t
	return hi, math.FMA(t, t, -hi)
}

// quotient returns (n+nlo)/d as hi+lo.
func quotient(n, nlo, d float64) (hi, lo float64) {
	r := 1 / d
	hi = n * r
	lo = float64((math.FMA(-hi, d, n) + nlo) * r)
	return hi, lo
}

// log1pSmall returns log(1+q) as hi+lo for 0 ≤ q ≤ 1.7, to 2^-57 or better:
// 2·artanh(s) with s = q/(2+q).
func log1pSmall(q, qlo float64) (hi, lo float64) {
	d := 2 + q
	dlo := ((2 - d) + q) + qlo
	r := 1 / d
	s := q * r
	slo := float64((math.FMA(-s, d, q) + math.FMA(-s, dlo, qlo)) * r)
	return artanh2(s, slo)
}

// artanh2 returns 2·artanh(s+slo) as hi+lo for |s| ≤ 0.46.
func artanh2(s, slo float64) (hi, lo float64) {
	c := &artanhCoef
	y := s * s
	z := y * y
	even := math.FMA(c[12], z, c[10])
	even = math.FMA(even, z, c[8])
	even = math.FMA(even, z, c[6])
	even = math.FMA(even, z, c[4])
	even = math.FMA(even, z, c[2])
	even = math.FMA(even, z, c[0])
	odd := math.FMA(c[13], z, c[11])
	odd = math.FMA(odd, z, c[9])
	odd = math.FMA(odd, z, c[7])
	odd = math.FMA(odd, z, c[5])
	odd = math.FMA(odd, z, c[3])
	odd = math.FMA(odd, z, c[1])
	p := math.FMA(odd, y, even)
	rest := math.FMA(float64(s*y), p, float64(2*slo))
	lead := float64(2 * s)
	hi = lead + rest
	return hi, (lead - hi) + rest
}

// centralFactor returns g and u with p = g·e^−u, u as u+ulo.
func centralFactor(df, v, vlo float64) (g, u, ulo float64) {
	t := math.FMA(0.5, df, -0.25) // T
	tlo := math.FMA(0.5, df, -t) - 0.25
	u = t * v
	ulo = math.FMA(t, v, -u) + math.FMA(t, vlo, float64(tlo*v))

	tt := float64(2 * t)
	h := 1 / float64(tt*tt)
	w := float64(0.25*v) * v
	q := sinhCoef[centralTerms]
	sum := float64(q * (u + centralShift[centralTerms-1]))
	for n := centralTerms - 1; n > 0; n-- {
		q = math.FMA(float64(h*centralGrowth[n]), q, sinhCoef[n])
		sum = math.FMA(sum, w, float64(q*(u+centralShift[n-1])))
	}
	q = math.FMA(float64(h*centralGrowth[0]), q, 1)
	rho := float64(h*sum) / q

	// erfcx(z) = e^z² · erfc(z) = F((z−4)/(z+4)) / (1+2z), z = √u.
	z := math.Sqrt(u)
	a := z + 4
	b := math.FMA(2, z, 1)
	r := 1 / float64(a*b)
	f := erfcxNumerator(float64((z-4)*b) * r)
	return math.FMA(f, float64(a*r), float64(float64(z*invSqrtPi)*rho)), u, ulo
}

// erfcxNumerator returns (1+2z)·erfcx(z) for s = (z−4)/(z+4), 0 ≤ z ≤ 27.
func erfcxNumerator(s float64) float64 {
	c := &erfcxCoef
	s2 := s * s
	s4 := s2 * s2
	c0 := math.FMA(c[20], s4, c[16])
	c0 = math.FMA(c0, s4, c[12])
	c0 = math.FMA(c0, s4, c[8])
	c0 = math.FMA(c0, s4, c[4])
	c0 = math.FMA(c0, s4, c[0])
	c1 := math.FMA(c[21], s4, c[17])
	c1 = math.FMA(c1, s4, c[13])
	c1 = math.FMA(c1, s4, c[9])
	c1 = math.FMA(c1, s4, c[5])
	c1 = math.FMA(c1, s4, c[1])
	c2 := math.FMA(c[18], s4, c[14])
	c2 = math.FMA(c2, s4, c[10])
	c2 = math.FMA(c2, s4, c[6])
	c2 = math.FMA(c2, s4, c[2])
	c3 := math.FMA(c[19], s4, c[15])
	c3 = math.FMA(c3, s4, c[11])
	c3 = math.FMA(c3, s4, c[7])
	c3 = math.FMA(c3, s4, c[3])
	return math.FMA(math.FMA(c3, s2, c1), s, math.FMA(c2, s2, c0))
}

// expNeg returns m in [0.7, 1.42] and k with e^−(u+ulo) = m·2^−k, for 0 ≤ u ≤ 2^20.
func expNeg(u, ulo float64) (m float64, k int) {
	n := math.FMA(u, log2E, roundingShift) - roundingShift
	x := math.FMA(n, ln2Hi, -u) // exact
	x = math.FMA(n, ln2Lo, x) - ulo
	c := &expCoef
	y := x * x
	even := math.FMA(c[8], y, c[6])
	even = math.FMA(even, y, c[4])
	even = math.FMA(even, y, c[2])
	even = math.FMA(even, y, c[0])
	odd := math.FMA(c[9], y, c[7])
	odd = math.FMA(odd, y, c[5])
	odd = math.FMA(odd, y, c[3])
	odd = math.FMA(odd, y, c[1])
	return math.FMA(y, math.FMA(odd, x, even), x) + 1, int(n)
}
