package fit

import (
	"math"
	"strings"
)

// A Model is a law of time against N, linear in its coefficients: T(n), or the rate
// 1/T(n), is Σ c_k·term_k(n). The first parameter of every model is T1, in seconds. The
// others are quotients c_k/c_0. The last may be the number of workers where the law
// bends, which is found by a search.
type Model struct {
	Name    string
	Formula string   // in T1 and Params
	Params  []string // the parameters after T1

	// Span is the smallest quotient of the largest and the smallest N at which the model
	// may be chosen: a shorter range does not show its shape.
	Span float64

	// Weak is true for a model of weak scaling, where the work grows with N.
	Weak bool

	ratios int // number of parameters that are quotients of coefficients
	terms  func(n, bend float64) [maxTerms]float64
	rate   bool  // the sum of the terms is 1/T, and T is per unit of work
	bend   *bend // nil where the law has no bend
	peak   *peak // nil where time never rises
}

// maxTerms bounds the coefficients of any model in the table.
const maxTerms = 3

// bend is the number of workers where a law changes its shape.
type bend struct{ given float64 } // 0 = found by a search

// Models is the table of models.
var Models = []Model{
	AmdahlLaw,
	USL,
	Capped,
	Saturation,
	LinearOverhead,
	LogOverhead,
	Linear,
	Gustafson,
}

// ModelByName returns the model of that name.
func ModelByName(name string) (Model, error) {
	var names []string
	for _, m := range Models {
		if strings.EqualFold(m.Name, name) {
			return m, nil
		}
		names = append(names, m.Name)
	}
	return Model{}, &UnknownName{"model", name, names}
}

// freeBend reports whether the bend is found by a search.
func (m Model) freeBend() bool { return m.bend != nil && m.bend.given == 0 }

// free returns the number of parameters that are fitted, T1 included.
func (m Model) free() int {
	if m.freeBend() {
		return m.ratios + 2
	}
	return m.ratios + 1
}

// state is a model with its coefficients.
type state struct {
	model Model
	coef  []float64
	bend  float64
	ss    float64 // sum of squared residuals

	// gram is the covariance per unit variance, row-major, of the coefficients and of a
	// bend that was found by a search; 0 where a coefficient is held or known.
	gram []float64
}

// width returns the order of gram.
func (s state) width() int {
	if s.model.freeBend() {
		return len(s.coef) + 1
	}
	return len(s.coef)
}

// value returns the sum of the terms.
func (s state) value(n float64) float64 { return s.valueAt(n, s.bend) }

// valueAt returns the sum of the terms at another bend.
func (s state) valueAt(n, bend float64) float64 {
	x := s.model.terms(n, bend)
	return dot(s.coef, x[:])
}

// seconds returns T(n), +Inf where a rate is 0 or below. It may be negative where a model
// of time is extrapolated with negative coefficients.
func (s state) seconds(n float64) float64 {
	v := s.value(n)
	if !s.model.rate {
		return v
	}
	return inverse(v)
}

// gradient returns the derivative of T(n) by the coefficients and a free bend.
func (s state) gradient(n float64) []float64 {
	g := make([]float64, s.width())
	s.gradientTo(g, n)
	return g
}

// gradientTo sets g, of the width of the state, to the gradient.
func (s state) gradientTo(g []float64, n float64) {
	x := s.model.terms(n, s.bend)
	copy(g, x[:len(s.coef)])
	if s.model.freeBend() {
		h := 1e-6 * s.bend
		g[len(s.coef)] = (s.valueAt(n, s.bend+h) - s.valueAt(n, s.bend-h)) / (2 * h)
	}
	if s.model.rate {
		v := s.value(n)
		for k := range g {
			g[k] /= -v * v
		}
	}
}

// t1 returns T1 and its derivative by the first coefficient. T1 is that coefficient, or
// its reciprocal where the terms are of a rate.
func (s state) t1() (seconds, slope float64) {
	if s.model.rate {
		return 1 / s.coef[0], -1 / (s.coef[0] * s.coef[0])
	}
	return s.coef[0], 1
}

// ratio returns the parameter c_k/c_0 and its gradient.
func (s state) ratio(k int) (value float64, gradient []float64) {
	gradient = make([]float64, s.width())
	value = s.coef[k] / s.coef[0]
	gradient[0], gradient[k] = -value/s.coef[0], 1/s.coef[0]
	return value, gradient
}

// inverse returns 1/x for x > 0 and +Inf below: a speed-up is never negative.
func inverse(x float64) float64 {
	if x <= 0 {
		return math.Inf(1)
	}
	return 1 / x
}
