package compare

import (
	"cmp"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// bounds returns the interval of a contrast at a level, on the scale of the contrast. It
// allows for other work on busy sides.
func (c *contrast) bounds(level float64) fit.Interval {
	i := c.ofRuns(level)
	if c.other.unknown {
		return fit.Interval{Value: i.Value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}
	}
	for _, less := range c.other.without {
		i = i.Hull(less.ofRuns(level))
	}
	return i
}

// ofRuns returns the interval of a contrast for the runs as measured.
func (c *contrast) ofRuns(level float64) fit.Interval {
	if c.ends != nil {
		return c.ends(level)
	}
	i := c.estimate.Interval(level)
	for _, e := range c.drifted {
		i = i.Hull(e.Interval(level))
	}
	if c.estimate.DF > 0 && (c.down > 0 || c.up > 0) {
		wider := c.widening(level)
		i.Lo, i.Hi = i.Lo-wider*c.down, i.Hi+wider*c.up
	}
	return i
}

// widening returns by how much down and up are larger at a level.
func (c *contrast) widening(level float64) float64 {
	return fit.Estimate{DF: cmp.Or(c.held, c.estimate.DF)}.Widening(level, c.level)
}

// p returns the p-value of no difference, or 1 if only an interval is known. It is the largest of
// those with and without drift and other work, and 1 where they differ in sign.
func (c *contrast) p() float64 {
	if c.ends != nil || c.other.unknown {
		return 1
	}
	bias := c.up
	if c.estimate.Value > 0 {
		bias = c.down
	}
	p := c.estimate.P(bias)
	for _, e := range c.drifted {
		if (e.Value > 0) != (c.estimate.Value > 0) {
			return 1
		}
		p = max(p, e.P(bias))
	}
	for _, less := range c.other.without {
		if (less.estimate.Value > 0) != (c.estimate.Value > 0) {
			return 1
		}
		p = max(p, less.p())
	}
	return p
}

// within returns the margin on the scale of the contrast.
func (c *contrast) within() float64 {
	if c.ratio {
		return math.Log1p(c.margin)
	}
	return c.margin
}

// judge returns the row with its verdict, which is that of the interval at rowLevel. Its p-value
// is multiplied by the number of rows, as the intervals are wider by it.
func (c *contrast) judge(level, rowLevel float64) Row {
	i := c.bounds(rowLevel)
	r := c.Row
	if c.ends == nil {
		r.P = new(min(1, c.p()*(1-level)/(1-rowLevel)))
	}
	r.OtherWork, r.made = c.other.why != "", c.repeats
	margin := c.within()
	switch {
	case i.Lo > -margin && i.Hi < margin:
		r.Verdict = Same
	case i.Lo > 0 || i.Hi < 0:
		r.Verdict = c.direction(i.Value)
	default:
		r.Verdict = CannotTell
		r.Repeats, r.Reason = c.settle(rowLevel, margin)
		if c.sweeps > 0 {
			r.Repeats, r.Sweeps = 0, r.Repeats
		}
	}
	r.Difference, r.Ratio = c.written(i)
	return r
}

func (c *contrast) direction(d float64) Verdict {
	switch {
	case !c.rate && d > 0:
		return More
	case !c.rate:
		return Less
	case (d > 0) == c.slower:
		return Slower
	}
	return Faster
}

// written returns the interval i of a contrast as a difference and, for a ratio, as a ratio.
func (c *contrast) written(i fit.Interval) (difference fit.Interval, ratio *fit.Interval) {
	if !c.ratio {
		return i, nil
	}
	q := exp(i)
	if math.IsInf(i.Lo, -1) {
		q.Lo = math.Inf(-1)
	}
	return c.inUnits(i), &q
}

// inUnits returns the difference in the unit of the row by the delta method: symmetric
// where i is, open where the ratio is, and without 0 where the ratio leaves out 1.
func (c *contrast) inUnits(i fit.Interval) fit.Interval {
	old, now := c.Old.Value, c.New.Value
	d := fit.Interval{Value: now - old, Lo: math.Inf(-1), Hi: math.Inf(1), Level: i.Level}
	// d = old·(q − 1). Old is noisy too, so a change of log q moves d by at most the mean of
	// old and new.
	scale := (old + now) / 2
	if !math.IsInf(i.Lo, -1) {
		d.Lo = d.Value - scale*(i.Value-i.Lo)
	}
	if !math.IsInf(i.Hi, 1) {
		d.Hi = d.Value + scale*(i.Hi-i.Value)
	}
	switch exact := d.Value / i.Value; { // d = exact·log q
	case i.Lo > 0:
		d.Lo = max(d.Lo, exact*i.Lo)
	case i.Hi < 0:
		d.Hi = min(d.Hi, exact*i.Hi)
	}
	return d
}

// OffCurve is why no number of repeats settles a quantity of a curve that does not pass through
// its points: the distance from them is most of the width of the interval, and stays.
const OffCurve = "the points do not lie on the curve, which more repeats do not change"

// mostRepeats is the number of repeats beyond which none are advised.
const mostRepeats = 100000

// settle returns the number of repeats after which a contrast of this size is distinguished
// from 0 or proved to be within the margin, whichever comes first; or 0 and the reason why
// no number of repeats is known to do so.
func (c *contrast) settle(level, margin float64) (repeats int, reason string) {
	switch {
	case c.other.why != "":
		return 0, c.other.why
	case c.needs != "":
		return 0, c.needs
	case c.between != nil && !c.off:
		return settleBetween(c.between(level), c.repeats, margin)
	case c.ends != nil:
		return c.settleEnds(level, margin)
	case math.IsNaN(c.estimate.Value) && c.sweeps > 0:
		return 0, "one of the sweeps has no value"
	case math.IsNaN(c.estimate.Value):
		return 0, "one of the two has no value"
	case !(c.estimate.DF > 0) && c.sweeps > 0:
		return 0, "its noise is unknown: the sweeps of one side are all the same"
	case !(c.estimate.DF > 0):
		return 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"
	case c.off:
		return 0, OffCurve
	}
	d, half := math.Abs(c.estimate.Value), c.estimate.Interval(level).Hi-c.estimate.Value
	toZero, away := c.widening(level)*c.down, c.widening(level)*c.up
	if c.estimate.Value < 0 {
		toZero, away = away, toZero
	}
	left := func(room, wider float64) float64 { // of the room, for the noise
		switch {
		case !(wider > 0):
			return room
		case c.open:
			return room - wider
		}
		return room * half / (half + wider) // it narrows as the noise does
	}
	target := max(left(d, toZero), min(left(margin+d, toZero), left(margin-d, away)))
	if target <= 0 {
		return 0, cmp.Or(c.allowed, "the runs do not settle which law holds: more N would, more repeats would not")
	}
	if c.sweeps > 0 {
		return c.settleSweeps(level, target)
	}
	n := c.estimate.Runs(level, target) * float64(max(1, c.repeats))
	if n > mostRepeats {
		return 0, fmt.Sprintf("more than %d repeats would be needed", mostRepeats)
	}
	return int(math.Ceil(n)), ""
}

// settleEnds returns the same of a contrast of which only an interval is known, if it narrows
// with the root of the number of repeats.
func (c *contrast) settleEnds(level, margin float64) (repeats int, reason string) {
	i := c.ofRuns(level)
	d, half := math.Abs(i.Value), max(i.Value-i.Lo, i.Hi-i.Value)
	switch {
	case c.off:
		return 0, OffCurve
	case math.IsNaN(d) || math.IsNaN(half) || math.IsInf(half, 0):
		return 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"
	}
	n := math.Pow(half/max(d, margin-d), 2) * float64(max(1, c.repeats))
	if n > mostRepeats {
		return 0, fmt.Sprintf("more than %d repeats would be needed", mostRepeats)
	}
	return max(c.repeats+1, int(math.Ceil(n))), ""
}

// settleBetween returns the same of a contrast of the program's own S. More repeats narrow the noise of
// an interval at both ends, and leave what is open between them: a difference is distinguished from 0 by
// the end that is nearer to 0, whatever is open beyond the other.
func settleBetween(b fit.Between, repeats int, margin float64) (int, string) {
	below, above := b.Least-b.Lo, b.NoiseAbove()
	if math.IsNaN(b.Value) || !(below < math.Inf(1) && above < math.Inf(1)) {
		return 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"
	}
	times := func(room, noise float64) float64 { // as many repeats, for the noise to have room
		if room <= 0 {
			return math.Inf(1)
		}
		return math.Pow(noise/room, 2)
	}
	apart := min(times(b.Least, below), times(-b.Most, above))
	same := max(times(margin+b.Least, below), times(margin-b.Most, above))
	switch n := min(apart, same) * float64(max(1, repeats)); {
	case math.IsInf(n, 1) && b.Least < b.Most:
		return 0, analysis.OpenProgram
	case n > mostRepeats:
		return 0, fmt.Sprintf("more than %d repeats would be needed", mostRepeats)
	default:
		return max(repeats+1, int(math.Ceil(n))), ""
	}
}

// mostSweeps is the number of sweeps a side beyond which none are advised.
const mostSweeps = 1000

// settleSweeps returns the number of sweeps of each side that makes half the width of the interval
// the target.
func (c *contrast) settleSweeps(level, target float64) (sweeps int, reason string) {
	wide := c.estimate.Interval(level)
	for _, e := range c.drifted {
		wide = wide.Hull(e.Interval(level))
	}
	if alone := c.estimate.Interval(level); len(c.drifted) > 1 && wide.Hi-wide.Lo > alone.Hi-alone.Lo { // one side is the later one
		return 0, "one side was made later, and the machine may have changed: sweep by turns"
	}
	k := c.estimate.Runs(level, target)
	for _, e := range c.drifted {
		k = max(k, e.Runs(level, target))
	}
	if n := k * float64(c.sweeps); n <= mostSweeps {
		return max(c.sweeps+1, int(math.Ceil(n))), ""
	}
	return 0, fmt.Sprintf("more than %d sweeps a side would be needed", mostSweeps)
}
