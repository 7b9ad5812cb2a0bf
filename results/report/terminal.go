package report

import (
	"io"
	"strings"

	"serialfraction/results"
	"serialfraction/results/advice"
)

// labelWidth is the column in which the facts above and below the tables begin.
const labelWidth = 9

// writeTerminal writes the report that people read. It fits into the width of
// the style, line for line.
func writeTerminal(w io.Writer, a *results.Analysis, s Style) error {
	t := terminal{width: s.columns(), painter: painter(s.Color)}
	t.fact("machine", machineItems(a.Machine))
	t.fact("job", jobItems(a))
	t.points(a)
	t.gap()
	t.fact("fit", fitItems(a))
	t.fact("from", sourceItems(a))
	t.fact("ended", endedItems(a))
	t.causes(a)
	t.algorithms(a)
	t.plot(a)
	t.control(a)
	t.warnings(a.Advice)
	t.verdict(a.Verdict, a.Advice)
	_, err := io.WriteString(w, t.String())
	return err
}

// A terminal gathers the lines of a report.
type terminal struct {
	strings.Builder
	painter
	width int
}

func (t *terminal) lines(lines ...string) {
	for _, l := range lines {
		t.WriteString(l)
		t.WriteByte('\n')
	}
}

// gap leaves one empty line between two sections.
func (t *terminal) gap() {
	if t.Len() > 0 && !strings.HasSuffix(t.String(), "\n\n") {
		t.WriteByte('\n')
	}
}

// fact writes items behind a label, broken between items where it can be, and
// nothing where there are none.
func (t *terminal) fact(label string, items []string) {
	if len(items) == 0 {
		return
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = together(clean(item))
	}
	t.labelled(label, dim, strings.Join(words, ", "), plain)
}

// labelled writes text behind a label, wrapped and indented.
func (t *terminal) labelled(label string, of ink, text string, in ink) {
	for i, line := range wrap(text, t.width-labelWidth) {
		head := strings.Repeat(" ", labelWidth)
		if i == 0 {
			head = t.paint(label, of) + head[min(len(label), labelWidth):]
		}
		t.lines(head + t.paint(line, in))
	}
}

func (t *terminal) control(a *results.Analysis) {
	if a.Control == nil {
		return
	}
	t.gap()
	t.labelled("control", dim, controlSentence(a.Control), plain)
	for _, said := range advice.At(advice.Control, a.Advice) {
		t.command(labelWidth, said.Command)
	}
}
