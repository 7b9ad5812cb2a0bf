package report

import (
	"io"

	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// writeTerminal writes the report for people. No line is wider than the width of the style.
func writeTerminal(w io.Writer, a *analysis.Report, s Style) error {
	t := newTerminal(s)
	t.Fact("machine", machineItems(a.Machine))
	t.Fact("job", jobItems(a))
	t.Fact("workers", workerItems(a))
	t.points(a)
	t.Gap()
	t.Fact("fit", fitItems(a))
	t.Fact("from", sourceItems(a))
	t.Fact("ended", endedItems(a))
	t.Fact("counters", countedItems(a))
	t.causes(a)
	t.algorithms(a)
	t.plot(a, 0)
	t.control(a)
	t.warnings(a.Advice)
	t.verdict(a.Verdict, a.Advice)
	t.tasks(a)
	_, err := io.WriteString(w, t.String())
	return err
}

// A terminal is the page of a report; its methods draw the sections.
type terminal struct{ draw.Page }

func newTerminal(s Style) *terminal {
	return &terminal{draw.Page{Width: s.columns(), Painter: draw.Painter(s.Color)}}
}

func (t *terminal) control(a *analysis.Report) {
	if a.Control == nil {
		return
	}
	t.Gap()
	t.Labelled("control", draw.Dim, controlSentence(a.Control, a.SerialFraction), draw.Plain)
	for _, fact := range advice.At(advice.Control, a.Advice) {
		t.Command(draw.LabelWidth, fact.Command)
	}
}
