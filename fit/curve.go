package fit

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// A Curve is a model fitted to readings. It is read-only and may be shared.
type Curve struct {
	Model   string // "usl"
	Formula string
	Method  string // "log-time, trimmed mean"
	Loads   []float64
	Runs    int

	// Params are T1 and the parameters of the model, in its order. They are signed: the
	// estimates of the fit without bounds.
	Params []Param

	// Held names the parameters that the curve keeps at 0 because their signed
	// estimates are below it. Seconds, Speedup, Peak and all predictions are those of
	// the curve.
	Held []string

	RSS float64 // residual sum of squares of the signed fit, in the coordinate of the loss
	DF  float64 // degrees of freedom of RSS

	LackOfFit *LackOfFit // nil without repeats or without a spare point, or where runs are points
	Widened   bool       // the intervals are made from the lack of fit, not from the repeats
	AICc      *float64   // in the coordinate of the loss; nil where there are too few runs or no noise
	Warnings  []Warning

	warnings  []Warning // the part of Warnings that holds for the signed fit too
	system    *system
	groups    []group
	estimator Estimator
	signed    state
	state     state // with the bounds
	scale     float64
	level     float64
	noise     variance
	bent      []bentFit // where the bend was found by a search and no parameter is held; else nil
	t         float64   // Student quantile of the intervals; 0 where the noise is unknown
}

// A Param is a coefficient of a law, or a quotient of two, as the readings determine it.
type Param struct {
	Name     string   // as in Model.Params, or "T1"
	Estimate Interval // signed; a profile likelihood interval with a Student t quantile
	SE       *float64 // standard error; nil where there are too few readings
	Wald     Interval // estimate ± t·SE, as most programs print
}

// MarshalJSON writes {"value","se","lo","hi","level","wald_lo","wald_hi"}, with null for
// numbers that are unbounded or unknown.
func (p Param) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value  *float64 `json:"value"`
		SE     *float64 `json:"se"`
		Lo     *float64 `json:"lo"`
		Hi     *float64 `json:"hi"`
		Level  float64  `json:"level"`
		WaldLo *float64 `json:"wald_lo"`
		WaldHi *float64 `json:"wald_hi"`
	}{finite(p.Estimate.Value), p.SE, finite(p.Estimate.Lo), finite(p.Estimate.Hi), p.Estimate.Level, finite(p.Wald.Lo), finite(p.Wald.Hi)})
}

// UnmarshalJSON reads the JSON of MarshalJSON. It does not set the name.
func (p *Param) UnmarshalJSON(b []byte) error {
	var j struct {
		SE     *float64 `json:"se"`
		WaldLo *float64 `json:"wald_lo"`
		WaldHi *float64 `json:"wald_hi"`
	}
	if err := json.Unmarshal(b, &p.Estimate); err != nil {
		return err
	}
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	e := p.Estimate
	p.SE, p.Wald = j.SE, Interval{e.Value, orElse(j.WaldLo, math.Inf(-1)), orElse(j.WaldHi, math.Inf(1)), e.Level}
	return nil
}

// String returns the estimate with its interval. For a parameter that may be 0 it returns
// the upper bound instead: "S < 0.01".
func (p Param) String() string {
	e := p.Estimate
	percent := fmt.Sprintf("%g %%", 100*e.Level)
	switch {
	case math.IsInf(e.Lo, -1) && math.IsInf(e.Hi, 1):
		return fmt.Sprintf("%s = %s (no interval)", p.Name, three(e.Value))
	case math.IsInf(e.Hi, 1) && e.Lo <= rounding:
		return fmt.Sprintf("%s = %s (%s holds 0, no upper end)", p.Name, three(e.Value), percent)
	case e.Lo <= rounding && e.Hi > e.Lo && e.Hi >= 0:
		return fmt.Sprintf("%s < %s (%s)", p.Name, bound(e.Hi), percent)
	case math.IsInf(e.Lo, -1):
		return fmt.Sprintf("%s = %s (%s up to %s, no lower end)", p.Name, three(e.Value), percent, three(e.Hi))
	case math.IsInf(e.Hi, 1):
		return fmt.Sprintf("%s = %s (%s from %s, no upper end)", p.Name, three(e.Value), percent, three(e.Lo))
	}
	dash := "–"
	if e.Lo < 0 {
		dash = " to "
	}
	write := three
	for digits := 4; digits < 9 && e.Lo < e.Hi && write(e.Lo) == write(e.Hi); digits++ {
		write = func(x float64) string { return strconv.FormatFloat(x, 'g', digits, 64) }
	}
	return fmt.Sprintf("%s = %s (%s %s%s%s)", p.Name, write(e.Value), percent, write(e.Lo), dash, write(e.Hi))
}

// bound writes an upper bound with two significant digits, rounded up so that it still
// holds, as package number writes it in a report.
func bound(x float64) string {
	if x <= 0 {
		return fmt.Sprintf("%.3g", x)
	}
	digits := max(1-int(math.Floor(math.Log10(x))), 0)
	scale := math.Pow(10, float64(digits))
	return strconv.FormatFloat(math.Ceil(x*scale*(1-1e-9))/scale, 'f', -1, 64)
}

// Param returns the parameter of that name: "T1" or one of the model's.
func (c *Curve) Param(name string) (Param, bool) {
	for _, p := range c.Params {
		if p.Name == name {
			return p, true
		}
	}
	return Param{}, false
}

// weigh sets the noise and the lack of fit from the residuals.
func (c *Curve) weigh(params int) {
	s := c.system
	df := float64(len(s.load) - params)
	c.RSS, c.DF = c.signed.ss+s.within, df+s.spare
	c.noise = s.judge(c.RSS, c.DF)
	c.LackOfFit, c.Widened = c.noise.test, c.noise.widened
	if c.noise.df > 0 {
		c.t = TQuantile(c.level, c.noise.df)
	}
	n, ss := float64(len(s.load))+s.spare, c.RSS
	if s.pureDF > 0 {
		n = s.size
		ss += s.pureSS / s.pureDF * (s.size - float64(len(s.load)))
	}
	c.AICc = aicc(ss, n, params)
}

// aicc returns Akaike's criterion with the small-sample correction (Hurvich & Tsai 1989)
// for p coefficients and a variance, up to a constant of the data.
func aicc(ss, n float64, p int) *float64 {
	k := float64(p + 1)
	if n-k-1 <= 0 || ss <= n*rounding*rounding {
		return nil
	}
	v := n*math.Log(ss/n) + 2*k + 2*k*(k+1)/(n-k-1)
	return &v
}

// manyLoads is the number of different N above which a profile interval equals the Wald
// interval to all digits that matter, and a search for a bend takes too long.
const manyLoads = 2000

// parameters computes the parameters with their intervals. Where the bend was found by a
// search, the bend has a profile interval, and the others that of all bends within it. With very many N all have Wald intervals.
func (c *Curve) parameters() {
	st := c.signed
	unit := func(gradient []float64) float64 { return math.Sqrt(quadratic(st.gram, gradient)) }
	t1, slope := st.t1()
	gradient := make([]float64, st.width())
	gradient[0] = slope * c.scale
	profiled := !st.model.freeBend() && len(c.system.load) <= manyLoads
	var profile func(float64) float64
	if profiled {
		ofT1 := c.profileT1()
		profile = func(t float64) float64 { return ofT1(t / c.scale) }
	}
	c.Params = append(c.Params, c.param("T1", t1*c.scale, unit(gradient), 0, profile))
	for k := 1; k <= st.model.ratios; k++ {
		value, gradient := st.ratio(k)
		if profiled {
			profile = c.profileRatio(k)
		}
		c.Params = append(c.Params, c.param(st.model.Params[k-1], value, unit(gradient), 1, profile))
	}
	if st.model.freeBend() {
		clear(gradient)
		gradient[len(gradient)-1] = 1
		name := st.model.Params[len(st.model.Params)-1]
		c.Params = append(c.Params, c.param(name, st.bend, unit(gradient), 0, c.profileBend))
		c.widenOverBends()
	}
}

// unidentified is the standard error, as a multiple of the parameter, from which the
// readings do not determine it.
const unidentified = 1e6

// param returns one parameter. unit is its standard error per unit variance and least a
// size that it may have even where its value is near 0; ss, unless nil, is its profile.
func (c *Curve) param(name string, value, unit, least float64, ss func(float64) float64) Param {
	inf := math.Inf(1)
	p := Param{Name: name, Estimate: Interval{value, -inf, inf, c.level}, Wald: Interval{value, -inf, inf, c.level}}
	if c.noise.df <= 0 {
		return p
	}
	known := name == "T1" && c.system.loss.oneKnown
	t := c.t
	se := unit * math.Sqrt(c.noise.ms)
	// A bend beyond all points has no error, and one parameter that another makes up for has
	// one that is rounding only.
	atEnd := unit == 0 && !known || !(se <= unidentified*max(math.Abs(value), least))
	if !atEnd {
		p.SE = &se
		p.Wald.Lo, p.Wald.Hi = value-t*se, value+t*se
		p.Estimate = p.Wald
	}
	step := t * se
	if atEnd {
		step = math.Abs(value) / 10
	}
	if c.noise.ms > 0 && !known && ss != nil {
		floor := c.signed.ss
		lo, hi := profileInterval(value, step, floor, floor+t*t*c.noise.ms, ss)
		// Where no curve comes near the points, the profile can fall below its start.
		p.Estimate.Lo, p.Estimate.Hi = min(lo, value), max(hi, value)
	}
	return p
}

// profileT1 returns the profile of T1.
func (c *Curve) profileT1() func(t1 float64) float64 {
	st := c.signed
	cols := c.system.columns(st.model, st.bend)
	t, _ := st.t1()
	path := newTrace(t, st.coef[1:], func(t1 float64, start []float64) (minimum, error) {
		first := t1
		if st.model.rate {
			first = 1 / t1
		}
		offset := make([]float64, len(cols[0]))
		for i, x := range cols[0] {
			offset[i] = first * x
		}
		return c.system.solve(st.model.rate, offset, cols[1:], start)
	})
	return func(t1 float64) float64 {
		if t1 <= 0 {
			return math.Inf(1)
		}
		return path.least(t1)
	}
}

// profileRatio returns the profile of the parameter c_k/c_0.
func (c *Curve) profileRatio(k int) func(value float64) float64 {
	if c.system.loss.weighted && len(c.signed.coef) == 2 && !c.signed.model.rate {
		cols := c.system.columns(c.signed.model, c.signed.bend)
		return func(value float64) float64 {
			_, ss := c.system.scale(merged(cols, k, value))
			return ss
		}
	}
	return c.traceRatio(k).least
}

// traceRatio returns the profile of the parameter c_k/c_0 as a trace. Its solutions are the
// first coefficient, unless that is known, and the others in their order.
func (c *Curve) traceRatio(k int) *trace {
	st, known := c.signed, c.system.loss.oneKnown
	cols := c.system.columns(st.model, st.bend)
	others, theta := [][]float64{}, []float64{}
	for j := 1; j < len(cols); j++ {
		if j != k {
			others, theta = append(others, cols[j]), append(theta, st.coef[j])
		}
	}
	if !known {
		theta = append([]float64{st.coef[0]}, theta...)
	}
	return newTrace(st.coef[k]/st.coef[0], theta, func(value float64, start []float64) (minimum, error) {
		if known {
			return c.system.solve(st.model.rate, merged(cols, k, value), others, start)
		}
		return c.system.solve(st.model.rate, nil, append([][]float64{merged(cols, k, value)}, others...), start)
	})
}

// merged returns the column of the first coefficient where the parameter c_k/c_0 has a value.
func merged(cols [][]float64, k int, value float64) []float64 {
	m := make([]float64, len(cols[0]))
	for i := range m {
		m[i] = cols[0][i] + value*cols[k][i]
	}
	return m
}

func (c *Curve) profileBend(bend float64) float64 {
	if bend <= 0 {
		return math.Inf(1)
	}
	return c.system.sumOfSquares(c.signed.model, bend, nil)
}

func (c *Curve) warn(m Method) {
	first, last := c.Loads[0], c.Loads[len(c.Loads)-1]
	add := func(w Warning) {
		w.Model, w.Loads = c.Model, c.Loads
		c.warnings = append(c.warnings, w)
	}
	if len(c.Loads) == 2 {
		add(Warning{Kind: TwoLoads, Need: Need{Loads: []float64{first, last, math.Ceil(2 * last)}}})
	}
	if first > 1 {
		add(Warning{Kind: NoOne, Need: Need{Loads: withOne(c.Loads)}})
	}
	switch {
	case c.noise.df == 0:
		add(Warning{Kind: NoRepeats, Need: Need{Runs: repeats}})
	case c.noise.ms == 0:
		add(Warning{Kind: NoNoise})
	case c.LackOfFit == nil && len(c.Loads) > 2 && c.Runs == len(c.Loads):
		add(Warning{Kind: OneRunEach, Need: Need{Runs: repeats}})
	}
	if c.Widened {
		add(Warning{Kind: Misfit, P: c.LackOfFit.P})
	}
	if p, ok := c.Param("S"); ok && p.Estimate.Hi < 0 && c.beyondLinear() {
		add(Warning{Kind: Superlinear})
	}
	if m.Loss.oneKnown {
		add(Warning{Kind: KnownOne, Loss: m.Loss.Name})
	}
	c.Warnings = slices.Clone(c.warnings)
	if len(c.Held) > 0 {
		c.Warnings = append(c.Warnings, Warning{Kind: HeldAtZero, Model: c.Model, Loads: c.Loads, Params: c.Held})
	}
}
