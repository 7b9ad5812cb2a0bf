package fit

import (
	"errors"
	"math"
)

// errSingular says that the levels cannot tell the terms of a model apart.
var errSingular = errors.New("fit: the numbers of workers do not tell the terms of the model apart: add more, further apart")

// logTime is a least-squares problem in log time whose model is linear in its
// coefficients in the time domain:
//
//	minimise Σ_i w_i·(y_i − log T_i)²,  T = X·c > 0
//
// The first column of x is positive.
type logTime struct {
	x [][]float64 // terms at each level
	y []float64   // log seconds of each level
	w []float64   // weight: the number of runs, or what they are worth
}

// logSolution is the minimum of a logTime problem.
type logSolution struct {
	coef    []float64
	seconds []float64 // T at each level
	ss      float64   // the minimum
	gram    []float64 // covariance of coef per unit variance, row-major
}

// solve runs damped Newton steps. With residuals r the gradient is −Σ w·r·x/T and
// the Hessian Σ w·(1+r)·x·xᵀ/T², so that each step is a linear least-squares problem
// with weights w·(1+r)/T².
func (m logTime) solve() (logSolution, error) {
	s := m.start()
	last := math.Inf(1)
	for range 200 {
		step, err := m.step(s)
		if err != nil {
			return s, err
		}
		next, length := m.descend(s, step, last)
		if length == 0 {
			break
		}
		s, last = next, length
	}
	s.gram = m.jacobian(s, m.w).inverseGram()
	return s, nil
}

// start returns the best multiple of the first term, which is positive everywhere.
func (m logTime) start() logSolution {
	var sum, total float64
	for i, row := range m.x {
		sum += m.w[i] * (m.y[i] - math.Log(row[0]))
		total += m.w[i]
	}
	coef := make([]float64, len(m.x[0]))
	coef[0] = math.Exp(sum / total)
	s, _ := m.at(coef)
	return s
}

// at evaluates the model; false where a time is not positive.
func (m logTime) at(coef []float64) (logSolution, bool) {
	s := logSolution{coef: coef, seconds: make([]float64, len(m.x))}
	for i, row := range m.x {
		for k, x := range row {
			s.seconds[i] += coef[k] * x
		}
		if !(s.seconds[i] > 0) {
			return s, false
		}
		r := m.y[i] - math.Log(s.seconds[i])
		s.ss += m.w[i] * r * r
	}
	return s, true
}

func (m logTime) step(s logSolution) ([]float64, error) {
	v, b := make([]float64, len(m.x)), make([]float64, len(m.x))
	for i := range m.x {
		r := m.y[i] - math.Log(s.seconds[i])
		v[i] = m.w[i] * max(1+r, 0.1) // kept positive: still a descent
		b[i] = m.w[i] * r / math.Sqrt(v[i])
	}
	q := m.jacobian(s, v)
	if !q.fullRank() {
		return nil, errSingular
	}
	return q.solve(b), nil
}

// jacobian factors the rows √w·x/T.
func (m logTime) jacobian(s logSolution, w []float64) qr {
	p := len(s.coef)
	a := make([]float64, len(m.x)*p)
	for i, row := range m.x {
		for k, x := range row {
			a[i*p+k] = math.Sqrt(w[i]) * x / s.seconds[i]
		}
	}
	return factor(a, p)
}

// descend halves the step until the sum of squares falls, or until it is too flat to
// fall visibly and the steps still get shorter than the last. It returns the length
// of the step relative to the first coefficient, 0 at the end.
func (m logTime) descend(s logSolution, step []float64, last float64) (logSolution, float64) {
	for scale := 1.0; scale > 1e-9; scale /= 2 {
		coef, length := make([]float64, len(step)), 0.0
		for k := range step {
			coef[k] = s.coef[k] + scale*step[k]
			length = max(length, math.Abs(scale*step[k]/s.coef[0]))
		}
		if length < 1e-15 {
			break
		}
		next, ok := m.at(coef)
		if ok && (next.ss < s.ss || length < last/2 && length < 1e-6) {
			return next, length
		}
	}
	return s, 0
}
