package fit

import "math"

// leastSquares is a nonlinear least-squares problem of m residuals in p ≤ m
// parameters. eval writes the residuals y − f(theta) and the Jacobian ∂f/∂theta,
// row-major m*p, both already weighted; it returns false outside the domain of f.
// Where f depends on theta through one linear sum only, f(v), eval may also overwrite
// curvature, which is 1 everywhere, with 1 − (y − f)·f″/f′²: that makes a step one of
// Newton's, which converges as fast when residuals are large.
type leastSquares struct {
	m, p int
	eval func(theta, residual, jacobian, curvature []float64) bool
}

// minimum is the solution of a leastSquares problem.
type minimum struct {
	theta []float64
	ss    float64   // sum of squared residuals
	gram  []float64 // (JᵀJ)⁻¹, row-major p*p: the covariance per unit variance
}

// iterate is one step of the search: parameters with their residuals and derivatives.
type iterate struct {
	theta, residual, jacobian, curvature []float64
	ss                                   float64
}

func (l leastSquares) at(theta []float64) (iterate, bool) {
	pt := iterate{theta: theta, residual: make([]float64, l.m), jacobian: make([]float64, l.m*l.p), curvature: make([]float64, l.m)}
	for i := range pt.curvature {
		pt.curvature[i] = 1
	}
	if !l.eval(theta, pt.residual, pt.jacobian, pt.curvature) {
		return pt, false
	}
	pt.ss = dot(pt.residual, pt.residual)
	return pt, !math.IsNaN(pt.ss) && !math.IsInf(pt.ss, 0)
}

// minimise runs the method of Levenberg (1944) and Marquardt (1963), each parameter
// scaled by the largest norm of its column so far (Moré 1978). It goes on until a step is
// no more than rounding: certified values need all digits, and a problem here has only a
// handful of N.
func (l leastSquares) minimise(start []float64) (minimum, error) {
	best, ok := l.at(start)
	if !ok {
		return minimum{}, errSingular
	}
	if l.p == 0 {
		return minimum{ss: best.ss}, nil
	}
	scale := make([]float64, l.p)
	damping, last := 0.1, math.Inf(1)
	for range 300 {
		for k := range scale {
			norm := 0.0
			for i := range l.m {
				norm += best.jacobian[i*l.p+k] * best.jacobian[i*l.p+k]
			}
			scale[k] = max(scale[k], math.Sqrt(norm))
		}
		step := l.step(best, scale, damping)
		next := make([]float64, l.p)
		var length, size float64
		for k := range next {
			next[k] = best.theta[k] + step[k]
			length = math.Hypot(length, scale[k]*step[k])
			size = math.Hypot(size, scale[k]*best.theta[k])
		}
		if !(length > 1e-15*size) {
			break
		}
		trial, ok := l.at(next)
		switch {
		case ok && trial.ss < best.ss:
			best, last, damping = trial, length, max(damping/10, 1e-20)
		case ok && length < 1e-5*size && length < 0.9*last && damping <= 1e-3:
			// The sum of squares is too flat to show progress, but the steps still shrink.
			best, last, damping = trial, length, max(damping/10, 1e-20)
		case damping > 1e20 || length < 1e-13*size:
			return l.end(best)
		default:
			damping *= 4
		}
	}
	return l.end(best)
}

// step solves min ‖√h·J·δ − r/√h‖² + damping·‖scale·δ‖², h the curvature, kept
// positive so that every step is downhill.
func (l leastSquares) step(pt iterate, scale []float64, damping float64) []float64 {
	a := make([]float64, (l.m+l.p)*l.p)
	b := make([]float64, l.m+l.p)
	for i := range l.m {
		root := math.Sqrt(max(pt.curvature[i], 0.1))
		b[i] = pt.residual[i] / root
		for k := range l.p {
			a[i*l.p+k] = pt.jacobian[i*l.p+k] * root
		}
	}
	for k := range l.p {
		// A column of zeros needs a divisor other than 0.
		a[(l.m+k)*l.p+k] = math.Sqrt(damping) * max(scale[k], math.SmallestNonzeroFloat64)
	}
	return factor(a, l.p).solve(b)
}

func (l leastSquares) end(pt iterate) (minimum, error) {
	q := factor(pt.jacobian, l.p)
	if !q.fullRank() {
		return minimum{}, errSingular
	}
	return minimum{theta: pt.theta, ss: pt.ss, gram: q.inverseGram()}, nil
}
