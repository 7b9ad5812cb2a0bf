package report

import (
	"io"
	"strings"

	"serialfraction/harness/formats"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// CurveFormats are the forms that the analyses of curves of any origin can be written
// in; the first is the default. Adding one is a file with its function and a line
// here.
var CurveFormats = formats.Table[Format[*curves.Report]]{
	{"table", "for a terminal: points, models, plot, verdict", writeCurves},
	{"json", "everything, for other programs", writeJSON[*curves.Report]},
	{"csv", "one row per series and number of workers", writeCurvesCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeCurvesMarkdown},
}

// writeCurves writes the report that people read: one for each series and, where
// there are several, a summary of S by series at the end.
func writeCurves(w io.Writer, r *curves.Report, s Style) error {
	t := newTerminal(s)
	for i, a := range r.Series {
		if i > 0 {
			t.Lines("", t.Paint(strings.Repeat("─", t.Width), draw.Dim), "")
		}
		t.series(a)
	}
	if len(r.Series) > 1 {
		t.Lines("", t.Paint(strings.Repeat("─", t.Width), draw.Dim), "")
		t.Lines(summaryTable(r.Series).Lines(t.Width, t.Painter)...)
		if note := summaryNote(r.Series); note != "" {
			t.Lines(draw.Wrap(note, t.Width)...)
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// series writes the report of one series.
func (t *terminal) series(a *curves.Analysis) {
	t.Fact("source", sourceOf(a))
	t.Gap()
	t.seriesPoints(a)
	t.Gap()
	for _, f := range curveFacts(a) {
		t.Fact(f.label, f.items)
	}
	t.models(a)
	t.curvePlot(a)
	t.answers(a)
	t.Gap()
	t.Labelled("causes", draw.Dim, noCauses(a), draw.Dim)
	t.warnings(a.Advice)
	t.verdict(a.Verdict, a.Advice)
}

// noCauses explains why a fit has no causes, and how to get them.
func noCauses(a *curves.Analysis) string {
	if a.Swept {
		return "a fit uses the wall times alone: harness report shows the causes that this sweep measured"
	}
	return "not measured: one time per run does not show where S comes from; harness sweep measures that"
}
