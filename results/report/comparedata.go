package report

import (
	"io"
	"strconv"
	"strings"

	"serialfraction/results/compare"
	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
)

// writeCompareCSV writes one row per quantity and pair, in base units and all digits.
// What is absent or unbounded is empty.
func writeCompareCSV(w io.Writer, c *compare.Comparison, s Style) error {
	out := plaintext.NewCSV(w, s.SafeCSV)
	out.Write([]string{"old", "new", "quantity", "unit", "workers",
		"old_value", "old_lo", "old_hi", "new_value", "new_lo", "new_hi",
		"difference", "difference_lo", "difference_hi", "ratio", "ratio_lo", "ratio_hi",
		"p", "verdict", "repeats", "old_share", "new_share", "other_work", "sweeps", "old_sweep_count", "new_sweep_count"})
	for _, p := range c.Pairs {
		for _, r := range p.Rows {
			row := []string{c.Baseline.Name, p.Name, r.Quantity, r.Unit, blankZero(r.Workers)}
			row = append(row, exactInterval(&r.Old)...)
			row = append(row, exactInterval(&r.New)...)
			row = append(row, exactInterval(&r.Difference)...)
			row = append(row, exactInterval(r.Ratio)...)
			row = append(row, exactOrEmpty(r.P), string(r.Verdict), blankZero(r.Repeats), exactOrEmpty(r.OldShare), exactOrEmpty(r.NewShare), strconv.FormatBool(r.OtherWork), blankZero(r.Sweeps), blankZero(len(r.OldSweeps)), blankZero(len(r.NewSweeps)))
			out.Write(row)
		}
	}
	return out.Flush()
}

func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// writeCompareMarkdown writes the comparison as GitHub's Markdown, the verdict first.
func writeCompareMarkdown(w io.Writer, c *compare.Comparison, _ Style) error {
	var b strings.Builder
	item := func(label, text string) { b.WriteString("- " + label + ": " + draw.Escape(draw.Clean(text)) + "\n") }
	b.WriteString("**" + draw.Escape(draw.Clean(c.Verdict)) + "**\n\n")
	item("A", strings.Join(sideItems(c.Baseline), ", "))
	for i, p := range c.Pairs {
		letter := sideLetter(i + 1)
		item(letter, strings.Join(sideItems(p.Side), ", "))
		for _, d := range p.Differences {
			item("Differs", differenceText(d))
		}
		if p.Paired {
			item("Paired", "block by block")
		}
		for _, warning := range p.Warnings {
			item("Warning", warning)
		}
		b.WriteString("\n" + strings.Join(compareTable(p, letter).Markdown(), "\n") + "\n\n")
		if len(p.Checks) > 0 {
			b.WriteString(strings.Join(gateTable(p.Checks).Markdown(), "\n") + "\n\n")
		}
		for _, command := range p.Next {
			b.WriteString("    " + draw.Clean(command) + "\n")
		}
	}
	b.WriteString("\nRule: " + draw.Escape(rule(c)) + ".\n")
	_, err := io.WriteString(w, b.String())
	return err
}
