package report

import (
	"io"
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
	"serialfraction/results/sizes"
)

// SizesFormats are the forms that a study of sizes can be written in; the first is the default.
var SizesFormats = formats.Table[Format[*sizes.Study]]{
	{"table", "for a terminal: table, causes, plot, verdict", writeSizes},
	{"json", "everything, for other programs", writeJSON[*sizes.Study]},
	{"csv", "one row per number of rows", writeSizesCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeSizesMarkdown},
}

// writeSizes writes the study that people read.
func writeSizes(w io.Writer, s *sizes.Study, style Style) error {
	t := newTerminal(style)
	if a := s.Largest; a != nil {
		t.Fact("machine", machineItems(a.Machine))
		t.Fact("job", sizesItems(a))
		t.Gap()
	}
	t.Lines(sizesTable(s).Lines(t.Width, t.Painter)...)
	if len(s.Causes) > 0 {
		t.Gap()
		t.Lines(growthTable(s).Lines(t.Width, t.Painter)...)
	}
	plot := sizesPlot(s)
	if lines := plot.Lines(t.Width, t.Painter); len(lines) > 0 {
		t.Gap()
		t.Lines(lines...)
		var legend []string
		if slices.ContainsFunc(plot.Points, func(p draw.DecadePoint) bool { return !p.Hollow }) {
			legend = append(legend, draw.Filled+" S, │ its interval")
		}
		if slices.ContainsFunc(plot.Points, func(p draw.DecadePoint) bool { return p.Hollow }) {
			legend = append(legend, draw.Hollow+" the program's own S")
		}
		if plot.Curve != nil {
			legend = append(legend, "⣀⣀ the serial time and T(1) as lines through the sizes")
		}
		t.Legend(legend)
	}
	for i, note := range s.Notes {
		if i == 0 {
			t.Gap()
		}
		t.Labelled("note", draw.Dim, note, draw.Plain)
	}
	t.verdict(s.Verdict, nil)
	_, err := io.WriteString(w, t.String())
	return err
}

// sizesItems returns the facts about a job, from the sweep of the most rows.
func sizesItems(a *analysis.Report) []string {
	if a.Program() {
		return programItems(a)
	}
	return []string{a.Workload + " on " + a.Data.Name + " at the most rows", engineWords(a.Engine, a.Schedule), string(a.Scope) + " scope"}
}

func writeSizesCSV(w io.Writer, s *sizes.Study, style Style) error {
	out := plaintext.NewCSV(w, style.SafeCSV)
	head := []string{"rows", "t1_seconds", "t1_seconds_lo", "t1_seconds_hi", "serial_fraction", "serial_fraction_lo", "serial_fraction_hi",
		"program_serial_fraction", "program_serial_fraction_lo", "program_serial_fraction_hi"}
	for _, c := range s.Causes {
		head = append(head, "cause_"+c.Name)
	}
	out.Write(append(head, "file", "state"))
	at := 0 // among the known sizes
	for _, z := range s.Sizes {
		row := []string{strconv.Itoa(z.Rows)}
		for _, i := range []*fit.Interval{z.Seconds, z.Serial, z.Program} {
			row = append(row, exactInterval(i)...)
		}
		for _, c := range s.Causes {
			cell := ""
			if z.Known() {
				cell = exact(c.Serial[at].Value)
			}
			row = append(row, cell)
		}
		if z.Known() {
			at++
		}
		out.Write(append(row, z.File, z.State))
	}
	return out.Flush()
}

func writeSizesMarkdown(w io.Writer, s *sizes.Study, _ Style) error {
	var b strings.Builder
	b.WriteString("**" + draw.Escape(s.Verdict) + "**\n\n" + strings.Join(sizesTable(s).Markdown(), "\n") + "\n")
	if len(s.Causes) > 0 {
		b.WriteString("\n" + strings.Join(growthTable(s).Markdown(), "\n") + "\n")
	}
	for i, note := range s.Notes {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("- Note: " + draw.Escape(note) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mostCauses is the number of causes with a column of their own.
const mostCauses = 4

// sizesTable has a row for each size.
func sizesTable(s *sizes.Study) draw.Table {
	rows, one, noise := draw.Column{Head: "rows", Align: draw.Right}, draw.Column{Head: "T(1)", Align: draw.Right, Gap: 2}, draw.Column{Align: draw.Right, Gap: 1, Drop: 9}
	serial, span := draw.Column{Head: "S", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 1}
	program, state := draw.Column{Head: "own S", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "state", Gap: 2}
	serialTime := draw.Column{Head: "S·T(1)", Align: draw.Right, Gap: 2, Drop: 7}
	for _, z := range s.Sizes {
		rows.Cells, state.Cells = append(rows.Cells, wording.Grouped(z.Rows)), append(state.Cells, z.State)
		t, half := number.None, ""
		if z.Seconds != nil {
			t, half = number.Duration(z.Seconds.Value), number.PlusMinus(*z.Seconds)
		}
		one.Cells, noise.Cells = append(one.Cells, t), append(noise.Cells, half)
		x, ends, lost, own := number.None, "", number.None, number.None
		if z.Serial != nil {
			digits := number.SerialDigits(*z.Serial)
			x, ends = number.Fixed(z.Serial.Value, digits), number.Span(*z.Serial, digits)
			lost = number.Duration(z.Serial.Value * z.Seconds.Value)
		}
		if z.Program != nil {
			own = shortSerial(*z.Program)
		}
		serial.Cells, span.Cells, program.Cells = append(serial.Cells, x), append(span.Cells, ends), append(program.Cells, own)
		serialTime.Cells = append(serialTime.Cells, lost)
	}
	g := draw.Table{Columns: []draw.Column{rows, one, noise, serial, span, program, serialTime}}
	for k, c := range s.Causes[:min(mostCauses, len(s.Causes))] {
		column := draw.Column{Head: draw.Clean(c.Name), Align: draw.Decimal, Gap: 2, Drop: 2 + k}
		at := 0
		for _, z := range s.Sizes {
			cell := ""
			if z.Known() {
				cell = number.Fixed(c.Serial[at].Value, 4)
				at++
			}
			column.Cells = append(column.Cells, cell)
		}
		g.Add(column)
	}
	for _, text := range state.Cells {
		if text != "" {
			g.Add(state)
			break
		}
	}
	return g
}

// growthTable has a row for each cause of the serial time: what of it is there whatever the
// rows, and what a million rows add.
func growthTable(s *sizes.Study) draw.Table {
	const million = 1e6
	name, how := draw.Column{Head: "cause"}, draw.Column{Head: "grows", Gap: 2}
	fixed, fixedSpan := draw.Column{Head: "fixed", Align: draw.Right, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 1}
	more, moreSpan := draw.Column{Head: "per million rows", Align: draw.Right, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 2}
	add := func(label string, at, perRow fit.Interval, growth sizes.Growth) {
		perMillion := fit.Interval{Value: million * perRow.Value, Lo: million * perRow.Lo, Hi: million * perRow.Hi}
		name.Cells, how.Cells = append(name.Cells, draw.Clean(label)), append(how.Cells, string(growth))
		fixed.Cells, fixedSpan.Cells = append(fixed.Cells, number.Duration(at.Value)), append(fixedSpan.Cells, timeEnds(at))
		more.Cells, moreSpan.Cells = append(more.Cells, number.Duration(perMillion.Value)), append(moreSpan.Cells, timeEnds(perMillion))
	}
	for _, c := range s.Causes {
		add(c.Name, c.Fixed, c.PerRow, c.Growth)
	}
	add("S·T(1)", *s.FixedSeconds, *s.SecondsPerRow, "")
	return draw.Table{Columns: []draw.Column{name, how, fixed, fixedSpan, more, moreSpan}}
}

// timeEnds writes the ends of an interval of seconds.
func timeEnds(i fit.Interval) string {
	return number.Duration(i.Lo) + " to " + number.Duration(i.Hi)
}

// sizesPlot has S against the rows, and the curve of the lines. An S whose interval is too wide to
// be of use is in the table alone: the axis would be as long.
func sizesPlot(s *sizes.Study) draw.Decades {
	p := draw.Decades{Above: "S", Below: "rows", Curve: s.Curve}
	if s.FixedSeconds == nil {
		p.Curve = nil
	}
	for _, z := range s.Sizes {
		if z.Known() && !number.Vague(*z.Serial) {
			p.Points = append(p.Points, draw.DecadePoint{X: float64(z.Rows), At: *z.Serial})
		}
		if z.Program != nil && !number.Vague(*z.Program) {
			p.Points = append(p.Points, draw.DecadePoint{X: float64(z.Rows), At: *z.Program, Hollow: true})
		}
	}
	return p
}
