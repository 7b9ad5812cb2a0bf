package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"serialfraction/wording"
)

// hang writes words after a head, in lines of at most width columns of which those
// after the first are indented. A head that is shorter than the indent is filled up to
// it.
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

// fitting cuts the words that are longer than a line, behind a comma where one has any.
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

// typeable writes a command in lines of at most width columns, which a shell reads as
// one: all but the last end in a backslash. It breaks before a flag or a pipe where
// that is enough, else between any two words; what is in quotes stays together.
func typeable(command string, indent, width int) string {
	const further = 4
	margin := strings.Repeat(" ", indent)
	if indent+utf8.RuneCountInString(command) <= width {
		return margin + command
	}
	room := width - indent - further - len(` \`)
	var pieces []string
	for _, piece := range joined(wording.ShellWords(command), startsPart) {
		if utf8.RuneCountInString(piece) <= room {
			pieces = append(pieces, piece)
			continue
		}
		pieces = append(pieces, wording.ShellWords(piece)...)
	}
	lines := []string{margin}
	for i, piece := range pieces {
		last := len(lines) - 1
		gap := " "
		if i == 0 {
			gap = ""
		}
		if utf8.RuneCountInString(lines[last]+gap+piece+` \`) > width && i > 0 {
			lines[last] += ` \`
			lines = append(lines, margin+strings.Repeat(" ", further)+piece)
			continue
		}
		lines[last] += gap + piece
	}
	return strings.Join(lines, "\n")
}

func startsPart(word string) bool {
	return strings.HasPrefix(word, "-") || slices.Contains([]string{"|", ">", "&&"}, word)
}

// joined puts words together again, each part from one that starts a part to the next.
func joined(words []string, starts func(string) bool) (parts []string) {
	for i, word := range words {
		if i == 0 || starts(word) {
			parts = append(parts, word)
			continue
		}
		parts[len(parts)-1] += " " + word
	}
	return parts
}
