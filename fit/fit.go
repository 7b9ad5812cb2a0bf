package fit

import (
	"math"
	"slices"
)

// A Fit is a law with a serial share, which is Amdahl's, the USL or the capped law, fitted
// to runs in log time. It is read-only and may be shared.
type Fit struct {
	Model     string // the model that S is read from: "amdahl", "usl" or "capped"
	Estimator string // law, loss and estimator of S: "Amdahl, log-time, trimmed mean"
	Workers   []int  // the N that were fitted, ascending
	Runs      int    // number of runs that were fitted

	T1             Interval // seconds at N = 1
	SerialFraction Interval // S, or the sigma of the USL: signed and unclipped, the ends too
	MaxSpeedup     Interval // 1/S, or the speed-up at the peak of the USL or at a knee; +Inf = unbounded

	Blocks    *BlockSpread // what the interval of S allows for; nil = S does not differ between blocks
	LackOfFit *LackOfFit   // nil with two N only or without repeats
	Widened   bool         // the interval of S is made from the lack of fit, not from the repeats
	AICc      *float64     // in log time; nil where there are too few runs or no noise
	Warnings  []Warning

	curve  *Curve
	narrow Interval            // S with what more repeats narrow
	beside Interval            // the same, also without the known bias
	open   []Interval          // S by what else more repeats leave open, each with its own noise: other laws, no bias
	laws   map[string]Interval // S by Amdahl's law alone and by the USL alone, with what a known bias is; nil = they were not compared
	charge []float64           // by run: its weight in the coefficient T1·S
}

// Amdahl fits
//
//	T(n) = T1·(S + (1−S)/n)                                  (Amdahl 1967)
//
// to the runs by least squares in log time, T1 free, each point weighted by its
// runs. level is the nominal coverage of all intervals, 0.95 for example; they are
// profile likelihood intervals with a Student t quantile. Two different N are
// needed, and N = 1 where time grows with N; bad runs are an error too.
func Amdahl(obs []Observation, est Estimator, level float64) (*Fit, error) {
	if err := checkObservations(obs, level); err != nil {
		return nil, err
	}
	c, err := Method{est, LogTime, level}.Fit(AmdahlLaw, Readings(obs))
	if err != nil {
		return nil, err
	}
	return newFit(c, "Amdahl"), nil
}

// Serial chooses a law for the runs by [Method.ChooseCorrected] in log time, and fits the
// law that S is read from by [Choice.Serial]. Where the runs do not settle whether
// overhead grows with N, the intervals of S and of the largest speed-up cover both cases.
// The largest speed-up is that of the chosen law. corrected holds the same runs without
// their known bias, nil where no bias is known.
func Serial(obs, corrected []Observation, est Estimator, level float64) (*Fit, *Choice, error) {
	return SerialInBlocks(obs, corrected, nil, est, level)
}

// SerialInBlocks does what [Serial] does, for runs that were made in blocks, as
// [Method.ChooseInBlocks] has it. blocks is parallel to obs; nil is no blocks.
func SerialInBlocks(obs, corrected []Observation, blocks []int, est Estimator, level float64) (*Fit, *Choice, error) {
	if err := checkObservations(obs, level); err != nil {
		return nil, nil, err
	}
	choice, err := Method{est, LogTime, level}.ChooseInBlocks(Readings(obs), Readings(corrected), blocks)
	if err != nil {
		return nil, nil, err
	}
	from, s := choice.Serial()
	title := "Amdahl"
	switch from.Model {
	case USL.Name:
		title = "USL"
	case Capped.Name:
		title = "capped Amdahl"
	}
	f := newFit(from, title)
	f.SerialFraction, f.MaxSpeedup = s.Estimate, choice.MaxSpeedup(choice.Curve)
	f.Blocks = from.InBlocks(blocks)
	f.read(choice)
	return f, choice, nil
}

// read sets what f keeps of the choice that its S is read from: S with what more repeats narrow,
// and S by each of the two laws that overhead is seen by.
func (f *Fit) read(ch *Choice) {
	p, _ := ch.besideOverhead(f.curve)
	f.narrow, f.laws = p.Estimate, map[string]Interval{}
	if f.Blocks != nil {
		f.narrow = f.narrow.Hull(f.Blocks.SerialFraction)
	}
	f.beside, f.open = f.narrow, ch.openSerial(f.curve)
	if without := ch.without(f.curve); without != nil {
		other, _ := ch.corrected.besideOverhead(without)
		f.beside = f.beside.Hull(other.Estimate)
	}
	for _, law := range []Model{AmdahlLaw, USL} {
		c := ch.candidate(law)
		if c == nil || c.Curve == nil {
			continue
		}
		s := c.Curve.Params[1].Estimate
		if without := ch.without(c.Curve); without != nil {
			s = s.Hull(without.Params[1].Estimate)
		}
		f.laws[law.Name] = s
	}
}

// Repeats returns how many runs an N that was fitted has, on average. So many repeats of every N
// are worth about as much for S.
func (f *Fit) Repeats() int { return f.Runs / len(f.Workers) }

// newFit reads S, the first parameter after T1, from a curve of the runs.
func newFit(c *Curve, title string) *Fit {
	f := &Fit{
		Model: c.Model, Estimator: title + ", " + c.Method, Runs: c.Runs,
		T1: c.Params[0].Estimate, SerialFraction: c.Params[1].Estimate,
		LackOfFit: c.LackOfFit, Widened: c.Widened, AICc: c.AICc,
		curve:  c,
		narrow: c.Params[1].Estimate,
		charge: runWeights(c, 1),
	}
	f.Warnings = slices.Clone(c.warnings) // a Fit has no bounds, so no parameter is held at 0
	for _, n := range c.Loads {
		f.Workers = append(f.Workers, int(n))
	}
	f.MaxSpeedup = c.Largest(Interval{})
	return f
}

// Seconds returns the fitted time at n ≥ 1 workers with the confidence band of the
// curve (not of a single run): T(n) ± t·se, cut at 0.
func (f *Fit) Seconds(n float64) Interval { return f.curve.band(f.curve.signed, n) }

// Speedup returns the fitted T(1)/T(n) at n ≥ 1 workers with its band. Amdahl's
//
//	1/(S + (1−S)/n)
//
// falls with S, so its band is as exact as the interval of S; where the denominator
// is 0 or below it is unbounded.
func (f *Fit) Speedup(n float64) Interval {
	s := f.curve.Params[1].Estimate // between the N measured no other law is considered
	switch {
	case n == 1:
		return Interval{1, 1, 1, s.Level}
	case f.Model != AmdahlLaw.Name:
		return f.curve.Speedup(n)
	}
	at := func(s float64) float64 { return inverse(s*(n-1)/n + 1/n) } // not Inf − Inf
	return Interval{at(s.Value), at(s.Hi), at(s.Lo), s.Level}
}

// BeyondLinear reports whether a point is faster than in proportion to N by more than its
// noise, compared with one at a lower N.
func (f *Fit) BeyondLinear() bool { return f.curve.beyondLinear() }

// Charge returns the part of S that belongs to one cause. values is the time of the cause
// in each run, in seconds, parallel to the observations that were fitted; Charge panics
// if there are more or fewer. Where the times of all causes add up to the seconds of every
// run, their charges add up to SerialFraction.Value.
//
// At its minimum a least-squares fit in log time solves weighted normal equations
// that are linear in the times, with the weights
//
//	log(t/T)/(t/T − 1) / T²
//
// held fixed. Charge applies that solution, as a linear function of the times, to values.
// A knee is held fixed too: it belongs to the law, not to a cause.
func (f *Fit) Charge(values []float64) float64 {
	if len(values) != len(f.charge) {
		panic("fit: Charge: one value per fitted run")
	}
	return dot(f.charge, values) / f.curve.signed.coef[0]
}

// ChargeT1 returns the part of T1 in seconds that belongs to one cause, as [Fit.Charge] does the
// part of S: of causes that add up to the seconds of every run it adds up to T1.Value.
func (f *Fit) ChargeT1(values []float64) float64 { return dot(runWeights(f.curve, 0), values) }

// runWeights returns the weight of every run in a coefficient, by its index.
func runWeights(c *Curve, coef int) []float64 {
	groups, est := c.groups, c.estimator
	p := len(c.signed.coef)
	weights := make([]float64, c.Runs)
	a := make([]float64, 0, len(groups)*p)
	for i, g := range groups {
		lo, hi := est.kept(len(g.index))
		t := c.signed.seconds(g.load)
		each := c.system.w[i] / float64(hi-lo) / (t * t)
		total := 0.0
		for i, run := range g.index[lo:hi] {
			weights[run] = each * logSlope(g.seconds[lo+i]/t)
			total += weights[run]
		}
		terms := c.signed.model.terms(g.load, c.signed.bend)
		for _, x := range terms[:p] {
			a = append(a, math.Sqrt(total)*x)
		}
	}
	gram := factor(a, p).inverseGram()
	for _, g := range groups {
		terms := c.signed.model.terms(g.load, c.signed.bend)
		k := dot(gram[coef*p:(coef+1)*p], terms[:])
		for _, run := range g.index {
			weights[run] *= k
		}
	}
	return weights
}

// logSlope returns log(u)/(u−1): the slope of the chord of log from 1 to u.
func logSlope(u float64) float64 {
	d := u - 1
	if math.Abs(d) < 1e-8 {
		return 1 - d/2
	}
	return math.Log1p(d) / d
}
