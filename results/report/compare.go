package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

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
	{"json", "everything, for other programs", writeJSON[*compare.Comparison]},
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
		t.settle(p)
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
	items := []string{s.Name}
	if s.Sweeps != nil {
		items = append(items, wording.Count(len(s.Sweeps), "sweep"), "T(1) "+sweepSpan(s.Sweeps))
	}
	items = append(items, machineItems(s.Machine)...)
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

// sweepSpan writes the least and the greatest T(1) of sweeps: "763–781 ms".
func sweepSpan(sweeps []compare.Sweep) string {
	least, most := math.Inf(1), 0.0
	for _, s := range sweeps {
		least, most = min(least, s.Seconds), max(most, s.Seconds)
	}
	u := number.UnitFor(most)
	return number.Significant(least/u.Seconds, 4) + "–" + number.Significant(most/u.Seconds, 4) + " " + u.Name
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
func (t *terminal) settle(p compare.Pair) {
	if len(p.Next) == 0 {
		return
	}
	t.Gap()
	t.Lines(draw.Wrap(settling(p), t.Width)...)
	for _, c := range p.Next {
		t.Command(2, c)
	}
}

// settling returns the words before the commands that would settle the open rows.
func settling(p compare.Pair) string {
	const words = "To settle the times and S with the verdict cannot tell"
	if slices.ContainsFunc(p.Differences, func(d compare.Difference) bool {
		return d.Key == "version" || strings.HasPrefix(d.Key, "build.")
	}) {
		return words + ", each with the harness that made its sweep:"
	}
	return words + ":"
}

// between returns what the intervals of a comparison are of.
func between(c *compare.Comparison) string {
	switch {
	case c.Baseline.Sweeps != nil:
		return "the sweeps of a side are the repeats, so the intervals are of how much sweeps vary; "
	case slices.ContainsFunc(c.Pairs, func(p compare.Pair) bool { return !p.Paired }):
		return "the intervals are of the runs in each sweep, and not of how much sweeps vary; "
	}
	return ""
}

// rule returns the rule by which the rows were judged.
func rule(c *compare.Comparison) string {
	return between(c) + fmt.Sprintf("all %d rows are judged together: two numbers differ if the interval leaves out 0, or 1 of a ratio; there is no difference if it is within ±%s (for S ±%.3g); all intervals hold together with probability %.4g %%",
		c.Tests, number.Percent(c.Margins.Time), c.Margins.Serial, 100*c.Level)
}
