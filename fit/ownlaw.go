package fit

import "math"

// An ownLaw is a law fitted to y, with the noise of each N apart.
type ownLaw struct {
	curve  *Curve
	spread *Spread
	runs   []SplitRun
	at     []int        // of each run: the index of its N
	shared sharedErrors // of the overhead
	y      []float64    // seconds at each N
	lack   *LackOfFit
	level  float64
}

func newOwnLaw(m Model, obs []Observation, runs []SplitRun, shared SharedPart, level float64) (*ownLaw, error) {
	c, err := Method{TrimmedMean, LogTime, level}.Fit(m, Readings(obs))
	if err != nil {
		return nil, err
	}
	spread, err := NewSpread(obs)
	if err != nil {
		return nil, err
	}
	l := &ownLaw{curve: c, spread: spread, runs: runs, at: make([]int, len(runs)), level: level}
	for k, g := range c.groups {
		l.y = append(l.y, c.system.seconds(k))
		for _, run := range g.index {
			l.at[run] = k
		}
	}
	l.shared = shared.errors(c.Loads, l.y)
	l.lack = l.misfit()
	return l, nil
}

func (l *ownLaw) widened() bool { return l.lack != nil && l.lack.P < significance }

// shows reports whether the N can show overhead that grows with N: the gates of the USL.
func (l *ownLaw) shows() bool {
	n := l.curve.Loads
	return len(n) > 3 && n[len(n)-1] >= USL.Span*n[0] && len(l.curve.Held) == 0
}

// ratio returns the k-th parameter of the law with its noise.
func (l *ownLaw) ratio(k int) noisy {
	value, gradient := l.curve.signed.ratio(k)
	return l.noisy(value, gradient)
}

// leastTime returns the least time of the USL as a share of T1, at N = √((1−σ)/κ):
//
//	σ − κ + 2·√(κ·(1−σ))
//
// Where κ is not above 0 it is σ, which is reached at no N.
func (l *ownLaw) leastTime() noisy {
	sigma, _ := l.curve.signed.ratio(1)
	kappa, _ := l.curve.signed.ratio(2)
	_, bySigma := l.curve.signed.ratio(1)
	if !(kappa > 0) || !(sigma < 1) {
		return l.noisy(sigma, bySigma)
	}
	_, gradient := l.curve.signed.ratio(2)
	n := math.Sqrt((1 - sigma) / kappa)
	for j := range gradient {
		gradient[j] = (1-1/n)*bySigma[j] + (n-1)*gradient[j]
	}
	return l.noisy(sigma-kappa+2*math.Sqrt(kappa*(1-sigma)), gradient)
}

// A noisy quantity of a law has its noise from the runs, and what it would be by residuals of
// the points about the law.
type noisy struct {
	Estimate
	unit float64 // its standard error for residuals of variance 1
}

// noisy returns a value with its noise; gradient holds its derivatives by the coefficients.
// The work at N = 1 is in y at every N.
func (l *ownLaw) noisy(value float64, gradient []float64) noisy {
	c := l.curve
	weights, byWork := c.weightsOf(gradient), 0.0
	for k, n := range c.Loads {
		byWork += weights[k] / (n * l.y[k])
	}
	terms := make([]float64, len(l.runs))
	for i, r := range l.runs {
		terms[i] = weights[l.at[i]] / l.y[l.at[i]] * r.Overhead
		if r.Workers == 1 {
			terms[i] += byWork * r.Work
		}
	}
	estimate := l.spread.Estimate(value, terms).Minus(l.shared.of(weights))
	return noisy{estimate, math.Sqrt(quadratic(c.signed.gram, gradient))}
}

// interval returns the interval of a quantity. Where the points miss the law by more than
// their noise, it contains that of the points about the law.
func (l *ownLaw) interval(q noisy) Interval {
	return l.within(q, l.widened(), l.curve.RSS, l.curve.DF)
}

// scatter returns half of the width of the interval of S that the scatter of the runs explains.
func (l *ownLaw) scatter() float64 {
	i := l.ratio(1).Interval(l.level)
	return (i.Hi - i.Lo) / 2
}

// within returns the interval of a quantity that contains, where it is widened, that by
// residuals with the sum of squares ss and df.
func (l *ownLaw) within(q noisy, widened bool, ss, df float64) Interval {
	i := q.Interval(l.level)
	if widened {
		i = i.Hull(Estimate{q.Value, q.unit * math.Sqrt(ss/df), df}.Interval(l.level))
	}
	return i
}

// lowestBeside returns the lower end of the profile interval of sigma over all kappa ≥ 0 of a
// law that is the USL, from the estimates of the two without that bound. Over any kappa the
// profile has risen at sigma by t² where it is h, half of its interval, below the estimate.
// Where the estimate of kappa is below 0, the bound makes the least of the profile higher by
// kappa²/V, and the limit with it:
//
//	h·√(1 + (kappa/k)²),  k being half of the interval of kappa
//
// Far below 0 that is a little lower than the end by Amdahl's law. It is +Inf where runs
// without noise put kappa below 0. As in [besideOverhead] the residuals are those of the fit
// with kappa ≥ 0, in which kappa is not counted as a coefficient.
func (l *ownLaw) lowestBeside(amdahl *ownLaw) float64 {
	estimates, ss := [2]noisy{l.ratio(1), l.ratio(2)}, l.curve.RSS
	below := max(0, -estimates[1].Value)
	if below > 0 {
		ss = amdahl.curve.RSS
	}
	var of [2]Interval
	for k, q := range estimates {
		of[k] = l.within(q, amdahl.widened(), ss, amdahl.curve.DF)
	}
	sigma, reach := of[0], of[1].Hi-of[1].Value
	if below > 0 && !(reach > 0) {
		return math.Inf(1)
	}
	if below > 0 {
		below /= reach
	}
	return sigma.Value - (sigma.Value-sigma.Lo)*math.Hypot(1, below)
}

// misfit tests whether the points lie on the law; nil where no N is spare or no scatter is
// known. With residuals r of weights w, a projection M on them, A = MᵀWM and the variances
// V of the points
//
//	F = rᵀWr / tr(AV),  df₁ = tr(AV)²/tr(AVAV),  df₂ = tr(AV)²/Σ (A_kk·v_k)²/df_k
//
// (Brunner, Dette & Munk 1997: the ANOVA-type statistic for unequal variances). The error of the
// shared part is in V, with its own term in df₂. The noise of the work changes T1 and S, and no
// residual.
func (l *ownLaw) misfit() *LackOfFit {
	c := l.curve
	m, width := len(l.y), c.signed.width()
	if m <= width || m > manyLoads {
		return nil
	}
	a := c.residualForm()
	row := func(i int) []float64 { return a[i*m : (i+1)*m] }
	relative := make([]float64, len(l.runs))
	for i, r := range l.runs {
		relative[i] = r.Overhead / l.y[l.at[i]]
	}
	av := make([]float64, m*m) // A·V
	var trace, squared, under float64
	for _, root := range l.shared.roots {
		for i := range m {
			along := dot(row(i), root)
			trace += along * root[i]
			for j := range m {
				av[i*m+j] += along * root[j]
			}
		}
	}
	if trace > 0 {
		under = trace * trace / l.shared.df
	}
	for k, g := range l.spread.groups {
		variance := g.variance(relative)
		for i := range m {
			av[i*m+k] += row(i)[k] * variance
		}
		if own := row(k)[k] * variance; own > 0 {
			trace += own
			under += own * own / keptDF(len(g.index))
		}
	}
	for i := range m {
		for j := range m {
			squared += av[i*m+j] * av[j*m+i]
		}
	}
	if !(trace > 0) || !(under > 0) {
		return nil
	}
	t := &LackOfFit{F: c.signed.ss / trace, DF1: trace * trace / squared, DF2: trace * trace / under}
	t.P = fTail(t.F, t.DF1, t.DF2)
	return t
}

// residualForm returns A = MᵀWM, row-major, by N: the residual sum of squares of a change z of
// the points in log time is zᵀAz, to first order.
func (c *Curve) residualForm() []float64 {
	st, m, width := c.signed, len(c.groups), c.signed.width()
	slopes := make([][]float64, m)
	for i, g := range c.groups {
		slopes[i] = st.gradient(g.load)
		for j := range slopes[i] {
			slopes[i][j] /= st.seconds(g.load)
		}
	}
	a := make([]float64, m*m) // W − W·J·(JᵀWJ)⁻¹·Jᵀ·W
	for i := range m {
		for j := range m {
			projected := 0.0
			for p := range width {
				projected += slopes[i][p] * dot(st.gram[p*width:(p+1)*width], slopes[j])
			}
			a[i*m+j] = -c.system.w[i] * projected * c.system.w[j]
		}
		a[i*m+i] += c.system.w[i]
	}
	return a
}
