package compare

import (
	"fmt"
	"math"

	"serialfraction/fit"
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
	if c.estimate.DF > 0 && (c.down > 0 || c.up > 0) {
		wider := c.estimate.Widening(level, c.level)
		i.Lo, i.Hi = i.Lo-wider*c.down, i.Hi+wider*c.up
	}
	return i
}

// p returns the p-value of no difference, or 1 if only an interval is known; that counts as
// a test all the same. Of a busy side it is the largest of those with and without other work.
func (c *contrast) p() float64 {
	if c.ends != nil || c.other.unknown {
		return 1
	}
	p := c.estimate.P(c.up)
	if c.estimate.Value > 0 {
		p = c.estimate.P(c.down)
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

// judge returns the row with its verdict. Adjusted is the p-value adjusted by Holm over all
// rows of the comparison, which are judged together at level; the intervals of the row are
// at rowLevel.
func (c *contrast) judge(adjusted, level, rowLevel float64) Row {
	i := c.bounds(rowLevel)
	r := c.Row
	differs := adjusted <= 1-level
	if c.ends == nil {
		r.P = &adjusted
	} else {
		differs = i.Lo > 0 || i.Hi < 0
	}
	r.OtherWork, r.made = c.other.why != "", c.repeats
	margin := c.within()
	switch {
	case i.Lo > -margin && i.Hi < margin:
		r.Verdict = Same
	case differs:
		r.Verdict = c.direction(i.Value)
	default:
		r.Verdict = CannotTell
		r.Repeats, r.Reason = c.settle(rowLevel, margin)
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
// where i is, and open where the ratio is.
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
	case c.ends != nil:
		return c.settleEnds(level, margin)
	case math.IsNaN(c.estimate.Value):
		return 0, "one of the two has no value"
	case !(c.estimate.DF > 0):
		return 0, "its noise is unknown: one of the two has a single run, or runs that are all the same"
	case c.off:
		return 0, OffCurve
	}
	d := math.Abs(c.estimate.Value)
	target := max(d, margin-d)
	if wider := max(c.down, c.up); wider > 0 {
		wider *= c.estimate.Widening(level, c.level)
		half := c.estimate.Interval(level).Hi - c.estimate.Value
		if !c.open { // it narrows as the noise does
			target *= half / (half + wider)
		} else if target -= wider; target <= 0 {
			return 0, "the runs do not settle which law holds: more N would, more repeats would not"
		}
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
