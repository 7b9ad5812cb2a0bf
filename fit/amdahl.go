package fit

import (
	"fmt"
	"math"
	"strings"
)

// amdahlTerms are the terms of Amdahl's law in the time domain, with coefficients T1
// and T1·S.
func amdahlTerms(n float64) []float64 { return []float64{1 / n, (n - 1) / n} }

// amdahlTime is the time at n in units of T1.
func amdahlTime(n, s float64) float64 { return s + (1-s)/n }

// Amdahl fits
//
//	T(n) = T1·(S + (1−S)/n)                                  (Amdahl 1967)
//
// to the runs by least squares in log time, T1 free, each level weighted by its
// runs. level is the nominal coverage of all intervals, 0.95 for example. S has a
// profile likelihood interval, T1 one symmetric in log time, both with a Student t
// quantile. Two different N are needed, and N = 1 where
// time grows with N; bad runs are an error too.
func Amdahl(obs []Observation, est Estimator, level float64) (*Fit, error) {
	if err := checkObservations(obs, level); err != nil {
		return nil, err
	}
	groups := groupByWorkers(obs)
	if len(groups) < 2 {
		return nil, fmt.Errorf("fit: all runs are at N = %d: S needs two numbers of workers at least, for example --workers 1,2,4", groups[0].workers)
	}

	m := logTime{}
	f := &Fit{Model: "amdahl", Estimator: "Amdahl, log-time, " + est.Name, Runs: len(obs)}
	var pureSS, pureDF, size float64
	for _, g := range groups {
		runs := len(g.logs)
		f.Workers = append(f.Workers, g.workers)
		m.x = append(m.x, amdahlTerms(float64(g.workers)))
		m.y = append(m.y, est.location(g.logs))
		m.w = append(m.w, est.size(runs))
		size += est.size(runs)
		if runs > 1 {
			ss, df := est.scatter(g.logs)
			pureSS, pureDF = pureSS+ss, pureDF+df
		}
	}
	s, err := m.solve()
	if err != nil {
		return nil, err
	}
	if s.coef[0] <= 0 {
		return nil, fmt.Errorf("fit: time grows with N from N = %d on and no run is at N = 1: T1 cannot be told; add --workers 1", groups[0].workers)
	}
	f.coef, f.gram = s.coef, s.gram
	f.noise = judge(s.ss, float64(len(groups)-2), pureSS, pureDF)
	f.LackOfFit, f.Widened = f.noise.test, f.noise.widened
	f.AICc = aicc(s.ss+pureSS, size, 2)
	f.charge = chargeWeights(obs, groups, est, m, s)
	f.intervals(m, s, level)
	f.warn()
	return f, nil
}

func (f *Fit) intervals(m logTime, s logSolution, level float64) {
	t1, serial := f.coef[0], f.coef[1]/f.coef[0]
	f.T1 = Interval{t1, 0, math.Inf(1), level}
	f.SerialFraction = Interval{serial, math.Inf(-1), math.Inf(1), level}
	if f.noise.df > 0 {
		t := tQuantile(level, f.noise.df)
		half := t * math.Sqrt(f.noise.ms*f.gram[0]) / t1
		f.T1.Lo, f.T1.Hi = t1*math.Exp(-half), t1*math.Exp(half)

		// S = c2/c1 by the delta method: where to look for the ends.
		step := t * math.Sqrt(f.noise.ms*quadratic(f.gram, []float64{-serial, 1})) / t1
		limit := s.ss + t*t*f.noise.ms
		f.SerialFraction.Lo, f.SerialFraction.Hi = serial, serial
		if step > 0 {
			f.SerialFraction.Lo, f.SerialFraction.Hi = profileInterval(serial, step, limit, m.serialSS)
		}
	}
	i := f.SerialFraction
	f.MaxSpeedup = Interval{inverse(i.Value), inverse(i.Hi), inverse(i.Lo), level}
}

// serialSS is the sum of squares at a given S; T1 is a mean in log time.
func (m logTime) serialSS(serial float64) float64 {
	var sum, total float64
	z := make([]float64, len(m.y))
	for i, row := range m.x {
		t := row[0] + serial*row[1]
		if t <= 0 {
			return math.Inf(1)
		}
		z[i] = m.y[i] - math.Log(t)
		sum += m.w[i] * z[i]
		total += m.w[i]
	}
	ss := 0.0
	for i := range z {
		d := z[i] - sum/total
		ss += m.w[i] * d * d
	}
	return ss
}

// chargeWeights returns the weight of every run in the second coefficient.
func chargeWeights(obs []Observation, groups []group, est Estimator, m logTime, s logSolution) []float64 {
	p := len(s.coef)
	weights := make([]float64, len(obs))
	a := make([]float64, 0, len(groups)*p)
	for i, g := range groups {
		lo, hi := est.kept(len(g.index))
		each := m.w[i] / float64(hi-lo) / (s.seconds[i] * s.seconds[i])
		total := 0.0
		for _, run := range g.index[lo:hi] {
			weights[run] = each * logSlope(obs[run].Seconds/s.seconds[i])
			total += weights[run]
		}
		for _, x := range m.x[i] {
			a = append(a, math.Sqrt(total)*x)
		}
	}
	gram := factor(a, p).inverseGram()
	for i, g := range groups {
		k := dot(gram[p:2*p], m.x[i])
		for _, run := range g.index {
			weights[run] *= k
		}
	}
	return weights
}

// logSlope is log(u)/(u−1): the slope of the chord of log from 1 to u.
func logSlope(u float64) float64 {
	d := u - 1
	if math.Abs(d) < 1e-8 {
		return 1 - d/2
	}
	return math.Log1p(d) / d
}

// aicc is Akaike's criterion with the small-sample correction (Hurvich & Tsai 1989)
// for p coefficients and a variance, up to a constant of the data.
func aicc(ss, n float64, p int) *float64 {
	k := float64(p + 1)
	if n-k-1 <= 0 || ss <= n*rounding*rounding {
		return nil
	}
	v := n*math.Log(ss/n) + 2*k + 2*k*(k+1)/(n-k-1)
	return &v
}

func (f *Fit) warn() {
	add := func(format string, a ...any) { f.Warnings = append(f.Warnings, fmt.Sprintf(format, a...)) }
	lowest := f.Workers[0]
	if len(f.Workers) == 2 {
		add("two N only (%s): S, but no check of the model; add a third, for example --workers %d,%d,%d",
			joinInts(f.Workers), lowest, f.Workers[1], 2*f.Workers[1])
	}
	if lowest > 1 {
		add("no run at N = 1: T1 is extrapolated from N = %d; add --workers 1", lowest)
	}
	switch {
	case f.noise.df == 0:
		add("no spare runs: S has no interval; add --repeats 5")
	case f.noise.ms == 0:
		add("the times agree to the last digit: an interval of no width says nothing about noise; use a finer clock or real runs")
	case f.LackOfFit == nil && len(f.Workers) > 2:
		add("one run per N: noise and lack of fit cannot be told apart; add --repeats 5")
	}
	if f.Widened {
		add("the points do not lie on Amdahl's curve (lack of fit p = %.2g): the interval is widened to cover it, and S sums up N = %d..%d rather than being a law beyond",
			f.LackOfFit.P, lowest, f.Workers[len(f.Workers)-1])
	}
	if f.SerialFraction.Hi < 0 {
		add("speed-up beyond linear: S is below 0 by more than its interval; check that N = %d does the same work and is not starved of cache or memory", lowest)
	}
}

func joinInts(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}
