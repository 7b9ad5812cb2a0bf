package lines

import (
	"bytes"
	"unicode/utf8"
)

// Cure returns what to type about bytes of a line that no text has, to follow a message; ""
// where none is known. Text of Western languages that is not UTF-8 is most often Windows-1252.
func Cure(line []byte) string {
	const dosEnd = '\x1a'
	controls := 0
	for _, c := range line {
		if c < ' ' && c != '\t' || c == 0x7f {
			controls++
		}
	}
	switch {
	case controls == 0 && !utf8.Valid(line):
		return "; if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW"
	case controls == 0:
		return ""
	case controls == bytes.Count(line, []byte{0}):
		return "; the line has NUL bytes: remove them, as with tr -d '\\0' <FILE >NEW"
	case controls == bytes.Count(line, []byte{dosEnd}):
		return "; the line has the byte 1a, which ends files of DOS: remove it, as with tr -d '\\032' <FILE >NEW"
	}
	return ""
}
