package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Terms are the forms of words that [Split] finds in a sentence: terms of the field, which mean nothing else in a
// report. Others, such as load or start, are words of every language too. A longer one stands before those it begins
// with.
var Terms = []string{
	"S", "N", "T(N)", "T1", "e(N)", "own S", "serial fraction", "ceiling", "speed-up", "efficiency", "accounted S", "trimmed mean", "warm-up", "fitted",
	"chunk", "schedule", "guided", "coordinator", "paced", "GOMAXPROCS", "scope", "pipeline", "end-to-end", "block",
	"spawn", "run-queue delay", "dispatch", "imbalance", "quantisation", "uneven rows", "inflation", "interference", "unattributed",
	"oversubscribed", "throttled", "quota", "Amdahl's law", "amdahl", "USL", "saturation", "log-overhead", "overhead", "knee", "lack of fit", "bootstrap",
}

// A Piece is a part of a text: a term with its word, or what is between two terms.
type Piece struct {
	Text string
	Term bool
	Word Word // of a term
}

// Split cuts a text at its terms. The pieces one after another are the text.
func Split(text string) (pieces []Piece) {
	from := 0
	for at := 0; at < len(text); {
		term, long := termAt(text, at)
		if long == 0 {
			_, width := utf8.DecodeRuneInString(text[at:])
			at += width
			continue
		}
		if from < at {
			pieces = append(pieces, Piece{Text: text[from:at]})
		}
		word, _ := Named(term)
		pieces = append(pieces, Piece{text[at : at+long], true, word})
		at += long
		from = at
	}
	if from < len(text) {
		pieces = append(pieces, Piece{Text: text[from:]})
	}
	return pieces
}

// termAt returns the longest term that stands at a place of a text by itself, in the singular or the plural, and how
// many bytes of the text it is; 0 = none does.
func termAt(text string, at int) (term string, long int) {
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); wordly(before) {
		return "", 0
	}
	for _, t := range Terms {
		if n := matched(text[at:], t); n > long {
			term, long = t, n
		}
	}
	return term, long
}

// matched returns how many bytes of a text that begins with a term are the term; 0 = it does not begin with it.
func matched(text, term string) int {
	symbol := utf8.RuneCountInString(term) <= 2 || strings.Contains(term, "(") // S is no s
	at := 0
	for _, want := range term {
		got, width := utf8.DecodeRuneInString(text[at:])
		if got == '’' {
			got = '\''
		}
		if got != want && (symbol || unicode.ToLower(got) != unicode.ToLower(want)) {
			return 0
		}
		at += width
	}
	if !symbol && strings.HasPrefix(text[at:], "s") {
		at++
	}
	if after, _ := utf8.DecodeRuneInString(text[at:]); wordly(after) {
		return 0
	}
	return at
}

// wordly reports whether a letter belongs to the word beside it.
func wordly(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '/')
}
