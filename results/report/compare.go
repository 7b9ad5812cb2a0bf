package report

import (
	"fmt"
	"io"

	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
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

// sideLetter returns the letter of a sweep in the table.
func sideLetter(i int) string { return string(rune('A' + i%26)) }

// sideItems returns the facts of a sweep: machine, N, repeats, law.
func sideItems(s compare.Side) []string {
	items := append([]string{s.Name}, machineItems(s.Machine)...)
	items = append(items, "N = "+workerRange(s.Workers), wording.Count(s.Repeats, "repeat"))
	if s.Model != "" {
		items = append(items, "S from the "+s.Model+" law")
		if s.AssumedLaw != nil {
			items = append(items, "ceiling "+s.AssumedLaw.If())
		}
	}
	if o := s.OtherWork; o != nil {
		items = append(items, o.Sentence())
	}
	return items
}

// differences draws the keys in which the headers differ, a line each.
func (t *terminal) differences(p compare.Pair) {
	if len(p.Differences) == 0 {
		t.Labelled("differs", draw.Dim, "nothing that is recorded in the result files", draw.Plain)
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

// settle draws the commands that would settle the open rows.
func (t *terminal) settle(commands []string) {
	if len(commands) == 0 {
		return
	}
	t.Gap()
	t.Lines("To settle the times and S with the verdict cannot tell:")
	for _, c := range commands {
		t.Command(2, c)
	}
}

// rule returns the rule by which the rows were judged.
func rule(c *compare.Comparison) string {
	return fmt.Sprintf("all %d rows are judged together: two numbers differ if the p-value, adjusted by Holm, is at most %.3g; there is no difference if the interval is within ±%s (for S ±%.3g); all intervals hold together with probability %.4g %%",
		c.Tests, 1-c.Level, number.Percent(c.Margins.Time), c.Margins.Serial, 100*c.Level)
}
