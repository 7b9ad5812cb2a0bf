package report

import (
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
)

// WeakFormats are the forms of the report of a sweep whose rows grow with N; the first is the
// default.
var WeakFormats = formats.Table[Format[*analysis.Weak]]{
	{"table", "for a terminal: table, causes, plot, verdict", writeWeak},
	{"json", "everything, for other programs", writeJSON[*analysis.Weak]},
	{"csv", "one row per number of workers", writeWeakCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeWeakMarkdown},
}

func writeWeak(w io.Writer, a *analysis.Weak, s Style) error {
	t := newTerminal(s)
	t.Fact("machine", machineItems(a.Machine))
	t.Fact("job", weakItems(a))
	t.Gap()
	t.Lines(weakTable(a).Lines(t.Width, t.Painter)...)
	if len(a.Causes) > 0 {
		t.Gap()
		t.Lines(weakCauseTable(a).Lines(t.Width, t.Painter)...)
	}
	t.weakPlot(a)
	for i, warning := range a.Warnings {
		if i == 0 {
			t.Gap()
		}
		t.Labelled("warning", draw.Yellow, draw.Clean(warning), draw.Plain)
	}
	t.Gap()
	t.Fact("ended", []string{a.Stopped})
	t.verdict(a.Verdict, nil)
	_, err := io.WriteString(w, t.String())
	return err
}

// weakItems returns the facts about the job.
func weakItems(a *analysis.Weak) []string {
	items := []string{a.Workload + " on " + a.Data.Name, wording.Count(a.Data.Rows, "row") + " for each worker"}
	return append(append(items, engineItems(a.Engine, a.Schedule, a.Pin)...), string(a.Scope)+" scope")
}

// weakTable has a row for each N.
func weakTable(a *analysis.Weak) draw.Table {
	var times []fit.Interval
	for _, p := range a.Points {
		times = append(times, p.Seconds)
	}
	u := number.CommonUnit(times)
	sign, n, rows := draw.Column{}, draw.Column{Head: "N", Align: draw.Right, Gap: 2}, draw.Column{Head: "rows", Align: draw.Right, Gap: 2}
	runs := draw.Column{Head: "runs", Align: draw.Right, Gap: 2, Drop: 4}
	seconds, noise := draw.Column{Head: "time, " + u.Name, Align: draw.Decimal, Gap: 2}, draw.Column{Head: "95 %", Align: draw.Decimal, Gap: 1}
	efficiency, up := draw.Column{Head: "efficiency", Align: draw.Right, Gap: 2}, draw.Column{Head: "scaled speed-up", Align: draw.Decimal, Gap: 2}
	span, serial, ends := draw.Column{Head: "interval", Align: draw.Right, Gap: 2, Drop: 2}, draw.Column{Head: "scaled S", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 1}
	flags := draw.Column{Head: "flags", Gap: 2, Drop: 3}
	var inks []draw.Ink
	flagged := false
	for _, p := range a.Points {
		mark, ink := draw.Filled, draw.Plain
		if !p.Fitted {
			mark, ink = draw.Hollow, draw.Dim
		}
		inks = append(inks, ink)
		sign.Cells, n.Cells = append(sign.Cells, mark), append(n.Cells, strconv.Itoa(p.Workers))
		rows.Cells, runs.Cells = append(rows.Cells, wording.Grouped(p.Rows)), append(runs.Cells, strconv.Itoa(p.Runs))
		seconds.Cells, noise.Cells = append(seconds.Cells, u.Of(p.Seconds)), append(noise.Cells, number.PlusMinus(p.Seconds))
		efficiency.Cells, up.Cells = append(efficiency.Cells, number.Percent(p.Efficiency.Value)), append(up.Cells, number.Factor(p.Speedup.Value))
		s, e, x := number.None, "", ""
		if p.Serial != nil {
			digits := number.SerialDigits(*p.Serial)
			s, e, x = number.Fixed(p.Serial.Value, digits), number.Span(*p.Serial, digits), number.Span(p.Speedup, 2)
		}
		serial.Cells, ends.Cells, span.Cells = append(serial.Cells, s), append(ends.Cells, e), append(span.Cells, x)
		flags.Cells = append(flags.Cells, strings.Join(p.Flags, ", "))
		flagged = flagged || len(p.Flags) > 0
	}
	g := draw.Table{Columns: []draw.Column{sign, n, rows, runs, seconds, noise, efficiency, up, span, serial, ends}, Inks: inks}
	if flagged {
		g.Add(flags)
	}
	return g
}

// weakCauseTable has a row for each cause and part of what is lost at the largest N that ran at
// once, and the sums by owner.
func weakCauseTable(a *analysis.Weak) draw.Table {
	at := fmt.Sprintf("more at N = %d", a.At)
	name, owner := draw.Column{Head: "cause"}, draw.Column{Head: "owner", Gap: 2, Drop: 1}
	more, span := draw.Column{Head: at, Align: draw.Right, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 2}
	serial := draw.Column{Head: "of scaled S", Align: draw.Decimal, Gap: 2}
	row := func(label, whose string, c analysis.WeakCause) {
		name.Cells, owner.Cells = append(name.Cells, draw.Clean(label)), append(owner.Cells, whose)
		ends := ""
		if number.Finite(c.Seconds.Lo) {
			ends = timeEnds(c.Seconds)
		}
		more.Cells, span.Cells = append(more.Cells, number.Duration(c.Seconds.Value)), append(span.Cells, ends)
		serial.Cells = append(serial.Cells, number.Fixed(c.Serial, 4))
	}
	var sum analysis.WeakCause
	for _, c := range a.Causes {
		sum.Seconds.Value, sum.Serial = sum.Seconds.Value+c.Seconds.Value, sum.Serial+c.Serial
		if !takes(c) {
			continue
		}
		row(c.Name, ownerOf(c), c)
		for _, p := range c.Parts {
			if p.Seconds.Value != 0 {
				row("  "+p.Name, p.Owner, p)
			}
		}
	}
	sum.Seconds.Lo = math.Inf(-1) // none is known
	row("all", "", sum)
	for _, o := range a.Owners {
		if !takes(o) {
			continue
		}
		row("  of "+ownerWords(o.Owner), "", o)
	}
	return draw.Table{Columns: []draw.Column{name, owner, more, span, serial}}
}

// ownerOf returns the owner of a cause, "" where that of its parts is another: a cause is then not
// added to what an owner has, its parts are.
func ownerOf(c analysis.WeakCause) string {
	if slices.ContainsFunc(c.Parts, func(p analysis.WeakCause) bool { return takes(p) && p.Owner != c.Owner }) {
		return ""
	}
	return c.Owner
}

// takes reports whether a cause, or a part of it, takes other seconds than at N = 1.
func takes(c analysis.WeakCause) bool {
	return c.Seconds.Value != 0 || slices.ContainsFunc(c.Parts, takes)
}

// ownerWords names an owner.
func ownerWords(owner string) string {
	if owner == "" {
		return "no known owner"
	}
	return "the " + owner
}

// weakPlot draws the scaled speed-up.
func (t *terminal) weakPlot(a *analysis.Weak) {
	if len(a.Points) < 2 {
		return
	}
	p := draw.Plot{Right: 1}
	for _, at := range a.Points {
		p.Right = max(p.Right, bits.Len(uint(max(at.Workers, 1)-1)))
		p.Points = append(p.Points, draw.Mark{N: float64(at.Workers), Speedup: at.Speedup.Value, Fitted: at.Fitted})
		if at.Fitted {
			p.Last = float64(at.Workers)
			p.Curve = append(p.Curve, draw.Knot{Log2N: math.Log2(float64(at.Workers)), Speedup: a.Speedup(float64(at.Workers))})
		}
	}
	if a.Gustafson == nil {
		p.Curve = nil
	}
	t.Gap()
	lines, seen := p.Lines(t.Width, t.Painter)
	t.Lines(lines...)
	legend := []string{draw.Filled + " scaled speed-up"}
	if seen.Curve {
		legend = append(legend, "⣀⣀ "+weakLawWords(a.Law))
	}
	t.Legend(legend)
}

// weakLawWords names the law of the curve.
func weakLawWords(law analysis.WeakLaw) string {
	if law == analysis.ByGrowing {
		return "a serial time that grows with the rows"
	}
	return "Gustafson's law"
}

func writeWeakCSV(w io.Writer, a *analysis.Weak, s Style) error {
	out := plaintext.NewCSV(w, s.SafeCSV)
	names := analysis.CauseNames(a.Scope)
	head := []string{"workers", "rows", "runs", "seconds", "seconds_lo", "seconds_hi", "efficiency", "efficiency_lo", "efficiency_hi",
		"scaled_speedup", "scaled_speedup_lo", "scaled_speedup_hi", "scaled_serial_fraction", "scaled_serial_fraction_lo", "scaled_serial_fraction_hi", "lost_seconds"}
	for _, name := range names {
		head = append(head, "lost_"+name)
	}
	out.Write(append(head, "fitted", "flags"))
	for _, p := range a.Points {
		row := []string{strconv.Itoa(p.Workers), strconv.Itoa(p.Rows), strconv.Itoa(p.Runs)}
		for _, i := range []*fit.Interval{&p.Seconds, &p.Efficiency, &p.Speedup, p.Serial} {
			row = append(row, exactInterval(i)...)
		}
		row = append(row, exact(p.LostSeconds))
		for _, name := range names {
			cell := ""
			if x, ok := p.Causes[name]; ok {
				cell = exact(x)
			}
			row = append(row, cell)
		}
		out.Write(append(row, strconv.FormatBool(p.Fitted), strings.Join(p.Flags, " ")))
	}
	return out.Flush()
}

func writeWeakMarkdown(w io.Writer, a *analysis.Weak, _ Style) error {
	var b strings.Builder
	b.WriteString("**" + draw.Escape(a.Verdict) + "**\n\n" + strings.Join(weakTable(a).Markdown(), "\n") + "\n")
	if len(a.Causes) > 0 {
		b.WriteString("\n" + strings.Join(weakCauseTable(a).Markdown(), "\n") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
