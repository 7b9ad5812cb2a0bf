package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
)

// timeAxis is an axis of times, in the unit of the geometric mean of its ends; times are divided by unit.
func timeAxis(lo, hi float64) (a Axis, unit float64) {
	u := number.CommonUnit([]fit.Interval{{Value: lo}, {Value: hi}})
	return decades("time, "+u.Name, lo/u.Seconds, hi/u.Seconds, func(x float64) string { return number.Significant(x, 1) }), u.Seconds
}

func scaled(i fit.Interval, by float64) fit.Interval {
	return fit.Interval{Value: i.Value * by, Lo: i.Lo * by, Hi: i.Hi * by, Level: i.Level}
}

// Plan is the time of the job of a plan against N by the laws that its decision leaves open, with the target and the
// N of its steps; where S is not known, the speed-up by Amdahl's law for each S of the rule.
func Plan(p *plan.Plan) Chart {
	if p.Decision == nil {
		return ruleChart(p)
	}
	c := Chart{Name: "time", Says: "The time of the job against the number of workers, and the target.",
		Caption: "The line is the time by the law of S, the band what every law that the runs leave open gives, to the end of its interval. Dots are the N of the table; the dotted line is the target."}
	most := 2.0
	for _, s := range p.Steps {
		most = max(most, s.Workers)
	}
	if k := p.Decision.Knee.Value; number.Finite(k) {
		most = max(most, 2*k)
	}
	if p.MaxWorkers != nil {
		most = max(2, *p.MaxWorkers)
	}
	most = min(most, plan.MostWorkers)
	c.X = doubling(workersAxis, 1, most)
	var of course
	lo, hi := p.TargetSeconds, p.OneSeconds.Value
	along(1, most, func(n float64) {
		t := p.Decision.Seconds(n)
		of.add(n, t)
		lo, hi = min(lo, t.Value), max(hi, t.Value)
	})
	var unit float64
	c.Y, unit = timeAxis(lo*0.9, hi)
	for i := range of.at {
		of.at[i] = scaled(of.at[i], 1/unit)
	}
	c.law(0, "law", of, most)
	c.bound("target", p.TargetSeconds/unit)
	s := Series{Name: "time"}
	for _, step := range p.Steps {
		if step.Workers <= most {
			s.Marks = append(s.Marks, Mark{X: step.Workers, Y: scaled(step.Seconds, 1/unit),
				Tip: fmt.Sprintf("N = %s, %s: %s", number.Workers(step.Workers), step.What, plan.TimeSpan(step.Seconds))})
		}
	}
	c.Series = []Series{s}
	return c.cut()
}

// ruleChart is the speed-up by Amdahl's law for each S of the rule.
func ruleChart(p *plan.Plan) Chart {
	const most = 4096
	c := Chart{Name: "rule", Says: "Speed-up against the number of workers by Amdahl's law, for several serial fractions S.",
		Caption: "Each line is Amdahl's law of the S at its end. The dashed line is N times as fast with N workers; the dotted one is the speed-up that the target needs."}
	c.X, c.Y = doubling(workersAxis, 1, most), doubling(speedupAxis, 1, most)
	c.ideal()
	for _, r := range p.Rule {
		c.amdahl(r.Serial, Other)
	}
	if p.SpeedupNeeded > 1 && number.Finite(p.SpeedupNeeded) {
		c.bound("needed", p.SpeedupNeeded)
	}
	return c.cut()
}

// amdahl draws Amdahl's law of a serial fraction over the whole of x.
func (c *Chart) amdahl(serial float64, kind Kind) {
	c.Lines = append(c.Lines, Line{Name: "S = " + number.Significant(serial, 1), Kind: kind, Series: None, Points: amdahlLine(serial, c.X)})
}

// amdahlLine is Amdahl's law of a serial fraction over an axis of N.
func amdahlLine(serial float64, x Axis) (line []XY) {
	law := fit.Assumed(fit.Interval{Value: serial, Lo: serial, Hi: serial})
	along(x.Lo, x.Hi, func(n float64) { line = append(line, XY{n, law.Share(n, 1).Reciprocal().Value}) })
	return line
}

// Forecast is the time of the job of a forecast at each N that was asked for, by the law and by the simulation.
func Forecast(f *predict.Forecast) Chart {
	c := Chart{Name: "forecast", Says: "The time of the job at each number of workers, as it is forecast.",
		Caption: "Each mark is a forecast, and its bar holds one further run.", Beside: true}
	ways := []struct {
		name string
		of   func(predict.Prediction) *fit.Interval
	}{
		{"by the law", func(p predict.Prediction) *fit.Interval { return p.Law }},
		{"simulated", func(p predict.Prediction) *fit.Interval { return p.Simulation }},
	}
	lo, hi, from, to := math.Inf(1), 0.0, math.Inf(1), 0.0
	for _, w := range ways {
		for _, p := range f.Predictions {
			if t := w.of(p); t != nil && drawable(float64(p.Workers), *t) {
				from, to = min(from, float64(p.Workers)), max(to, float64(p.Workers))
				lo, hi = min(lo, t.Value), max(hi, t.Value)
				if t.Lo > t.Value/10 && t.Bounded() {
					lo, hi = min(lo, t.Lo), max(hi, min(t.Hi, 10*t.Value))
				}
			}
		}
	}
	if to == 0 {
		return c
	}
	var unit float64
	c.X = doubling(workersAxis, from, to)
	c.Y, unit = timeAxis(lo*0.95, hi*1.05)
	for _, w := range ways {
		s := Series{Name: w.name}
		for _, p := range f.Predictions {
			if t := w.of(p); t != nil && drawable(float64(p.Workers), *t) {
				s.Marks = append(s.Marks, Mark{X: float64(p.Workers), Y: scaled(*t, 1/unit),
					Tip: fmt.Sprintf("N = %s, %s: %s (%s)", number.Workers(float64(p.Workers)), w.name, number.Duration(t.Value), predict.Ends(*t))})
			}
		}
		if len(s.Marks) > 0 {
			c.Series = append(c.Series, s)
		}
	}
	return c.cut()
}

// Compare is the time of each further sweep as a share of that of the first, at every N that both have, with the
// margin within which they are no different.
func Compare(all *compare.Comparison) Chart {
	c := Chart{Name: "change", Says: "The time of each sweep as a share of that of A, against the number of workers.",
		Caption: "A mark is a ratio of times, its bar the interval by which it is judged, all rows together. Below 1 it is faster than A. Within the grey band it is no different; hollow: it cannot be told.", Beside: true}
	if more := len(all.Pairs) - MostSeries; more > 0 {
		c.Caption += fmt.Sprintf(" Of %d sweeps beside A it has the first %d; the tables have all.", len(all.Pairs), MostSeries)
	}
	lo, hi, from, to := 1-2*all.Margins.Time, 1+2*all.Margins.Time, math.Inf(1), 0.0
	for i, p := range all.Pairs[:min(len(all.Pairs), MostSeries)] {
		s := Series{Name: string(rune('B'+i)) + ", " + p.Name}
		for _, r := range p.Rows {
			if r.Unit != "s" || r.Workers == 0 || r.Ratio == nil || !drawable(float64(r.Workers), *r.Ratio) {
				continue
			}
			n := float64(r.Workers)
			from, to = min(from, n), max(to, n)
			for _, y := range []float64{r.Ratio.Value, r.Ratio.Lo, r.Ratio.Hi} {
				if number.Finite(y) {
					lo, hi = min(lo, max(0, y)), max(hi, min(y, 4*r.Ratio.Value))
				}
			}
			s.Marks = append(s.Marks, Mark{X: n, Y: *r.Ratio, Hollow: r.Verdict == compare.CannotTell,
				Tip: fmt.Sprintf("N = %d: %s times as long (%s): %s", r.Workers, number.Significant(r.Ratio.Value, 3), number.Span(*r.Ratio, 3), r.Verdict)})
		}
		slices.SortFunc(s.Marks, func(a, b Mark) int { return cmp.Compare(a.X, b.X) })
		c.Series = append(c.Series, s)
	}
	if to == 0 {
		return Chart{Name: c.Name}
	}
	c.X, c.Y = doubling(workersAxis, from, to), even("time over that of A", lo, hi)
	c.Areas = []Area{{Series: None, Edge: []XY{{c.X.Lo, 1 - all.Margins.Time}, {c.X.Hi, 1 - all.Margins.Time}, {c.X.Hi, 1 + all.Margins.Time}, {c.X.Lo, 1 + all.Margins.Time}}}}
	c.Lines = []Line{{Name: "as A", Kind: Ideal, Series: None, Points: []XY{{c.X.Lo, 1}, {c.X.Hi, 1}}}}
	return c.cut()
}
