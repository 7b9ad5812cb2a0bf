package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most characters of a word and of a line in a message. A word is longer than any name that
// people type and shorter than a value that fills the screen; a path is a word too.
const (
	longestWord = 400
	longestLine = 1200
)

// Brief returns a message without the middle of a word or a line that is too long to read, such as
// a value of 10 kB that a file has where a number should be. An ellipsis stands for what is left
// out. The end stays, for what to do about an error is there.
func Brief(message string) string {
	if len(message) <= longestWord {
		return message
	}
	lines := strings.Split(message, "\n")
	for i, line := range lines {
		var b strings.Builder
		for line != "" {
			end := strings.IndexFunc(line, unicode.IsSpace)
			if end < 0 {
				end = len(line)
			}
			b.WriteString(withoutMiddle(line[:end], longestWord))
			if line = line[end:]; line != "" {
				r, size := utf8.DecodeRuneInString(line)
				b.WriteRune(r)
				line = line[size:]
			}
		}
		lines[i] = withoutMiddle(b.String(), longestLine)
	}
	return strings.Join(lines, "\n")
}

// withoutMiddle returns a text of at most most characters: of a longer one two thirds from its
// beginning, an ellipsis, and its end.
func withoutMiddle(text string, most int) string {
	if len(text) <= most {
		return text
	}
	all := []rune(text)
	if len(all) <= most {
		return text
	}
	head := most * 2 / 3
	return string(all[:head]) + "…" + string(all[len(all)-(most-head-1):])
}
