package fit

import (
	"math"
	"slices"
)

// A system is the least-squares problem on the points of the readings: minimise
// Σ w·(y − g(T))², where g is the loss.
type system struct {
	loss   Loss
	load   []float64 // ascending
	y      []float64 // location of each point in the coordinate of the loss
	typic  []float64 // y as a time, in seconds
	w      []float64
	root   []float64 // √w
	pureSS float64   // scatter of the repeats
	pureDF float64
	size   float64 // effective number of runs: the sum of the weights of the points
	within float64 // scatter of the repeats that counts as residual
	spare  float64 // runs beyond one per N, where each run is a point
	runs   runScatter
	logSS  float64 // scatter of the repeats in log time, whatever the loss
	logDF  float64
}

func newSystem(groups []group, est Estimator, loss Loss) *system {
	s := &system{loss: loss}
	for _, g := range groups {
		y := g.transformed(loss.of)
		n := len(y)
		lo, hi := est.kept(n)
		s.load = append(s.load, g.load)
		s.y = append(s.y, mean(y[lo:hi]))
		s.typic = append(s.typic, g.seconds[(lo+hi-1)/2])
		w := 1.0
		if loss.weighted || est.pooled {
			w = est.size(n)
		}
		s.w, s.root = append(s.w, w), append(s.root, math.Sqrt(w))
		s.size += w
		if n < 2 {
			continue
		}
		s.runs.add(y, s.y[len(s.y)-1])
		ss, df := squares(g.transformed(math.Log))
		s.logSS, s.logDF = s.logSS+ss, s.logDF+df
		switch {
		case est.pooled:
			ss, df := squares(y)
			s.within, s.spare = s.within+ss, s.spare+df
		case loss.weighted:
			ss, df := est.scatter(y)
			s.pureSS, s.pureDF = s.pureSS+ss, s.pureDF+df
		}
	}
	return s
}

// solve finds the coefficients of the columns. offset, unless nil, is a known part of the
// sum. Where rate is true the sum is 1/T, else T.
func (s *system) solve(rate bool, offset []float64, cols [][]float64, start []float64) (minimum, error) {
	if s.loss.weighted && offset == nil && len(cols) == 1 && !rate {
		scale, ss := s.scale(cols[0])
		if !(scale > 0) {
			return minimum{}, errSingular
		}
		return minimum{theta: []float64{scale}, ss: ss}, nil
	}
	m, p := len(s.y), len(cols)
	rows := make([]float64, m*p) // one after the other: the search reads them often
	for j, col := range cols {
		for i, x := range col {
			rows[i*p+j] = x
		}
	}
	problem := leastSquares{m, p, func(theta, residual, jacobian, curvature []float64) bool {
		for i := range m {
			v := 0.0
			if offset != nil {
				v = offset[i]
			}
			row := rows[i*p : i*p+p]
			for j, x := range row {
				v += theta[j] * x
			}
			if !(v > 0) || math.IsInf(v, 1) {
				return false
			}
			t, slope, bent := v, s.loss.slope(v), s.loss.bent(v)
			if rate { // the chain rule for 1/v
				t = 1 / v
				slope, bent = -s.loss.slope(t)/(v*v), s.loss.bent(t)+2*v/s.loss.slope(t)
			}
			root, r := s.root[i], s.y[i]-s.loss.of(t)
			residual[i], curvature[i] = root*r, 1-r*bent
			slope *= root
			for j, x := range row {
				jacobian[i*p+j] = slope * x
			}
		}
		return true
	}}
	if start == nil {
		start = s.start(rate, offset, cols)
	}
	return problem.minimise(start)
}

// start returns the linear least-squares solution with the weights of the loss at the
// measured times. Where a time of that solution is 0 or below, it returns the best
// multiple of the first column.
func (s *system) start(rate bool, offset []float64, cols [][]float64) []float64 {
	p := len(cols)
	if p == 0 {
		return nil
	}
	a, b := make([]float64, 0, len(s.y)*p), make([]float64, len(s.y))
	first := make([]float64, len(s.y))
	for i, t := range s.typic {
		v, slope := t, 1.0
		if rate {
			v, slope = 1/t, t*t
		}
		if offset != nil {
			v -= offset[i]
		}
		weight := s.root[i] * math.Abs(slope*s.loss.slope(t))
		b[i] = weight * v
		for _, col := range cols {
			a = append(a, weight*col[i])
		}
		first[i] = v / cols[0][i]
	}
	coef, _ := factor(slices.Clone(a), p).fit(a, b)
	for i := range s.y {
		v := 0.0
		if offset != nil {
			v = offset[i]
		}
		for j, col := range cols {
			v += coef[j] * col[i]
		}
		if !(v > 0) {
			slices.Sort(first)
			clear(coef)
			coef[0] = max(first[len(first)/2], 0)
			break
		}
	}
	return coef
}

// columns returns the terms of the model at every N, by term.
func (s *system) columns(m Model, bend float64) [][]float64 {
	memory := make(slab, (m.ratios+1)*len(s.load))
	cols := make([][]float64, m.ratios+1)
	for k := range cols {
		cols[k] = memory.take(len(s.load))
	}
	for i, n := range s.load {
		x := m.terms(n, bend)
		for k, col := range cols {
			col[i] = x[k]
		}
	}
	return cols
}

// scale returns the best multiple of col in log time, whose log is a mean, and its sum of
// squared residuals. Where a time would be 0 or below it returns 0 and +Inf.
func (s *system) scale(col []float64) (multiple, ss float64) {
	z := make([]float64, len(col))
	var sum, total float64
	for i, x := range col {
		if !(x > 0) {
			return 0, math.Inf(1)
		}
		z[i] = s.y[i] - math.Log(x)
		sum += s.w[i] * z[i]
		total += s.w[i]
	}
	for i := range z {
		d := z[i] - sum/total
		ss += s.w[i] * d * d
	}
	return math.Exp(sum / total), ss
}
