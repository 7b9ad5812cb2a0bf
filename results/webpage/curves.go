package webpage

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A figure is a chart with what stands around it.
type figure struct {
	ID      string
	Label   string // what it shows, in a sentence, for those who do not see it
	SVG     template.HTML
	Caption string
}

// The charts of a sweep against N: how much faster, how far from the law, how long, how useful a worker.
type curves struct {
	Doubling, Plain           figure // speed-up, on axes that double and on plain ones
	Residuals                 *figure
	Time, Efficiency          figure
	Laws                      []law
	fitted, largest, leastOut int // N: the largest fitted and timed; the least beyond the CPUs, 0 = none
}

func curvesOf(id string, a *analysis.Report) curves {
	c := curves{Laws: lawsOf(a)}
	for _, p := range a.Points {
		c.largest = max(c.largest, p.Workers)
		if p.Oversubscribed && c.leastOut == 0 {
			c.leastOut = p.Workers
		}
	}
	for _, n := range a.FittedWorkers {
		c.fitted = max(c.fitted, n)
	}
	c.Doubling = c.speedup(id+"-speedup", a, false)
	c.Plain = c.speedup(id+"-speedup-plain", a, true)
	c.Residuals = c.residuals(id+"-residuals", a)
	c.Time = c.time(id+"-time", a)
	c.Efficiency = c.efficiency(id+"-efficiency", a)
	return c
}

// chart returns a chart of a size with what all charts of a sweep share.
func (c *curves) chart(w, h float64) lineChart {
	l := lineChart{w: w, h: h, right: 14, least: 1, most: c.largest, laws: c.Laws, fitted: c.fitted}
	if c.leastOut > 1 {
		l.beyond = float64(c.leastOut) / math.Sqrt2
	}
	return l
}

func dotsOf(a *analysis.Report, of func(analysis.Point) fit.Interval) []dot {
	var dots []dot
	for _, p := range a.Points {
		dots = append(dots, dot{p.Workers, of(p), p.Fitted, pointTip(p)})
	}
	return dots
}

// pointTip says all of a point: "N = 8: 7.93× faster, 95 % 7.93–7.94; 96.2 ms, 99.2 % efficient, 10 runs".
func pointTip(p analysis.Point) string {
	tip := fmt.Sprintf("N = %d: %s faster", p.Workers, factor(p.Speedup.Value))
	if span := number.Span(p.Speedup, 2); span != number.None {
		tip += fmt.Sprintf(" (%s %s)", number.Level(p.Speedup), span)
	}
	tip += fmt.Sprintf("; %s, %s efficient, %s", number.Duration(p.Seconds.Value), number.Percent(p.Efficiency), count(p.Runs, "run"))
	if !p.Fitted {
		tip += "; not fitted"
	}
	for _, flag := range p.Flags {
		tip += "; " + shown(flag)
	}
	return tip
}

func (c *curves) speedup(id string, a *analysis.Report, plainAxes bool) figure {
	l := c.chart(720, 400)
	l.right, l.labels, l.plainX = 128, true, plainAxes
	top, low := 1.0, 1.0
	for _, p := range a.Points {
		top, low = max(top, p.Speedup.Value), min(low, p.Speedup.Value)
		if p.FittedSpeedup != nil && number.Finite(p.FittedSpeedup.Value) {
			top = max(top, p.FittedSpeedup.Value)
		}
	}
	if s := a.MaxSpeedup; s != nil && number.Finite(s.Value) && a.MadeByLoad() == nil && !(a.SerialFraction.Lo <= 0) {
		l.ceiling, l.ceilings = s.Value, "ceiling "+factor(s.Value)
		if a.PeakWorkers != nil {
			l.ceilings = "peak " + factor(s.Value)
		}
	}
	l.speedupAxis(top, low)
	if plainAxes && l.beyond > 0 {
		l.beyond = float64(c.leastOut) - 0.5
	}
	l.dots = dotsOf(a, func(p analysis.Point) fit.Interval { return p.Speedup })
	l.of = func(_ float64, s fit.Interval) fit.Interval { return s }
	l.ideal, l.idealText = func(n float64) float64 { return n }, "ideal "+strconv.Itoa(c.largest)+"×"
	if l.beyond > 0 {
		l.beyondSay = "beyond the CPUs: not fitted"
	}
	f := figure{ID: id, SVG: l.draw(), Caption: "● fitted"}
	if c.leastOut > 0 || slices.ContainsFunc(a.Points, func(p analysis.Point) bool { return !p.Fitted }) {
		f.Caption += ", ○ measured but not fitted"
	}
	f.Caption += "; bars and band show the 95 % interval. Dashed: the ideal, N workers N times as fast."
	if len(c.Laws) == 0 {
		f.Caption = "○ measured; no law was fitted. Bars show the 95 % interval. Dashed: the ideal, N workers N times as fast."
	} else if c.fitted < c.largest {
		f.Caption += " The law is dotted beyond the N that it was fitted to."
	}
	f.Caption += l.arrows()
	f.Label = "Speed-up against the number of workers. " + speedupMessage(a)
	return f
}

// speedupAxis sets the y axis of a chart of speed-ups from low to top: from 0 on plain axes, else at powers of 2.
func (c *lineChart) speedupAxis(top, low float64) {
	if c.plainX {
		c.y = scale{lo: 0, hi: niceStep(top * 1.02)}
		c.ticks = evenly(0, c.y.hi, 6, func(x, step float64) string { return plain(x, step) + "×" })
		return
	}
	c.y = scale{lo: math.Exp2(math.Floor(math.Log2(low) + 1e-9)), hi: math.Exp2(math.Ceil(math.Log2(max(top, 2)) - 1e-9)), log: true}
	c.ticks = doublings(c.y.lo, c.y.hi, func(x float64) string {
		if x < 1 {
			return number.Significant(x, 2) + "×"
		}
		return plain(x, 1) + "×"
	})
}

// efficiencyAxis sets the y axis of a chart of efficiencies, from 0 to 1 or, where one is above, to top.
func (c *lineChart) efficiencyAxis(top float64) {
	c.y = scale{lo: 0, hi: max(1.02, top*1.02)}
	for x := 0.0; x <= c.y.hi; x += 0.25 {
		c.ticks = append(c.ticks, tick{x, plain(100*x, 1) + " %"})
	}
}

// speedupMessage is what the chart of speed-ups shows, in a sentence.
func speedupMessage(a *analysis.Report) string {
	best := a.Points[0]
	for _, p := range a.Points {
		if p.Speedup.Value > best.Speedup.Value {
			best = p
		}
	}
	return fmt.Sprintf("The fastest that was measured is %s with %s.", factor(best.Speedup.Value), count(best.Workers, "worker"))
}

// residuals shows how far the fitted points are from the law; nil where two N or fewer were fitted, which
// meet any law.
func (c *curves) residuals(id string, a *analysis.Report) *figure {
	if len(a.FittedWorkers) < 3 || len(c.Laws) == 0 {
		return nil
	}
	l := c.chart(720, 128)
	l.right = 128
	off := 0.0
	for _, p := range a.Points {
		if law, ok := c.Laws[0].at(p.Workers); ok && p.Fitted {
			off = max(off, math.Abs(p.Speedup.Value/law.Value-1))
		}
	}
	half := niceStep(max(off*1.3, 0.001))
	l.y = scale{lo: -half, hi: half}
	for _, x := range []float64{-half, 0, half} {
		text := "law"
		if x != 0 {
			text = signedStep(100*x) + " %"
		}
		l.ticks = append(l.ticks, tick{x, text})
	}
	return &figure{ID: id, SVG: l.drawResiduals(a), Label: "How far the fitted points are from the law, by number of workers.",
		Caption: "The fitted points again, as their distance from the law, where an interval that is thinner than a dot can be seen." + l.arrows()}
}

// drawResiduals draws the points of each law against that law.
func (c *lineChart) drawResiduals(a *analysis.Report) template.HTML {
	d := newDrawing(c.w, c.h)
	f := c.frame()
	x := scale{lo: 1, hi: math.Max(float64(c.most), 2), from: f.left + 12, to: f.right - 12, log: true}
	c.y.from, c.y.to = f.bottom, f.top
	c.axes(d, f, x)
	for i, l := range c.laws {
		d.of(l.ID, i == 0, func() {
			c.of = func(_ float64, s fit.Interval) fit.Interval {
				return fit.Interval{Value: 0, Lo: s.Lo/s.Value - 1, Hi: s.Hi/s.Value - 1, Level: s.Level}
			}
			d.within(frame{f.left, f.top - 8, f.right, f.bottom + 2}, func() { c.law(d, l, x) })
			c.dots = nil
			for _, p := range a.Points {
				law, ok := l.at(p.Workers)
				if !ok || !p.Fitted {
					continue
				}
				at := fit.Interval{Value: p.Speedup.Value/law.Value - 1, Lo: p.Speedup.Lo/law.Value - 1, Hi: p.Speedup.Hi/law.Value - 1}
				c.dots = append(c.dots, dot{p.Workers, at, true, fmt.Sprintf("N = %d: measured %s, the law has %s: %s %%",
					p.Workers, factor(p.Speedup.Value), factor(law.Value), signed(100*at.Value))})
			}
			c.marks(d, f, x)
		})
	}
	return d.svg()
}

func (c *curves) time(id string, a *analysis.Report) figure {
	l := c.chart(480, 270)
	one := a.T1Seconds.Value
	lo, hi := math.Inf(1), 0.0
	var times []fit.Interval
	for _, p := range a.Points {
		lo, hi = min(lo, p.Seconds.Value), max(hi, p.Seconds.Value)
		times = append(times, p.Seconds)
	}
	u := number.CommonUnit(times)
	name := func(x float64) string { return typeset(number.Significant(x, 1)) + " " + u.Name }
	l.y = scale{lo: lo * 0.85, hi: hi * 1.15, log: true}
	for _, t := range decades(l.y.lo/u.Seconds, l.y.hi/u.Seconds, name) {
		l.ticks = append(l.ticks, tick{t.x * u.Seconds, t.text})
	}
	if len(l.ticks) < 3 {
		l.ticks = nil
		for _, t := range evenly(l.y.lo/u.Seconds, l.y.hi/u.Seconds, 4, func(x, step float64) string { return plain(x, step) + " " + u.Name }) {
			l.ticks = append(l.ticks, tick{t.x * u.Seconds, t.text})
		}
	}
	l.dots = dotsOf(a, func(p analysis.Point) fit.Interval { return p.Seconds })
	l.of = func(_ float64, s fit.Interval) fit.Interval {
		return fit.Interval{Value: one / s.Value, Lo: one / s.Hi, Hi: one / s.Lo}
	}
	l.ideal = func(n float64) float64 { return one / n }
	return figure{ID: id, SVG: l.draw(), Label: "Time of a run against the number of workers, both on axes that double.",
		Caption: "● fitted, ○ not; bars show the 95 % interval. Dashed: the time with one worker, divided by N." + l.arrows()}
}

func (c *curves) efficiency(id string, a *analysis.Report) figure {
	l := c.chart(480, 270)
	top := 1.0
	for _, p := range a.Points {
		top = max(top, p.Efficiency)
	}
	l.efficiencyAxis(top)
	l.dots = dotsOf(a, func(p analysis.Point) fit.Interval {
		n := float64(p.Workers)
		return fit.Interval{Value: p.Efficiency, Lo: p.Speedup.Lo / n, Hi: p.Speedup.Hi / n}
	})
	l.of = func(n float64, s fit.Interval) fit.Interval {
		return fit.Interval{Value: s.Value / n, Lo: s.Lo / n, Hi: s.Hi / n}
	}
	l.ideal = func(float64) float64 { return 1 }
	return figure{ID: id, SVG: l.draw(), Label: "Efficiency against the number of workers.",
		Caption: "The speed-up divided by N. Dashed: each of N workers is as useful as one alone." + l.arrows()}
}
