package main

import (
	"fmt"
	"strings"
)

// A markdown is the sheet of a page in docs/verbs.
type markdown struct{ strings.Builder }

func (m *markdown) title(called, summary string) {
	fmt.Fprintf(m, "# %s\n\n%s\n", called, inMarkdown(summary))
}

func (m *markdown) usage(forms []string) { m.block(forms) }

func (m *markdown) prose(text string, examples []example) {
	if text != "" {
		fmt.Fprintf(m, "\n%s\n", inMarkdown(text))
	}
	if len(examples) == 0 {
		return
	}
	lines := make([]string, len(examples))
	for i, e := range examples {
		lines[i] = e.typed
		if e.does != "" {
			lines[i] += "   # " + e.does
		}
	}
	m.block(lines)
}

// block writes lines that are shown as they are.
func (m *markdown) block(lines []string) {
	fmt.Fprintf(m, "\n```sh\n%s\n```\n", strings.Join(lines, "\n"))
}

func (m *markdown) heading(text string) { fmt.Fprintf(m, "\n## %s\n\n", inMarkdown(text)) }

func (m *markdown) entry(name, value, words string) {
	fmt.Fprintf(m, "- `%s`: %s\n", strings.TrimSpace(name+" "+value), inMarkdown(words))
}

var markdownSpecials = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`, "|", `\|`, "~", `\~`)

// inMarkdown returns text in which nothing is markup.
func inMarkdown(text string) string { return markdownSpecials.Replace(text) }
