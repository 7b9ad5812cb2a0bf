package webpage

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/palette"
)

//go:embed several.html
var severalMarkup string

// A series is how one of several sweeps is drawn: a colour, and a marker that tells it without colours.
type series struct {
	colour palette.Colour
	sign   string
	marker func(d *drawing, x, y float64, m mark)
}

// allSeries are the series of sweeps that lie upon each other in one chart.
var allSeries = []series{
	{palette.Series[0], "●", func(d *drawing, x, y float64, m mark) { d.circle(x, y, 4.6, m) }},
	{palette.Series[1], "■", func(d *drawing, x, y float64, m mark) { d.square(x, y, 4.2, m) }},
	{palette.Series[2], "▲", func(d *drawing, x, y float64, m mark) { d.triangle(x, y, 5.4, m) }},
	{palette.Series[3], "◆", func(d *drawing, x, y float64, m mark) { d.diamond(x, y, 6, m) }},
}

// MostSeveral is how many sweeps a page shows beside each other: more lines in one chart are not told
// apart.
const MostSeveral = 4

// A severalView is what the page of several sweeps shows.
type severalView struct {
	Headline       string
	Sweeps         []severalRow
	Speedup, Plain figure
	Efficiency     *figure
	Stacks         []severalStack // with equal axes
	Shares         []severalCause
}

// A severalRow is a sweep among several.
type severalRow struct {
	Sign, Colour, Name, Job, About string
	Own, Serial                    serialCell
	Ceiling, T1, Best              string
	Verdict, Command               string
}

// A serialCell is an S with its interval, "" = none, in which no line ends.
type serialCell struct{ Value, Interval string }

func serialCellOf(s fit.Interval) serialCell {
	value, interval := serialParts(s)
	return serialCell{value, interval}
}

// A severalStack is the causes of e(N) of a sweep among several.
type severalStack struct {
	Sign, Colour, Name string
	Figure             *figure // nil = it has no causes
}

// A severalCause is a cause of S in each sweep, or what one owner has of S.
type severalCause struct {
	Name, Colour string
	Owner        bool
	Values       []string
}

// WriteSeveral writes a page of two or more sweeps beside each other, MostSeveral at most: their numbers,
// speed-ups and efficiencies in one chart, and their causes. It judges no difference.
func WriteSeveral(w io.Writer, sweeps []Sweep) error {
	v := severalView{Headline: severalHeadline(sweeps)}
	var reports []*analysis.Report
	var names []string
	for i := range sweeps {
		a := sweeps[i].first()
		reports = append(reports, a)
		row := severalRowOf(&sweeps[i], a, allSeries[i])
		v.Sweeps, names = append(v.Sweeps, row), append(names, row.Name)
	}
	v.Speedup, v.Plain = severalSpeedups("speedup", reports, false), severalSpeedups("speedup-plain", reports, true)
	v.Efficiency = severalEfficiencies("efficiency", reports)
	v.Shares, v.Stacks = severalCauses(reports), severalStacks(reports, v.Sweeps)
	d := document{Title: count(len(sweeps), "sweep") + " side by side", Main: v, Source: wording.And(names...),
		Sections: []link{{"verdict", "Numbers"}, {"speed", "Speed-up"}, {"causes", "Where it goes"}, {"method", "Verdicts"}}}
	return d.write(w, severalMarkup)
}

// severalHeadline names the sweep with the greatest speed-up that was measured.
func severalHeadline(sweeps []Sweep) string {
	best, at, name := 0.0, 0, ""
	for i := range sweeps {
		for _, p := range sweeps[i].first().Points {
			if p.Speedup.Value > best {
				best, at, name = p.Speedup.Value, p.Workers, sweeps[i].Name
			}
		}
	}
	return fmt.Sprintf("The greatest speed-up that was measured is %s, with %s, in %s.", factor(best), count(at, "worker"), wording.Brief(shown(name)))
}

func severalRowOf(s *Sweep, a *analysis.Report, of series) severalRow {
	r := severalRow{Sign: of.sign, Colour: of.colour.Name, Name: wording.Brief(shown(s.Name)), Verdict: shown(a.Verdict), Command: commandOf(s.File),
		Own: serialCell{Value: number.None}, Serial: serialCell{Value: number.None}, Ceiling: number.None, T1: number.Duration(a.T1Seconds.Value)}
	r.Job, r.About = titleOf(a)
	if own := a.ProgramSerialFraction; own != nil && own.Determined() {
		r.Own = serialCellOf(*own)
	}
	if a.SerialFraction != nil {
		r.Serial, r.Ceiling = serialCellOf(*a.SerialFraction), ceilingTile(a).Value
	}
	best := fastestTile(a)
	r.Best = best.Value + " " + best.Beside
	return r
}

// severalChart draws a quantity of several sweeps against N: a dot for what was measured, a line for the
// law of each.
func (c *lineChart) several(reports []*analysis.Report, value func(analysis.Point) fit.Interval) template.HTML {
	for _, a := range reports {
		c.most = max(c.most, a.Points[len(a.Points)-1].Workers)
	}
	d := newDrawing(c.w, c.h)
	f := c.frame()
	x := scale{lo: 1, hi: math.Max(float64(c.most), 2), from: f.left + 12, to: f.right - 12, log: !c.plainX}
	c.y.from, c.y.to = f.bottom, f.top
	c.axes(d, f, x)
	d.within(frame{f.left, f.top - 6, f.right, f.bottom + 6}, func() {
		d.group(inkIdeal, func() { d.path(c.along(x)) })
		for i, a := range reports {
			laws := lawsOf(a)
			if laws == nil {
				continue
			}
			last := slices.Max(a.FittedWorkers)
			near, far := laws[0].parts(float64(last), float64(a.Points[len(a.Points)-1].Workers))
			of := allSeries[i].colour
			d.group(stroked("l-"+of.Name, &of, `stroke-width="2"`), func() { d.path(c.line(near, x)) })
			if len(far) > 1 {
				d.group(stroked("l-"+of.Name, &of, `stroke-width="2" stroke-dasharray="2 4"`), func() { d.path(c.line(far, x)) })
			}
		}
	})
	d.within(frame{f.left - 14, f.top - 8, f.right + 14, f.bottom + 8}, func() {
		for i, a := range reports {
			of := allSeries[i]
			d.group(stroked("l-"+of.colour.Name, &of.colour, `stroke-width="1.4"`), func() {
				for _, p := range a.Points {
					if v := value(p); v.Bounded() && math.Abs(c.y.at(v.Lo)-c.y.at(v.Hi)) > leastBar {
						c.goesOn = d.interval(x.at(float64(p.Workers)), c.y.at(v.Lo), c.y.at(v.Hi), f) || c.goesOn
					}
				}
			})
			for _, fitted := range []bool{false, true} {
				i2 := ink{"h-" + of.colour.Name, &palette.Page, &of.colour, `stroke-width="1.5"`}
				if fitted {
					i2 = filled("m-"+of.colour.Name, &of.colour, "")
				}
				d.group(i2, func() {
					for k, p := range a.Points {
						if p.Fitted == fitted {
							of.marker(d, x.at(float64(p.Workers)), c.y.at(value(p).Value), mark{Series: of.sign, Index: k, Tip: of.sign + " " + pointTip(p)})
						}
					}
				})
			}
		}
	})
	return d.svg()
}

func severalSpeedups(id string, reports []*analysis.Report, plainAxes bool) figure {
	c := lineChart{w: 720, h: 400, right: 14, plainX: plainAxes, ideal: func(n float64) float64 { return n }}
	c.of = func(_ float64, s fit.Interval) fit.Interval { return s }
	top, low := 1.0, 1.0
	for _, a := range reports {
		for _, p := range a.Points {
			top, low = max(top, p.Speedup.Value), min(low, p.Speedup.Value)
		}
	}
	c.speedupAxis(top, low)
	return figure{ID: id, SVG: c.several(reports, func(p analysis.Point) fit.Interval { return p.Speedup }),
		Label:   "Speed-up of each sweep against the number of workers.",
		Caption: "Each sweep against its own N = 1. " + severalMarks(reports) + " Dashed: the ideal, N workers N times as fast." + c.arrows()}
}

// severalMarks says what the marks and lines of several sweeps are, and why a line leaves the points of its sweep.
func severalMarks(reports []*analysis.Report) string {
	text := "Filled: fitted; hollow: measured, not fitted. Bars show the 95 % interval; lines are the laws, without theirs, dotted beyond the N that each was fitted to."
	for _, a := range reports {
		if slices.ContainsFunc(a.Points, func(p analysis.Point) bool { return p.Oversubscribed && !p.Fitted }) {
			return text + " A line that runs far from hollow points is a law for as many CPUs as workers; there the machine had fewer."
		}
	}
	return text
}

func severalEfficiencies(id string, reports []*analysis.Report) *figure {
	c := lineChart{w: 720, h: 270, right: 14, ideal: func(float64) float64 { return 1 }}
	c.of = func(n float64, s fit.Interval) fit.Interval {
		return fit.Interval{Value: s.Value / n, Lo: s.Lo / n, Hi: s.Hi / n}
	}
	top := 1.0
	for _, a := range reports {
		for _, p := range a.Points {
			top = max(top, p.Efficiency)
		}
	}
	c.efficiencyAxis(top)
	svg := c.several(reports, func(p analysis.Point) fit.Interval {
		n := float64(p.Workers)
		return fit.Interval{Value: p.Efficiency, Lo: p.Speedup.Lo / n, Hi: p.Speedup.Hi / n}
	})
	return &figure{ID: id, Label: "Efficiency of each sweep against the number of workers.", SVG: svg,
		Caption: "The speed-up divided by N, with the marks of the chart above. Dashed: each of N workers is as useful as one alone." + c.arrows()}
}

// severalStacks returns the causes of each sweep on equal axes; nil where none has any.
func severalStacks(reports []*analysis.Report, rows []severalRow) (all []severalStack) {
	any, common := false, reachOf(reports...)
	for i, a := range reports {
		f := stack("stack-"+rows[i].Colour, a, common)
		if f != nil {
			any = true
			f.Label = fmt.Sprintf("Sweep %d, %s. %s", i+1, rows[i].Name, f.Label)
		}
		all = append(all, severalStack{rows[i].Sign, rows[i].Colour, rows[i].Name, f})
	}
	if !any {
		return nil
	}
	return all
}

// severalCauses returns the parts of S of each sweep, cause by cause, below the owner whose they are.
func severalCauses(reports []*analysis.Report) (rows []severalCause) {
	for _, whose := range owners {
		var names []string
		for _, a := range reports {
			for _, c := range ownedBy(a, whose.name).Causes {
				if !slices.Contains(names, c.Name) {
					names = append(names, c.Name)
				}
			}
		}
		if len(names) == 0 {
			continue
		}
		bottomUp(names)
		head := severalCause{Name: whose.heading, Owner: true}
		for _, a := range reports {
			head.Values = append(head.Values, severalPart(a, ownedBy(a, whose.name).Causes, func(analysis.Cause) bool { return true }))
		}
		rows = append(rows, head)
		for _, name := range names {
			words := wordsOf(name)
			row := severalCause{Name: words.plain, Colour: words.of.Name}
			for _, a := range reports {
				row.Values = append(row.Values, severalPart(a, ownedBy(a, whose.name).Causes, func(c analysis.Cause) bool { return c.Name == name }))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// ownedBy returns what an owner has of S in a report: nothing, where it has none.
func ownedBy(a *analysis.Report, owner string) analysis.Owner {
	for _, o := range a.Owners {
		if o.Owner == owner {
			return o
		}
	}
	return analysis.Owner{}
}

// severalPart writes the sum of those causes that are asked for; [number.None] where there are none.
func severalPart(a *analysis.Report, of []analysis.Cause, asked func(analysis.Cause) bool) string {
	sum, any := 0.0, false
	for _, c := range of {
		if asked(c) {
			sum, any = sum+c.SerialFraction, true
		}
	}
	if !any {
		return number.None
	}
	w := causeWriter{report: a, digits: max(4, number.SerialDigits(*a.SerialFraction))}
	return w.number(sum)
}

// seriesStyle has the rules of the series.
func seriesStyle() string {
	var b strings.Builder
	for _, c := range palette.Series {
		fmt.Fprintf(&b, ".l-%s{stroke:var(--%[1]s)}.m-%[1]s{fill:var(--%[1]s)}.h-%[1]s{fill:var(--paper);stroke:var(--%[1]s)}.w-%[1]s{color:var(--%[1]s)}\n", c.Name)
	}
	return b.String()
}
