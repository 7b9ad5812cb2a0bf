package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nbsp holds words together when text is wrapped; it is written as a space.
const nbsp = "\u00a0"

// together returns s as one unbreakable word.
func together(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// clean returns s on one line and without control characters: names come from
// files of other machines and must not steer the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// cells returns the number of terminal columns that s takes up.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
		r >= 0xff01 && r <= 0xff60, r >= 0x1f300 && r <= 0x1faff:
		return 2
	}
	return 1
}

// cut splits s after as many whole runes as fit into width columns, at least
// one.
func cut(s string, width int) (head, tail string) {
	n := 0
	for i, r := range s {
		if n += runeCells(r); n > width && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// wrap breaks s at spaces into lines of at most width columns. A word that is
// longer than a line is cut.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.SplitSeq(s, " ") {
		if word == "" {
			continue
		}
		if line != "" && cells(line)+1+cells(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for cells(word) > width {
			var head string
			head, word = cut(word, width)
			lines = append(lines, head)
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(strings.ReplaceAll(lines[i], nbsp, " "))
	}
	return lines
}

// wrapItems writes items three spaces apart, on as many lines as it takes.
func wrapItems(items []string, width int) []string {
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = together(item)
		if i < len(items)-1 {
			words[i] += nbsp + nbsp
		}
	}
	return wrap(strings.Join(words, " "), width)
}

// pad returns s followed, or with right preceded, by spaces up to width
// columns.
func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-cells(s)))
	if right {
		return space + s
	}
	return s + space
}
