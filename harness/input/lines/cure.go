package lines

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// A flaw is why bytes are no text, and what to type about them, "" where nothing is known.
type flaw struct{ is, cure string }

// flawOf returns the flaw of a line or a name that [IsText] refuses. NUL bytes of a line in a file
// of text are padding. Text of Western languages that is not UTF-8 is most often Windows-1252.
func flawOf(text []byte) flaw {
	const dosEnd = '\x1a'
	switch controls := countControls(text); {
	case controls == 0:
		return flaw{"is not UTF-8 text", "if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW"}
	case controls == bytes.Count(text, []byte{0}):
		return flaw{"has NUL bytes", "remove them, as with tr -d '\\0' <FILE >NEW"}
	case controls == bytes.Count(text, []byte{dosEnd}):
		return flaw{"has the byte 1a, which ends files of DOS", "remove it, as with tr -d '\\032' <FILE >NEW"}
	case utf8.Valid(text):
		return flaw{"has control characters", "remove them, as with tr -d '\\000-\\010\\013\\014\\016-\\037\\177' <FILE >NEW"}
	}
	return flaw{"is not UTF-8 text", ""}
}

// Refuse returns the error of a line or a name that [IsText] refuses; what says which it is, as in
// "the row id".
func Refuse(what string, text []byte) error {
	f := flawOf(text)
	if f.cure == "" {
		return fmt.Errorf("%s %s %s", what, Quote(string(text)), f.is)
	}
	return fmt.Errorf("%s %s %s: %s", what, Quote(string(text)), f.is, f.cure)
}

// Fault returns why a name in a file that is no text is refused by [IsText].
func Fault(name []byte) string { return flawOf(name).is }

// Cure returns what to type about bytes of a line that no text has, to follow a message of what is
// wrong with a value there; "" where there are none, or nothing is known.
func Cure(line []byte) string {
	if IsText(line) {
		return ""
	}
	f := flawOf(line)
	if f.cure == "" {
		return ""
	}
	return "; the line " + f.is + ": " + f.cure
}

// countControls counts the control characters of a line but tabs.
func countControls(line []byte) (n int) {
	for _, c := range line {
		if c < ' ' && c != '\t' || c == 0x7f {
			n++
		}
	}
	return n
}
