package compare

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A contrast is a row before it is judged.
type contrast struct {
	Row
	ratio    bool           // compared as a ratio: the contrast is the logarithm of new / old
	estimate fit.Estimate   // new − old
	drifted  []fit.Estimate // the same on a machine that drifts; nil = not allowed for
	down, up float64        // how much further than noise explains the truth may be below and above
	level    float64        // of down and up
	held     float64        // degrees of freedom by which down and up widen with the level; 0 = those of estimate
	allowed  string         // why there are down and up; "" = the runs do not settle which law holds
	open     bool           // more repeats, or sweeps, do not narrow down and up
	off      bool           // a quantity of curves of which one does not pass through its points
	margin   float64
	paired   bool
	repeats  int  // of every N that are worth as much as the runs, of the side that has fewer
	sweeps   int  // of the side that has fewer; 0 = one a side
	slower   bool // the quantity is a time, so more is slower
	rate     bool // a time or a rate: faster or slower, instead of more or less

	ends  func(level float64) fit.Interval // replaces estimate if only an interval is known
	needs string                           // the quantity that settles this one; "" = its own repeats

	between func(level float64) fit.Between // ends with what more repeats leave open; nil = that is not known apart

	other otherWork // on busy sides
}

// A quantity is compared in one row.
type quantity struct {
	contrast                            // without numbers
	of       func(*sweep) reading       // of a sweep
	each     func(a, b *sweep) contrast // of one sweep a side; nil = the readings of both
}

// contrasts returns the contrasts of all quantities that both sides have.
func contrasts(a, b *sweep, o Options, interleaved bool) []contrast {
	list := measured(a, b, o, interleaved)
	allowForOtherWork(list, [2][]*sweep{{a}, {b}}, func(x, y []*sweep) []contrast { return measured(x[0], y[0], o, interleaved) })
	return list
}

// measured returns the contrasts of the runs as they were measured.
func measured(a, b *sweep, o Options, interleaved bool) []contrast {
	var list []contrast
	for _, q := range quantities([]*sweep{a, b}, o) {
		if q.each != nil {
			list = append(list, q.each(a, b))
			continue
		}
		c, x, y := q.contrast, q.of(a), q.of(b)
		if x.Estimate == fit.Exactly(0) && y.Estimate == fit.Exactly(0) {
			continue // neither side has the cause
		}
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
	return list
}

// quantities returns what all sweeps have, in the order of the rows.
func quantities(sweeps []*sweep, o Options) []quantity {
	var list []quantity
	m := o.Margins
	add := func(c contrast, name, unit string, n int, of func(*sweep) reading) {
		c.Row = Row{Quantity: name, Unit: unit, Workers: n}
		list = append(list, quantity{contrast: c, of: of})
	}
	all := func(has func(*sweep) bool) bool {
		return !slices.ContainsFunc(sweeps, func(s *sweep) bool { return !has(s) })
	}
	for _, n := range common(sweeps) {
		add(contrast{ratio: true, margin: m.Time, rate: true, slower: true}, fmt.Sprintf("T(%d)", n), "s", n, func(s *sweep) reading { return s.seconds(n) })
		if n > 1 {
			add(contrast{ratio: true, margin: m.Time}, fmt.Sprintf("speedup@%d", n), "x", n, func(s *sweep) reading { return s.speedup(n) })
		}
	}
	if sweeps[0].file.Header.Data.Rows > 0 {
		add(contrast{ratio: true, margin: m.Time, rate: true}, "rows/s/worker", "rows/s", 0, (*sweep).rate)
	}
	if !all(func(s *sweep) bool { return s.sample.Fit != nil }) {
		return list
	}
	off := !all(func(s *sweep) bool { return !s.sample.Fit.Widened })
	own := all(func(s *sweep) bool { return s.ProgramSerialFraction != nil })
	add(contrast{off: off, ratio: true, margin: m.Time, rate: true, slower: true}, "T1", "s", 1, (*sweep).t1)
	if own {
		add(contrast{margin: m.Serial, allowed: analysis.OpenProgram}, "program", "1", 0, (*sweep).ownSerial)
		list[len(list)-1].each = func(a, b *sweep) contrast { return ofProgram(a, b, m.Serial) }
	}
	add(contrast{off: off, margin: m.Serial}, "S", "1", 0, (*sweep).serial)
	if own {
		add(contrast{margin: m.Serial, allowed: withSAndProgram}, "machine", "1", 0, (*sweep).beyondOwn)
		list[len(list)-1].each = func(a, b *sweep) contrast { return ofMachine(a, b, m.Serial) }
	}
	add(contrast{ratio: true, margin: m.Time}, "ceiling", "x", 0, (*sweep).ceilingReading)
	list[len(list)-1].each = func(a, b *sweep) contrast { return ceilings(a, b, m.Time) }
	for _, name := range causeNames(sweeps) {
		add(contrast{off: off, margin: m.Serial}, "cause:"+name, "1", 0, func(s *sweep) reading { return either(s, name) })
	}
	return list
}

// common returns the N that every sweep timed.
func common(sweeps []*sweep) []int {
	var ns []int
	for _, n := range sweeps[0].Workers {
		if !slices.ContainsFunc(sweeps, func(s *sweep) bool { return !slices.Contains(s.Workers, n) }) {
			ns = append(ns, n)
		}
	}
	return ns
}

// either returns a cause of a side, or exactly 0 for a side without that phase.
func either(s *sweep, name string) reading {
	r, ok := s.cause(name)
	if !ok {
		r = reading{Estimate: fit.Exactly(0), shown: fit.Interval{Level: s.level}, repeats: s.sample.Fit.Repeats()}
	}
	return r
}

// causeNames returns the causes of all sweeps in the order of a run.
func causeNames(sweeps []*sweep) []string {
	var names []string
	for _, s := range sweeps {
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
func ceilings(a, b *sweep, margin float64) contrast {
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
