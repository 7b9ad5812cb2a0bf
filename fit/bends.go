package fit

import "math"

// A bentFit is a law fitted at a given bend that the readings do not exclude.
type bentFit struct {
	state         // its gram is that of the coefficients alone
	reach float64 // how far, in standard errors per unit variance, a quantity may lie from it
}

// bendsTried is the number of bends in the interval of a bend.
const bendsTried = 40

// bentFits returns the fits at bends within the interval of the bend, whose residuals are not
// above the limit of a profile interval. A quantity of the law then lies between the least
// value − reach·se and the largest value + reach·se of any of them, which is its profile
// interval, but for the curvature of the law in its coefficients. Near an N where there are
// points the sum of squares has a kink in the bend, and one standard error that counts the
// bend as a coefficient is too small: with a cap of 4, repeated three times, its intervals
// of the ceiling held 84 to 88 %.
func (c *Curve) bentFits() []bentFit {
	st, s := c.signed, c.system
	knee := c.Params[len(c.Params)-1].Estimate
	lo, hi := max(knee.Lo, s.load[0]), min(knee.Hi, s.load[len(s.load)-1])
	limit := c.signed.ss + c.t*c.t*c.noise.ms
	tried := []float64{st.bend}
	for i := range bendsTried {
		tried = append(tried, lo*math.Pow(hi/lo, float64(i)/(bendsTried-1)))
	}
	for _, n := range s.load {
		if lo < n && n < hi {
			tried = append(tried, n)
		}
	}
	var fits []bentFit
	for _, b := range tried {
		model := st.model
		model.bend = &bend{given: b}
		at, err := s.fitState(model, b, nil)
		if err == nil && at.ss <= limit*(1+1e-9) {
			fits = append(fits, bentFit{at, math.Sqrt(max(0, limit-at.ss))})
		}
	}
	return fits
}

// widenOverBends makes the intervals of the other parameters hold at all bends that the
// readings do not exclude.
func (c *Curve) widenOverBends() {
	if c.t == 0 || c.noise.ms == 0 || len(c.Held) > 0 {
		return
	}
	c.bent = c.bentFits()
	for k := range len(c.Params) - 1 {
		c.Params[k].Estimate = overBends(c.Params[k].Estimate, c.bent, func(f bentFit) (value, se float64) {
			if k == 0 {
				t1, slope := f.t1()
				return t1 * c.scale, math.Abs(slope) * c.scale * math.Sqrt(f.gram[0])
			}
			value, gradient := f.ratio(k)
			return value, math.Sqrt(quadratic(f.gram, gradient))
		})
	}
}

// overBends returns the interval of a quantity with those of all fits of other bends. of
// returns the quantity of a fit and its standard error per unit variance, which is infinite
// where the fit leaves the quantity open.
func overBends(i Interval, fits []bentFit, of func(bentFit) (value, se float64)) Interval {
	for _, f := range fits {
		v, se := of(f)
		if math.IsInf(se, 1) {
			return Interval{i.Value, math.Inf(-1), math.Inf(1), i.Level}
		}
		i.Lo, i.Hi = min(i.Lo, v-f.reach*se), max(i.Hi, v+f.reach*se)
	}
	return i
}
