package lines

import (
	"bytes"
	"unicode/utf8"
)

// Cure returns what to type about bytes of a line that no text has, to follow a message; ""
// where none is known. The lines above it are text, so NUL bytes are padding.
func Cure(line []byte) string {
	const dosEnd = '\x1a'
	switch controls := countControls(line); {
	case controls == 0:
		return windowsCure(line)
	case controls == bytes.Count(line, []byte{0}):
		return "; the line has NUL bytes: remove them, as with tr -d '\\0' <FILE >NEW"
	case controls == bytes.Count(line, []byte{dosEnd}):
		return "; the line has the byte 1a, which ends files of DOS: remove it, as with tr -d '\\032' <FILE >NEW"
	}
	return ""
}

// windowsCure returns what to type about a line that is not UTF-8 but may be text: that of
// Western languages is most often Windows-1252.
func windowsCure(line []byte) string {
	if utf8.Valid(line) || countControls(line) > 0 {
		return ""
	}
	return "; if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW"
}

// Fault returns why a name is no text, as [IsText] has it.
func Fault(name []byte) string {
	if utf8.Valid(name) {
		return "has control characters"
	}
	return "is not UTF-8 text"
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
