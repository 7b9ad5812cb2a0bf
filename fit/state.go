package fit

import (
	"math"
	"slices"
)

// fitState finds the coefficients of the model at a bend. Those in held stay 0. Where the
// loss takes T(1) as known, the first coefficient is 1.
func (s *system) fitState(m Model, bend float64, held []int) (state, error) {
	st, free, err := s.coefficients(m, bend, held)
	if err != nil {
		return st, err
	}
	st.gram, err = s.covariance(st, free)
	return st, err
}

// sumOfSquares returns that of the state that fitState finds, +Inf where it finds none. A
// search for a bend needs no covariance at the bends that it tries.
func (s *system) sumOfSquares(m Model, bend float64, held []int) float64 {
	st, free, err := s.coefficients(m, bend, held)
	if err != nil || len(free) > 0 && !s.derivatives(st, free).fullRank() {
		return math.Inf(1)
	}
	return st.ss
}

// coefficients finds those of fitState, without their covariance, and returns which are free.
func (s *system) coefficients(m Model, bend float64, held []int) (st state, free []int, err error) {
	cols := s.columns(m, bend)
	st = state{model: m, bend: bend, coef: make([]float64, len(cols))}
	var offset []float64
	for k := range cols {
		switch {
		case k == 0 && s.loss.oneKnown:
			offset, st.coef[0] = cols[0], 1
		case !slices.Contains(held, k):
			free = append(free, k)
		}
	}
	active := make([][]float64, len(free))
	for j, k := range free {
		active[j] = cols[k]
	}
	min, err := s.solve(m.rate, offset, active, nil)
	if err != nil {
		return st, nil, err
	}
	for j, k := range free {
		st.coef[k] = min.theta[j]
	}
	st.ss = min.ss
	if s.hasBend(st) {
		free = append(free, len(st.coef))
	}
	return st, free, nil
}

// hasBend reports whether the bend is one of the parameters that the points determine: it was
// found by a search, and does not lie beyond all of them.
func (s *system) hasBend(st state) bool {
	return st.model.freeBend() && s.load[len(s.load)-1] > st.bend
}

// derivatives returns the factorised Jacobian of the residuals by the free coefficients, and
// by the bend where its index, the number of coefficients, is one of the free.
func (s *system) derivatives(st state, free []int) qr {
	p := len(free)
	g, a := make([]float64, st.width()), make([]float64, len(s.load)*p)
	for i, n := range s.load {
		st.gradientTo(g, n)
		slope := s.root[i] * s.loss.slope(st.seconds(n))
		for j, k := range free {
			a[i*p+j] = slope * g[k]
		}
	}
	return factor(a, p)
}

// covariance returns (JᵀJ)⁻¹ of what is free, with zeros for all else.
func (s *system) covariance(st state, free []int) ([]float64, error) {
	q, p := st.width(), len(free)
	full := make([]float64, q*q)
	if p == 0 {
		return full, nil
	}
	f := s.derivatives(st, free)
	if !f.fullRank() {
		return nil, errSingular
	}
	gram := f.inverseGram()
	for i, k := range free {
		for j, l := range free {
			full[k*q+l] = gram[i*p+j]
		}
	}
	return full, nil
}

// best finds all parameters, including the bend.
func (s *system) best(m Model, held []int) (state, error) {
	switch {
	case m.bend == nil:
		return s.fitState(m, 0, held)
	case !m.freeBend():
		return s.fitState(m, m.bend.given, held)
	}
	ss := func(bend float64) float64 { return s.sumOfSquares(m, bend, held) }
	return s.fitState(m, s.searchBend(ss), held)
}

// searchBend scans the range of N, because the sum of squares has a kink at every N, and
// narrows down the best bend by golden sections.
func (s *system) searchBend(ss func(float64) float64) float64 {
	kinks := s.load
	if stride := len(kinks) / 100; stride > 1 { // the N are close enough to skip some
		kinks = nil
		for i := 0; i < len(s.load)-1; i += stride {
			kinks = append(kinks, s.load[i])
		}
		kinks = append(kinks, s.load[len(s.load)-1])
	}
	tried := []float64{kinks[0]}
	parts := max(1, 100/len(kinks))
	for i, hi := range kinks[1:] {
		lo := kinks[i]
		for k := 1; k <= parts; k++ {
			tried = append(tried, lo*math.Pow(hi/lo, float64(k)/float64(parts)))
		}
	}
	best, least := 0, math.Inf(1)
	for i, n := range tried {
		if v := ss(n); v < least {
			best, least = i, v
		}
	}
	lo, hi := tried[max(best-1, 0)], tried[min(best+1, len(tried)-1)]
	const golden = 0.6180339887498949
	a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
	fa, fb := ss(a), ss(b)
	for hi-lo > 1e-12*hi {
		if fa < fb {
			hi, b, fb = b, a, fa
			a = hi - golden*(hi-lo)
			fa = ss(a)
		} else {
			lo, a, fa = a, b, fb
			b = lo + golden*(hi-lo)
			fb = ss(b)
		}
		if a >= b {
			break
		}
	}
	if mid := (lo + hi) / 2; ss(mid) < least {
		return mid
	}
	return tried[best]
}
