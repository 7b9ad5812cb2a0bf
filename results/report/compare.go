package report

import (
	"fmt"
	"io"

	"serialfraction/harness/formats"
	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// CompareFormats are the forms that a comparison can be written in; the first is the
// default.
var CompareFormats = formats.Table[Format[*compare.Comparison]]{
	{"table", "for a terminal: what differs, table, verdict", writeCompareTerminal},
	{"json", "everything, for other programs", writeCompareJSON},
	{"csv", "one row per quantity", writeCompareCSV},
	{"md", "Markdown, for a pull request or a wiki", writeCompareMarkdown},
}

// writeCompareTerminal writes the comparison that people read.
func writeCompareTerminal(w io.Writer, c *compare.Comparison, s Style) error {
	t := newTerminal(s)
	t.Fact("A", sideItems(c.Baseline))
	for i, p := range c.Pairs {
		letter := sideLetter(i + 1)
		if i > 0 {
			t.Gap()
		}
		t.Fact(letter, sideItems(p.Side))
		t.Gap()
		t.differences(p)
		t.Gap()
		t.Lines(compareTable(p, letter).Lines(t.Width, t.Painter)...)
		t.Gap()
		for _, warning := range p.Warnings {
			t.Labelled("warning", draw.Yellow, draw.Clean(warning), draw.Plain)
		}
		t.settle(p.Next)
	}
	t.Gap()
	t.Labelled("rule", draw.Dim, rule(c), draw.Dim)
	t.Gap()
	for _, line := range draw.Wrap(draw.Clean(c.Verdict), t.Width) {
		t.Lines(t.Paint(line, draw.Bold))
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// sideLetter is what a table calls a sweep.
func sideLetter(i int) string { return string(rune('A' + i%26)) }

// sideItems says what a sweep was of.
func sideItems(s compare.Side) []string {
	items := append([]string{s.Name}, machineItems(s.Machine)...)
	items = append(items, "N = "+workerRange(s.Workers), number.Counted(s.Repeats, "repeat"))
	if s.Model != "" {
		items = append(items, "S of the "+s.Model+" law")
	}
	return items
}

// mostShown is how much of a value the terminal shows.
const mostShown = 48

// differences says what the headers differ in, a line each.
func (t *terminal) differences(p compare.Pair) {
	if len(p.Differences) == 0 {
		t.Labelled("differs", draw.Dim, "nothing that the result files tell", draw.Plain)
	}
	for i, d := range p.Differences {
		label := ""
		if i == 0 {
			label = "differs"
		}
		t.Labelled(label, draw.Dim, differenceText(d), draw.Plain)
	}
	if p.Paired {
		t.Labelled("paired", draw.Dim, "the sweeps were interleaved, and are compared block by block", draw.Plain)
	}
}

func differenceText(d compare.Difference) string {
	return fmt.Sprintf("%s: %s → %s", draw.Clean(d.Key), valueText(d.Old), valueText(d.New))
}

func valueText(v string) string {
	if v = draw.Clean(v); v == "" {
		return number.None
	}
	if head, tail := draw.Cut(v, mostShown); tail != "" {
		return head + "…"
	}
	return v
}

// settle shows the commands that would tell more.
func (t *terminal) settle(commands []string) {
	if len(commands) == 0 {
		return
	}
	t.Gap()
	t.Lines("To settle the times and S that one cannot tell yet:")
	for _, c := range commands {
		t.Command(2, c)
	}
}

// rule is how the rows were judged.
func rule(c *compare.Comparison) string {
	return fmt.Sprintf("all %d rows are judged together: different where the probability by Holm is at most %.3g, no difference where the interval is within ±%s (of S ±%.3g); all intervals hold together at %.4g %%",
		c.Tests, 1-c.Level, number.Percent(c.Margins.Time), c.Margins.Serial, 100*c.Level)
}
