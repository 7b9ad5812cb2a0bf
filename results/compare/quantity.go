package compare

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"serialfraction/fit"
)

// A contrast is a row before it is judged.
type contrast struct {
	Row
	ratio    bool         // compared as a ratio: the contrast is the logarithm of new / old
	estimate fit.Estimate // new − old
	down, up float64      // how much further than noise explains the truth may be below and above
	level    float64      // of down and up
	open     bool         // more repeats do not narrow down and up
	off      bool         // a quantity of curves of which one does not pass through its points
	margin   float64
	paired   bool
	repeats  int  // of every N that are worth as much as the runs, of the side that has fewer
	slower   bool // the quantity is a time, so more is slower
	rate     bool // a time or a rate: faster or slower, instead of more or less

	ends  func(level float64) fit.Interval // replaces estimate if only an interval is known
	needs string                           // the quantity that settles this one; "" = its own repeats

	other otherWork // on busy sides
}

// contrasts returns the contrasts of all quantities that both sides have.
func contrasts(a, b *side, o Options, interleaved bool) []contrast {
	list := measured(a, b, o, interleaved)
	allowForOtherWork(list, a, b, o, interleaved)
	return list
}

// measured returns the contrasts of the runs as they were measured.
func measured(a, b *side, o Options, interleaved bool) []contrast {
	var list []contrast
	add := func(c contrast, x, y reading) {
		c.Old, c.New = x.shown, y.shown
		c.down, c.up = y.below+x.above, y.above+x.below
		c.open = x.open || y.open
		c.OldShare, c.NewShare = x.share, y.share
		c.level, c.repeats = o.Level, min(x.repeats, y.repeats)
		c.estimate, c.paired = minus(y, x, interleaved)
		if c.paired && !c.open { // what narrows as the noise does is less by as much as the pairs are better
			less := min(1, c.estimate.SE/y.Estimate.Minus(x.Estimate).SE)
			c.down, c.up = c.down*less, c.up*less
		}
		list = append(list, c)
	}
	m := o.Margins
	of := func(quantity, unit string, n int) Row { return Row{Quantity: quantity, Unit: unit, Workers: n} }
	for _, n := range a.Workers {
		if !slices.Contains(b.Workers, n) {
			continue
		}
		add(contrast{Row: of(fmt.Sprintf("T(%d)", n), "s", n), ratio: true, margin: m.Time, rate: true, slower: true}, a.seconds(n), b.seconds(n))
		if n > 1 {
			add(contrast{Row: of(fmt.Sprintf("speedup@%d", n), "x", n), ratio: true, margin: m.Time}, a.speedup(n), b.speedup(n))
		}
	}
	if a.file.Header.Data.Rows > 0 {
		add(contrast{Row: of("rows/s/worker", "rows/s", 0), ratio: true, margin: m.Time, rate: true}, a.rate(), b.rate())
	}
	if a.sample.Fit == nil || b.sample.Fit == nil {
		return list
	}
	off := a.sample.Fit.Widened || b.sample.Fit.Widened
	add(contrast{Row: of("T1", "s", 1), off: off, ratio: true, margin: m.Time, rate: true, slower: true}, a.t1(), b.t1())
	if a.ProgramSerialFraction != nil && b.ProgramSerialFraction != nil {
		list = append(list, ofProgram(a, b, m.Serial))
	}
	add(contrast{Row: of("S", "1", 0), off: off, margin: m.Serial}, a.serial(), b.serial())
	if a.ProgramSerialFraction != nil && b.ProgramSerialFraction != nil {
		list = append(list, ofMachine(a, b, m.Serial))
	}
	list = append(list, ceilings(a, b, m.Time))
	for _, name := range causeNames(a, b) {
		x, y := either(a, name), either(b, name)
		if x.Estimate == fit.Exactly(0) && y.Estimate == fit.Exactly(0) {
			continue // neither side has the cause
		}
		add(contrast{Row: of("cause:"+name, "1", 0), off: off, margin: m.Serial}, x, y)
	}
	return list
}

// either returns a cause of a side, or exactly 0 for a side without that phase.
func either(s *side, name string) reading {
	r, ok := s.cause(name)
	if !ok {
		r = reading{Estimate: fit.Exactly(0), shown: fit.Interval{Level: s.level}, repeats: s.sample.Fit.Repeats()}
	}
	return r
}

// causeNames returns the causes of both sides in the order of a run.
func causeNames(a, b *side) []string {
	var names []string
	for _, s := range []*side{a, b} {
		for _, c := range s.sample.Fitted.Causes {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

// minus returns y − x, and whether it is computed block by block. For interleaved sweeps
// the noise is that of the trimmed mean over blocks of
//
//	Σ_N terms of y − Σ_N terms of x
//
// which, shifted to the difference of the readings, is the estimate: the terms are the
// linear part of a reading. Noise that both runs of a block share cancels before anything
// is trimmed. See [reading.byBlock] for blocks that do not have each N once.
func minus(y, x reading, interleaved bool) (e fit.Estimate, paired bool) {
	if !interleaved || y.terms == nil || x.terms == nil || !(y.DF > 0) || !(x.DF > 0) {
		return y.Estimate.Minus(x.Estimate), false
	}
	new, old := y.byBlock(), x.byBlock()
	var differences []float64
	for _, b := range slices.Sorted(maps.Keys(new)) {
		if _, both := old[b]; both {
			differences = append(differences, new[b]-old[b])
		}
	}
	e = fit.Centre(differences)
	e.Value += y.Value - x.Value
	return e, true
}

// ceilings compares the ceilings by their intervals: the logarithm of their ratio b/a has
// the ends
//
//	log(b/a) − √(log²(b/b_lo) + log²(a_hi/a)),  log(b/a) + √(log²(b_hi/b) + log²(a/a_lo))
//
// (Zou & Donner 2008). An end is open if either ceiling is open there.
func ceilings(a, b *side, margin float64) contrast {
	c := contrast{Row: Row{Quantity: "ceiling", Unit: "x", Old: a.sample.Fit.MaxSpeedup, New: b.sample.Fit.MaxSpeedup}, ratio: true, margin: margin, needs: "it is settled with S"}
	c.ends = func(level float64) fit.Interval {
		x, y := a.ceiling(level), b.ceiling(level)
		d := math.Log(y.Value) - math.Log(x.Value)
		i := fit.Interval{Value: d, Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}
		if math.IsNaN(d) || math.IsInf(d, 0) {
			i.Value = math.NaN()
			return i
		}
		half := func(p, q float64) float64 { return math.Hypot(math.Log(p), math.Log(q)) }
		if y.Lo > 0 && !math.IsInf(x.Hi, 1) {
			i.Lo = d - half(y.Value/y.Lo, x.Hi/x.Value)
		}
		if x.Lo > 0 && !math.IsInf(y.Hi, 1) {
			i.Hi = d + half(y.Hi/y.Value, x.Value/x.Lo)
		}
		return i
	}
	return c
}
