package report

import (
	"io"
	"strings"

	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// writeMarkdown writes the report as GitHub's Markdown, the verdict first.
func writeMarkdown(w io.Writer, a *analysis.Report, _ Style) error {
	var b strings.Builder
	if v := strings.TrimSpace(draw.Clean(a.Verdict)); v != "" {
		b.WriteString("**" + draw.Escape(v) + "**\n\n")
	}
	for _, fact := range []struct {
		label string
		items []string
	}{
		{"Machine", machineItems(a.Machine)},
		{"Job", jobItems(a)},
		{"Workers", workerItems(a)},
		{"Fit", fitItems(a)},
		{"From", sourceItems(a)},
		{"Ended", endedItems(a)},
	} {
		if len(fact.items) > 0 {
			b.WriteString("- " + fact.label + ": " + draw.Escape(draw.Clean(strings.Join(fact.items, ", "))) + "\n")
		}
	}
	if a.Control != nil {
		b.WriteString("- Control: " + draw.Escape(draw.Apart(controlSentence(a.Control, a.SerialFraction))) + "\n")
	}
	if len(a.Points) > 0 {
		g := pointTable(a.Points)
		g.Add(flagColumn(a.Points))
		b.WriteString("\n" + strings.Join(g.Markdown(), "\n") + "\n")
	}
	if rows := causeRows(a, true); len(rows) > 0 {
		g := bareCauseTable(a, rows)
		for _, c := range pointCauses(a.Points, rows) {
			g.Add(c)
		}
		b.WriteString("\n" + strings.Join(g.Markdown(), "\n") + "\n")
		if own := programAlone(a); own != "" {
			b.WriteString("\n" + draw.Escape(strings.ToUpper(own[:1])+own[1:]) + ".\n")
		}
	}
	if len(a.Algorithms) > 0 {
		b.WriteString("\n" + strings.Join(algorithmTable(a.Algorithms).Markdown(), "\n") + "\n")
	}
	if len(a.Checks) > 0 {
		b.WriteString("\n" + strings.Join(gateTable(a.Checks).Markdown(), "\n") + "\n")
	}
	adviceMarkdown(&b, a.Advice)
	tasksMarkdown(&b, a)
	_, err := io.WriteString(w, b.String())
	return err
}

// adviceMarkdown lists the warnings, and the commands that settle them or what the
// verdict and the control leave open.
func adviceMarkdown(b *strings.Builder, all []advice.Advice) {
	for i, a := range warningsOf(all) {
		if i == 0 {
			b.WriteString("\nWarnings:\n\n")
		}
		b.WriteString("- " + draw.Escape(draw.Clean(a.Message)) + "\n")
	}
	title := "\nTo settle it:\n\n"
	for _, a := range all {
		if a.Command != "" {
			b.WriteString(title + "    " + draw.Clean(a.Command) + "\n")
			title = ""
		}
	}
}
