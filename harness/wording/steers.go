package wording

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Steers reports whether a terminal or an editor obeys a character, or hides it, where it should
// show it: control characters (C0, DEL and C1), marks that turn the direction of text, other marks
// without a glyph, and the separators of lines and paragraphs. Names in files come from other
// people, and what is printed of them must neither move the cursor nor look like another name. The
// two joiners, which spelling needs in Persian and in emoji, do not count.
func Steers(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	if r == nonJoiner || r == joiner {
		return false
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Shown returns a text with each character that [Steers] written as in Go's quotes, such as \x1b
// or \u202e, and so with each byte that is no UTF-8. Newlines and tabs stay.
func Shown(text string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		raw := r == utf8.RuneError && size == 1
		if raw || r != '\n' && r != '\t' && Steers(r) {
			quoted := strconv.QuoteToASCII(rest[:size])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(rest[:size])
		}
		rest = rest[size:]
	}
	return b.String()
}

// Bare returns a text on one line without the characters that [Steers]: a line end or a tab
// becomes a space. Bytes that are no UTF-8 are left out too.
func Bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || unicode.In(r, unicode.Zl, unicode.Zp):
			return ' '
		case r == utf8.RuneError || Steers(r):
			return -1
		}
		return r
	}, text)
}
