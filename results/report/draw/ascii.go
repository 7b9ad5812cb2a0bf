package draw

import (
	"math/bits"
	"strings"
	"unicode"
)

// ASCII returns a report for a terminal without UTF-8. Every character is
// replaced by exactly one that looks like it, so that columns and the plot stay
// in line; the few that take up two columns become two.
func ASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r <= unicode.MaxASCII {
			b.WriteRune(r)
			continue
		}
		for range runeCells(r) {
			b.WriteByte(lookalike(r))
		}
	}
	return b.String()
}

func lookalike(r rune) byte {
	switch {
	case r >= braille && r < braille+256:
		if bits.OnesCount(uint(r-braille)) == 1 {
			return '.'
		}
		return '+'
	case r >= '▁' && r <= '▐':
		return '#'
	}
	switch r {
	case '●', '·':
		return '*'
	case '○':
		return 'o'
	case '░':
		return ':'
	case '▒':
		return '#'
	case '–', '─', '╌', '−':
		return '-'
	case '│', '┤':
		return '|'
	case '└', '┴':
		return '+'
	case '±', '…':
		return '~'
	case '×':
		return 'x'
	case '≥':
		return '>'
	case '≤':
		return '<'
	case '²':
		return '2'
	case 'µ':
		return 'u'
	}
	return '?'
}
