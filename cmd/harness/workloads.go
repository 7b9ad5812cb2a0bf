package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads"
)

func workloadsVerb() *cli.Command {
	return &cli.Command{
		Name:   "workloads",
		Usage:  "list the workloads and their settings",
		Before: noArguments,
		Action: func(c *cli.Context) error {
			width := styleOf(c, c.App.Writer).Width
			var all []string
			for _, s := range workloads.All {
				all = append(all, listing(s, width))
			}
			return write(c.App.Writer, strings.Join(all, "\n"))
		},
	}
}

// listing writes what a workload is, in lines of at most width columns where words
// allow it.
func listing(s workloads.Spec, width int) string {
	bound := "bound by " + s.Bound
	if s.Data != "" {
		bound += "; timed on --data " + s.Data + " by default"
	}
	const margin, gap = "  ", 2
	column := 0
	for _, p := range s.Params {
		column = max(column, len(margin)+len("--")+len(p.Name)+gap)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", hang(s.Name+": ", s.Summary, len(margin), width))
	fmt.Fprintf(&b, "%s\n", hang(margin, bound, len(margin), width))
	for _, p := range s.Params {
		usage := strings.ReplaceAll(p.Usage, "`", "")
		if p.Default != "" {
			usage += " (default " + p.Default + ")"
		}
		fmt.Fprintf(&b, "%s\n", hang(fmt.Sprintf("%-*s", column, margin+"--"+p.Name), usage, column, width))
	}
	return b.String()
}

// hang writes words after a head, in lines of at most width columns of which those
// after the first are indented. A word is never broken.
func hang(head, words string, indent, width int) string {
	lines := []string{head}
	filled := false
	for word := range strings.FieldsSeq(words) {
		last := len(lines) - 1
		if filled && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) > width {
			lines, filled = append(lines, strings.Repeat(" ", indent)), false
			last++
		}
		if filled {
			lines[last] += " "
		}
		lines[last] += word
		filled = true
	}
	return strings.Join(lines, "\n")
}
