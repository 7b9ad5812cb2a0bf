package fit

import "math"

// besideOverhead returns the interval of the serial share of Amdahl's law and the USL,
// whichever of them holds: the profile interval of sigma over all kappa ≥ 0, for overhead is
// never negative. Amdahl's law is the USL with kappa = 0. So the profile at a sigma is that
// of the USL where kappa is 0 or above there, and that of Amdahl's law elsewhere.
//
// Where kappa is clearly seen, the interval is that of sigma; where its estimate is far below
// 0, that of Amdahl's S; in between it changes by little when the readings do. At the bound
// the likelihood ratio is no chi-square of one degree of freedom (Self & Liang 1987),
// but near it: over all correlations of sigma and kappa and all kappa, an interval of 95 %
// holds sigma in 93.8 to 97 %.
//
// The noise is that of the fit with kappa ≥ 0. A kappa whose interval contains 0 is not
// counted as a coefficient in the test for lack of fit. Where kappa is seen the interval
// leaves out the S of Amdahl's law. It is nil where the curves do not determine it.
func besideOverhead(amdahl, usl *Curve) *Interval {
	kappa := usl.Params[2]
	if kappa.SE == nil || usl.Params[1].SE == nil || amdahl.t == 0 || usl.t == 0 {
		return nil
	}
	best, noise := amdahl, amdahl.noise
	if kappa.Estimate.Value > 0 {
		best, noise = usl, usl.noise
		if s := usl.system; s.pureDF > 0 && !(kappa.Estimate.Lo > 0) {
			noise = s.judge(usl.RSS, usl.DF+1)
		}
	}
	if best.Params[1].SE == nil { // the readings do not determine it
		return nil
	}
	i := best.Params[1].Estimate
	if noise.ms == 0 || best.noise.ms == 0 {
		if i.Lo > 0 && i.Lo <= rounding { // a sigma of 0
			i.Lo = 0
		}
		return &i
	}
	with, without := usl.traceRatio(1), amdahl.profileRatio(1)
	ss := func(sigma float64) float64 {
		least := with.least(sigma)
		if others := with.nearest(sigma).theta; others[len(others)-1] >= 0 { // the coefficient of kappa
			return least
		}
		return without(sigma)
	}
	t := TQuantile(best.level, noise.df)
	rise := t * t * noise.ms
	step := t * *best.Params[1].SE * math.Sqrt(noise.ms/best.noise.ms)
	i.Lo, i.Hi = profileInterval(i.Value, step, best.signed.ss, best.signed.ss+rise, ss)
	return &i
}

// Open reports, of each end of the interval of S, whether it allows for more than noise, that of
// blocks too, and overhead that is too small to be seen, as another law or a known bias: that more
// repeats do not narrow.
func (f *Fit) Open() (lo, hi bool) {
	return f.SerialFraction.Lo < f.narrow.Lo, f.SerialFraction.Hi > f.narrow.Hi
}
