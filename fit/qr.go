package fit

import "math"

// qr is the Householder factorisation of a small dense matrix of m rows and p ≤ m
// columns (Golub & Van Loan 2013, algorithm 5.2.1): R in the upper triangle of a,
// the reflectors below it and in beta.
type qr struct {
	m, p int
	a    []float64 // row-major, m*p
	beta []float64 // p
	diag []float64 // p: the diagonal of R
}

// factor factorises a, row-major with p columns. It overwrites a.
func factor(a []float64, p int) qr {
	q := newQR(a, p)
	q.factor()
	return q
}

// newQR returns the memory to factorise a in.
func newQR(a []float64, p int) qr {
	return qr{m: len(a) / p, p: p, a: a, beta: make([]float64, p), diag: make([]float64, p)}
}

// factor factorises what a holds.
func (q qr) factor() {
	a, p := q.a, q.p
	clear(q.beta)
	clear(q.diag)
	for k := range p {
		var norm float64
		for i := k; i < q.m; i++ { // cannot overflow: readings are bounded
			x := a[i*p+k]
			norm += x * x
		}
		if norm = math.Sqrt(norm); norm == 0 {
			continue
		}
		top := a[k*p+k]
		if top > 0 {
			norm = -norm // avoids cancellation
		}
		q.diag[k] = norm
		top -= norm
		beta := -1 / (norm * top)
		a[k*p+k], q.beta[k] = top, beta
		for j := k + 1; j < p; j++ {
			s := 0.0
			for i := k; i < q.m; i++ {
				s += a[i*p+k] * a[i*p+j]
			}
			s *= beta
			for i := k; i < q.m; i++ {
				a[i*p+j] -= s * a[i*p+k]
			}
		}
	}
}

// fullRank reports whether the columns are independent beyond rounding.
func (q qr) fullRank() bool {
	var largest float64
	for _, d := range q.diag {
		largest = max(largest, math.Abs(d))
	}
	for _, d := range q.diag {
		if !(math.Abs(d) > 1e-14*largest) {
			return false
		}
	}
	return q.m >= q.p
}

// solve sets c to the p coefficients that minimise ‖a·c − b‖; b is overwritten.
func (q qr) solve(c, b []float64) {
	p := q.p
	for k := range p {
		s := 0.0
		for i := k; i < q.m; i++ {
			s += q.a[i*p+k] * b[i]
		}
		s *= q.beta[k]
		for i := k; i < q.m; i++ {
			b[i] -= s * q.a[i*p+k]
		}
	}
	for k := p - 1; k >= 0; k-- {
		s := b[k]
		for j := k + 1; j < p; j++ {
			s -= q.a[k*p+j] * c[j]
		}
		c[k] = s / q.diag[k]
	}
}

// inverseGram returns (aᵀa)⁻¹ = R⁻¹R⁻ᵀ, row-major p*p.
func (q qr) inverseGram() []float64 {
	p := q.p
	inv := make([]float64, p*p) // R⁻¹, upper triangular
	for j := range p {
		inv[j*p+j] = 1 / q.diag[j]
		for i := j - 1; i >= 0; i-- {
			s := 0.0
			for k := i + 1; k <= j; k++ {
				s += q.a[i*p+k] * inv[k*p+j]
			}
			inv[i*p+j] = -s / q.diag[i]
		}
	}
	gram := make([]float64, p*p)
	for i := range p {
		for j := range p {
			for k := max(i, j); k < p; k++ {
				gram[i*p+j] += inv[i*p+k] * inv[j*p+k]
			}
		}
	}
	return gram
}

// fit returns the least-squares coefficients of y on the columns of a, the matrix that was
// factored, and the sum of squared residuals. One step of refinement on the residuals
// recovers the digits that a large common offset costs.
func (q qr) fit(a, y []float64) (coef []float64, ss float64) {
	residuals := func(c []float64) []float64 {
		r := make([]float64, len(y))
		for i := range r {
			r[i] = y[i] - dot(a[i*q.p:(i+1)*q.p], c)
		}
		return r
	}
	coef = make([]float64, q.p)
	q.solve(coef, append([]float64(nil), y...))
	more := make([]float64, q.p)
	q.solve(more, residuals(coef))
	for k, d := range more {
		coef[k] += d
	}
	r := residuals(coef)
	return coef, dot(r, r)
}
