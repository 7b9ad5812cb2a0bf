package main

import (
	"strings"
	"unicode/utf8"

	"serialfraction/results/report/draw"
)

// hang returns a head followed by words, in lines of at most width columns. The lines after
// the first are indented, and a head that is shorter than the indent is padded to it.
func hang(head, words string, indent, width int) string {
	lines := []string{head}
	filled := false
	if at := utf8.RuneCountInString(head); at < indent {
		lines[0] += strings.Repeat(" ", indent-at)
	}
	for _, word := range fitting(strings.Fields(words), width-indent) {
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
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// fitting splits the words that are longer than a line, after a comma if there is one.
func fitting(words []string, room int) (short []string) {
	for _, word := range words {
		for rest := []rune(word); len(rest) > 0; {
			n := min(len(rest), max(room, 1))
			if n < len(rest) {
				for at := n; at > 0; at-- {
					if rest[at-1] == ',' {
						n = at
						break
					}
				}
			}
			short, rest = append(short, string(rest[:n])), rest[n:]
		}
	}
	return short
}

// typeable returns a command after an indent, in lines of at most width columns that a
// shell reads as one.
func typeable(command string, indent, width int) string {
	space := strings.Repeat(" ", indent)
	return space + strings.Join(draw.ShellLines(command, width-indent), "\n"+space)
}
