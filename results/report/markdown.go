package report

import (
	"io"
	"strings"

	"serialfraction/results"
	"serialfraction/results/advice"
)

// writeMarkdown writes the report as GitHub's Markdown, the verdict first.
func writeMarkdown(w io.Writer, a *results.Analysis, _ Style) error {
	var b strings.Builder
	if v := strings.TrimSpace(clean(a.Verdict)); v != "" {
		b.WriteString("**" + escape(v) + "**\n\n")
	}
	for _, fact := range []struct {
		label string
		items []string
	}{
		{"Machine", machineItems(a.Machine)},
		{"Job", jobItems(a)},
		{"Fit", fitItems(a)},
		{"From", sourceItems(a)},
		{"Ended", endedItems(a)},
	} {
		if len(fact.items) > 0 {
			b.WriteString("- " + fact.label + ": " + escape(clean(strings.Join(fact.items, ", "))) + "\n")
		}
	}
	if a.Control != nil {
		b.WriteString("- Control: " + escape(strings.ReplaceAll(controlSentence(a.Control), nbsp, " ")) + "\n")
	}
	if len(a.Points) > 0 {
		g := pointGrid(a.Points)
		g.add(flagColumn(a.Points))
		b.WriteString("\n" + strings.Join(g.markdown(), "\n") + "\n")
	}
	if rows := causeRows(a); len(rows) > 0 {
		g := causeGrid(a, rows)
		for _, c := range pointCauses(a.Points, rows) {
			g.add(c)
		}
		b.WriteString("\n" + strings.Join(g.markdown(), "\n") + "\n")
	}
	if len(a.Algorithms) > 0 {
		b.WriteString("\n" + strings.Join(algorithmGrid(a.Algorithms).markdown(), "\n") + "\n")
	}
	if len(a.Checks) > 0 {
		b.WriteString("\n" + strings.Join(gateGrid(a.Checks).markdown(), "\n") + "\n")
	}
	adviceMarkdown(&b, a.Advice)
	_, err := io.WriteString(w, b.String())
	return err
}

// adviceMarkdown lists the warnings, and the commands that settle them or what the
// verdict and the control leave open.
func adviceMarkdown(b *strings.Builder, all []advice.Advice) {
	for i, a := range advice.At(advice.Warning, all) {
		if i == 0 {
			b.WriteString("\nWarnings:\n\n")
		}
		b.WriteString("- " + escape(clean(a.Message)) + "\n")
	}
	title := "\nTo settle it:\n\n"
	for _, a := range all {
		if a.Command != "" {
			b.WriteString(title + "    " + clean(a.Command) + "\n")
			title = ""
		}
	}
}

// markdownSigns are the characters that mean something in the middle of a line.
var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`)

// escape returns s so that Markdown shows it as it is.
func escape(s string) string { return markdownSigns.Replace(s) }
