package made

import "math"

// golden is 2^64 over the golden ratio, made odd: the step of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// A key names one of 2^64 sequences of random numbers, each read at any place in
// one step: output number i of the generator SplitMix64 (Steele, Lea and Flood 2014,
// "Fast splittable pseudorandom number generators", OOPSLA) started at the key.
type key uint64

// newKey returns the key of a purpose under a seed.
func newKey(seed uint64, purpose int) key { return key(mix(seed)).sub(purpose) }

// sub returns the key of sequence i below k.
func (k key) sub(i int) key { return key(k.at(i)) }

// at returns 64 random bits.
func (k key) at(i int) uint64 { return mix(uint64(k) + golden*(uint64(i)+1)) }

// uniform returns a number from the open interval (0, 1): an odd multiple of 2^-53,
// so that it is never 0, 1 or a half, and one minus it is exact.
func (k key) uniform(i int) float64 {
	return (float64(k.at(i)>>12) + 0.5) * (1.0 / (1 << 52))
}

// mix is the finaliser of SplitMix64, Stafford's variant 13.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// quantile returns the p-quantile of the standard normal distribution, for p in (0, 1),
// with a relative error of about 1e-15: algorithm PPND16 of Wichura 1988, "Algorithm AS
// 241: the percentage points of the normal distribution", Applied Statistics 37:477–484.
func quantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * (horner(r, &centreNum) / horner(r, &centreDen))
	}
	r := math.Sqrt(-logarithm(min(p, 1-p)))
	var x float64
	if r <= 5 {
		x = horner(r-1.6, &middleNum) / horner(r-1.6, &middleDen)
	} else {
		x = horner(r-5, &farNum) / horner(r-5, &farDen)
	}
	return math.Copysign(x, q)
}

// The coefficients of Wichura's approximations, the highest power first.
var (
	centreNum = [8]float64{2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
		1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0}
	centreDen = [8]float64{5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
		5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1}
	middleNum = [8]float64{7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
		3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0}
	middleDen = [8]float64{1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
		6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1}
	farNum = [8]float64{2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
		2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0}
	farDen = [8]float64{2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
		1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1}
)

// horner evaluates a polynomial. The conversions forbid the fused multiply-add of some
// architectures, which would round differently.
func horner(x float64, c *[8]float64) float64 {
	v := float64(c[0]*x) + c[1]
	v = float64(v*x) + c[2]
	v = float64(v*x) + c[3]
	v = float64(v*x) + c[4]
	v = float64(v*x) + c[5]
	v = float64(v*x) + c[6]
	return float64(v*x) + c[7]
}

// logarithm returns ln(x) for normal x in (0, 1), to a few units in the last place.
// Unlike math.Log it is the same function on every architecture: x is split into
// m·2^e with m around 1, and ln(m) = 2·artanh(s) = 2·(s + s³/3 + s⁵/5 + …) at
// s = (m−1)/(m+1). |s| is below 0.172, so that eleven terms are enough.
func logarithm(x float64) float64 {
	u := math.Float64bits(x)
	e := int(u>>52) - 1023
	m := math.Float64frombits(u&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m /= 2
		e++
	}
	s := (m - 1) / (m + 1)
	t := float64(s * s)
	v := 0.0
	for k := 21; k > 0; k -= 2 {
		v = float64(v*t) + 1/float64(k)
	}
	return float64(float64(e)*math.Ln2) + float64(2*float64(s*v))
}
