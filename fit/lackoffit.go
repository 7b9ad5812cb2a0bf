package fit

import "math"

// LackOfFit is the test whether the points lie on the curve, measured by the scatter of
// the repeats: F is the lack-of-fit mean square over the pure-error mean square (Draper &
// Smith 1998, section 2.1).
type LackOfFit struct {
	F   float64 `json:"f"`   // math.MaxFloat64 where repeats agree exactly and points do not
	DF1 float64 `json:"df1"` // number of points minus parameters
	DF2 float64 `json:"df2"` // degrees of freedom of the repeats by the estimator; may be fractional
	P   float64 `json:"p"`   // probability of F or more if the model is right
}

// significance is the P below which lack of fit widens the interval.
const significance = 0.05

// rounding is the root mean square of residuals, in log time, that the rounding of the
// times explains.
const rounding = 1e-12

// variance is the noise of one run, in log time, that intervals are made from.
type variance struct {
	ms, df  float64 // mean square and its degrees of freedom; df 0 = unknown
	test    *LackOfFit
	widened bool
}

// judge returns the variance of residuals of the points, ss with df, see [judge]. Where every
// run is a point, the repeats are in ss.
func (s *system) judge(ss, df float64) variance {
	if s.spare > 0 {
		return judge(ss, df, 0, 0)
	}
	return judge(ss, df, s.pureSS, s.pureDF)
}

// judge tests the residuals of the points (ss with df) against the pure error and returns
// the variance to use.
func judge(ss, df, pureSS, pureDF float64) variance {
	lack, pure := meanSquare(ss, df), meanSquare(pureSS, pureDF)
	switch {
	case df <= 0 && pureDF <= 0:
		return variance{}
	case pureDF <= 0:
		return variance{ms: lack, df: df}
	case df <= 0:
		return variance{ms: pure, df: pureDF}
	}
	t := &LackOfFit{DF1: df, DF2: pureDF, P: 1}
	switch {
	case pure > 0:
		t.F = lack / pure
		t.P = fTail(t.F, df, pureDF)
	case lack > 0:
		t.F, t.P = math.MaxFloat64, 0
	}
	if t.P < significance {
		return variance{ms: lack, df: df, test: t, widened: true}
	}
	return variance{ms: pure, df: pureDF, test: t}
}

// meanSquare returns ss/df, or 0 where that is no more than rounding.
func meanSquare(ss, df float64) float64 {
	if df <= 0 || ss <= df*rounding*rounding {
		return 0
	}
	return ss / df
}
