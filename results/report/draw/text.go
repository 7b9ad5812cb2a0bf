package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"serialfraction/harness/wording"
)

// nbsp holds words together when text is wrapped; it is written as a space.
const nbsp = "\u00a0"

// Together returns s as one unbreakable word.
func Together(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// Apart undoes Together, for text that is not wrapped.
func Apart(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

// Clean returns s on one line and without control characters: names come from
// files of other machines and must not steer the terminal.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) { // joiners too: they have no width
			return -1
		}
		return r
	}, wording.Bare(s))
}

// Width returns the number of terminal columns that s takes up.
func Width(s string) int {
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

// Cut splits s after as many whole runes as fit into width columns, at least
// one.
func Cut(s string, width int) (head, tail string) {
	n := 0
	for i, r := range s {
		if n += runeCells(r); n > width && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// Wrap breaks s at spaces into lines of at most width columns. A word that is
// longer than a line is cut, after a comma or a slash if it has one.
func Wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.SplitSeq(s, " ") {
		if word == "" {
			continue
		}
		if line != "" && Width(line)+1+Width(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for Width(word) > width {
			var head string
			head, word = cutWord(word, width)
			lines = append(lines, head)
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(Apart(lines[i]))
	}
	return lines
}

// cutWord splits a word that is longer than width as late as a reader can join it again: after
// a space that holds words together, a comma, a semicolon or a slash, else anywhere.
func cutWord(word string, width int) (head, tail string) {
	head, tail = Cut(word, width)
	if i := strings.LastIndexAny(head, nbsp+",;/"); i > 0 {
		_, size := utf8.DecodeRuneInString(head[i:])
		return word[:i+size], word[i+size:]
	}
	return head, tail
}

// WrapItems writes items three spaces apart, on as many lines as it takes.
func WrapItems(items []string, width int) []string {
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = Together(item)
		if i < len(items)-1 {
			words[i] += nbsp + nbsp
		}
	}
	return Wrap(strings.Join(words, " "), width)
}

// Pad returns s followed, or with right preceded, by spaces up to width
// columns.
func Pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-Width(s)))
	if right {
		return space + s
	}
	return s + space
}
