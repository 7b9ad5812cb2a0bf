package report

import (
	"io"
	"strconv"
	"strings"

	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// writeCurvesCSV writes one row per series and N with every number that a point has,
// in base units and all digits. What is absent or unbounded is empty.
func writeCurvesCSV(w io.Writer, r *curves.Report, s Style) error {
	out := plaintext.NewCSV(w, s.SafeCSV)
	out.Write([]string{"series", "workers", "runs", "seconds", "seconds_lo", "seconds_hi",
		"speedup", "speedup_lo", "speedup_hi", "efficiency", "karp_flatt",
		"fitted_speedup", "fitted_speedup_lo", "fitted_speedup_hi", "oversubscribed", "fitted", "flags"})
	for _, a := range r.Series {
		for _, p := range a.Points {
			row := []string{a.Name, exact(p.Workers), strconv.Itoa(p.Runs)}
			row = append(row, exactInterval(&p.Seconds)...)
			row = append(row, exactInterval(&p.Speedup)...)
			row = append(row, exactOrEmpty(p.Efficiency), exactOrEmpty(p.KarpFlatt))
			row = append(row, exactInterval(p.FittedSpeedup)...)
			out.Write(append(row, strconv.FormatBool(p.Oversubscribed), strconv.FormatBool(p.Fitted), strings.Join(p.Flags, "; ")))
		}
	}
	return out.Flush()
}

// writeCurvesMarkdown writes the reports as GitHub's Markdown, each verdict first.
func writeCurvesMarkdown(w io.Writer, r *curves.Report, _ Style) error {
	var b strings.Builder
	for i, a := range r.Series {
		if i > 0 {
			b.WriteString("\n")
		}
		if len(r.Series) > 1 {
			b.WriteString("## " + draw.Escape(draw.Clean(a.Name)) + "\n\n")
		}
		seriesMarkdown(&b, a)
	}
	if len(r.Series) > 1 {
		b.WriteString("\n## Summary\n\n" + strings.Join(summaryTable(r.Series).Markdown(), "\n") + "\n")
		if note := summaryNote(r.Series); note != "" {
			b.WriteString("\n" + note + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func seriesMarkdown(b *strings.Builder, a *curves.Analysis) {
	b.WriteString("**" + draw.Escape(draw.Clean(a.Verdict)) + "**\n\n")
	for _, f := range append([]curveFact{{"source", sourceOf(a)}}, curveFacts(a)...) {
		if len(f.items) > 0 {
			if f.label == "" {
				f.label = "also"
			}
			b.WriteString("- " + strings.ToUpper(f.label[:1]) + f.label[1:] + ": " + draw.Escape(draw.Clean(strings.Join(f.items, ", "))) + "\n")
		}
	}
	b.WriteString("- Causes: " + draw.Escape(noCauses(a)) + "\n")
	tables := []draw.Table{seriesTable(a, a.Points)}
	if len(a.Models) > 0 {
		g := modelTable(a)
		g.Add(reasonColumn(a, g))
		tables = append(tables, g)
	}
	if len(a.Predictions) > 0 {
		tables = append(tables, predictionTable(a))
	}
	if len(a.Solutions) > 0 {
		tables = append(tables, solutionTable(a))
	}
	for _, g := range tables {
		b.WriteString("\n" + strings.Join(g.Markdown(), "\n") + "\n")
	}
	var warnings []string
	for _, w := range warningsOf(a.Advice) {
		warnings = append(warnings, w.Message)
	}
	for _, p := range a.Predictions {
		if p.Warning != "" {
			warnings = append(warnings, p.Warning)
		}
	}
	for _, s := range a.Solutions {
		if s.Warning != "" {
			warnings = append(warnings, s.Asked+": "+s.Warning)
		}
	}
	for i, warning := range warnings {
		if i == 0 {
			b.WriteString("\nWarnings:\n\n")
		}
		b.WriteString("- " + draw.Escape(draw.Clean(warning)) + "\n")
	}
}

// reasonColumn returns the column of reasons why a model could not be chosen, each beside the
// first row of its model.
func reasonColumn(a *curves.Analysis, g draw.Table) draw.Column {
	c := draw.Column{Head: "why not chosen", Gap: 2}
	reasons := map[string]string{}
	for _, m := range a.Models {
		reasons[m.Name] = m.Reason
	}
	for _, name := range g.Columns[1].Cells {
		c.Cells = append(c.Cells, reasons[name])
	}
	return c
}
