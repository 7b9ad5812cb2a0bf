package draw

import "strings"

// Markdown draws t with every column as a table of GitHub's Markdown.
func (t Table) Markdown() []string {
	head, rule := "|", "|"
	for _, c := range t.Columns {
		head += " " + Escape(c.Head) + " |"
		if c.Align == Left {
			rule += " --- |"
		} else {
			rule += " ---: |"
		}
	}
	out := []string{head, rule}
	for r := range t.Columns[0].Cells {
		row := "|"
		for _, c := range t.Columns {
			text := strings.TrimLeft(c.Cells[r], " ")
			indent := len(c.Cells[r]) - len(text)
			row += " " + strings.Repeat("&nbsp;", indent) + Escape(text) + " |"
		}
		out = append(out, row)
	}
	return out
}

// markdownSigns are the characters that mean something in the middle of a line.
var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`)

// Escape returns s so that Markdown shows it as it is.
func Escape(s string) string { return markdownSigns.Replace(s) }
