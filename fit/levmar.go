package fit

import (
	"math"
	"slices"
)

// leastSquares is a nonlinear least-squares problem of m residuals in p ≤ m
// parameters. eval writes the residuals y − f(theta) and the Jacobian ∂f/∂theta,
// row-major m*p, both already weighted; it returns false outside the domain of f.
// Where f depends on theta through one linear sum only, f(v), eval also writes curvature,
// 1 − (y − f)·f″/f′²: that makes a step one of Newton's, which converges as fast when
// residuals are large. An eval that never writes it leaves it at 1.
type leastSquares struct {
	m, p int
	eval func(theta, residual, jacobian, curvature []float64) bool
}

// minimum is the solution of a leastSquares problem.
type minimum struct {
	theta    []float64
	ss       float64 // sum of squared residuals
	jacobian qr      // at theta, factorised: its inverseGram is the covariance per unit variance
}

// iterate is one step of the search: parameters with their residuals and derivatives.
type iterate struct {
	theta, residual, jacobian, curvature []float64
	ss                                   float64
}

func (l leastSquares) newIterate(from *slab) iterate {
	pt := iterate{from.take(l.p), from.take(l.m), from.take(l.m * l.p), from.take(l.m), 0}
	for i := range pt.curvature {
		pt.curvature[i] = 1
	}
	return pt
}

// A slab is memory for many short slices, allocated once.
type slab []float64

// take returns the next n numbers, all 0.
func (s *slab) take(n int) []float64 {
	part := (*s)[:n:n]
	*s = (*s)[n:]
	return part
}

// at fills in what follows from the parameters of pt. It returns false outside the domain.
func (l leastSquares) at(pt *iterate) bool {
	if !l.eval(pt.theta, pt.residual, pt.jacobian, pt.curvature) {
		return false
	}
	pt.ss = dot(pt.residual, pt.residual)
	return !math.IsNaN(pt.ss) && !math.IsInf(pt.ss, 0)
}

// minimise runs the method of Levenberg (1944) and Marquardt (1963), each parameter
// scaled by the largest norm of its column so far (Moré 1978). It goes on until a step is
// no more than rounding: certified values need all digits, and a problem here has only a
// handful of N. It neither keeps nor changes start. Its memory is allocated once: a choice
// of a law makes some thousands of steps.
func (l leastSquares) minimise(start []float64) (minimum, error) {
	memory := make(slab, 2*(l.p+l.m+l.m*l.p+l.m)+l.p+l.p+(l.m+l.p)*(1+l.p)+4*l.p)
	best, trial := l.newIterate(&memory), l.newIterate(&memory)
	copy(best.theta, start)
	if !l.at(&best) {
		return minimum{}, errSingular
	}
	if l.p == 0 {
		return minimum{ss: best.ss}, nil
	}
	scale, next := memory.take(l.p), l.newStep(&memory)
	damping, last := 0.1, math.Inf(1)
	for range 300 {
		for k := range scale {
			norm := 0.0
			for i := range l.m {
				norm += best.jacobian[i*l.p+k] * best.jacobian[i*l.p+k]
			}
			scale[k] = max(scale[k], math.Sqrt(norm))
		}
		next.solve(best, scale, damping)
		var length, size float64
		for k, by := range next.by {
			trial.theta[k] = best.theta[k] + by
			length += scale[k] * by * (scale[k] * by)
			size += scale[k] * best.theta[k] * (scale[k] * best.theta[k])
		}
		length, size = math.Sqrt(length), math.Sqrt(size)
		if !(length > 1e-15*size) {
			return l.end(best, &memory)
		}
		ok := l.at(&trial)
		switch {
		case ok && trial.ss < best.ss,
			// The sum of squares is too flat to show progress, but the steps still shrink.
			ok && length < 1e-5*size && length < 0.9*last && damping <= 1e-3:
			best, trial = trial, best
			last, damping = length, max(damping/10, 1e-20)
		case damping > 1e20 || length < 1e-13*size:
			return l.end(best, &memory)
		default:
			damping *= 4
		}
	}
	return l.end(l.newton(best, trial), &memory)
}

// newton goes on to the minimum from an iterate near it that took too many steps: where residuals
// are so large that a curvature is not positive, the steps that minimise keeps downhill become
// shorter by little, so that the last is far from rounding. Newton's own converge there. It uses the
// memory of both iterates, and returns the one that is nearer to the minimum.
func (l leastSquares) newton(best, trial iterate) iterate {
	hessian, by := make([]float64, l.p*l.p), make([]float64, l.p)
	for last := math.Inf(1); ; {
		clear(hessian)
		clear(by)
		for i, r := range best.residual {
			row := best.jacobian[i*l.p : (i+1)*l.p]
			for k, x := range row {
				by[k] += x * r
				for j, y := range row {
					hessian[k*l.p+j] += best.curvature[i] * x * y
				}
			}
		}
		q := factor(hessian, l.p)
		if !q.fullRank() {
			return best
		}
		q.solve(by, slices.Clone(by))
		length := 0.0
		for k, d := range by {
			trial.theta[k] = best.theta[k] + d
			length = max(length, math.Abs(d/best.theta[k]))
		}
		if !(length < last/2) || !l.at(&trial) || trial.ss > best.ss*(1+1e-12) {
			return best
		}
		best, trial, last = trial, best, length
	}
}

// A step is a change of the parameters, and the memory to find it in.
type step struct {
	by  []float64
	rhs []float64
	qr  qr
}

func (l leastSquares) newStep(from *slab) step {
	return step{from.take(l.p), from.take(l.m + l.p), qr{l.m + l.p, l.p, from.take((l.m + l.p) * l.p), from.take(l.p), from.take(l.p)}}
}

// solve minimises ‖√h·J·by − r/√h‖² + damping·‖scale·by‖², h the curvature, kept
// positive so that every step is downhill.
func (s step) solve(pt iterate, scale []float64, damping float64) {
	a, p, m := s.qr.a, len(s.by), len(pt.residual)
	for i, r := range pt.residual {
		root := math.Sqrt(max(pt.curvature[i], 0.1))
		s.rhs[i] = r / root
		for k := range p {
			a[i*p+k] = pt.jacobian[i*p+k] * root
		}
	}
	clear(a[m*p:])
	clear(s.rhs[m:])
	for k := range p {
		// A column of zeros needs a divisor other than 0.
		a[(m+k)*p+k] = math.Sqrt(damping) * max(scale[k], math.SmallestNonzeroFloat64)
	}
	s.qr.factor()
	s.qr.solve(s.by, s.rhs)
}

func (l leastSquares) end(pt iterate, from *slab) (minimum, error) {
	q := qr{l.m, l.p, pt.jacobian, from.take(l.p), from.take(l.p)}
	q.factor()
	if !q.fullRank() {
		return minimum{}, errSingular
	}
	return minimum{pt.theta, pt.ss, q}, nil
}
