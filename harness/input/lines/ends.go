package lines

import "bytes"

// Ends are what ends the lines of a stream.
type Ends int

// The ends of lines.
const (
	EndsUnknown Ends = iota // no line has ended yet
	EndsLF                  // "\n" or "\r\n"
	EndsCR                  // "\r" alone, as old Macintosh programs write
)

// EndsOf returns the line ends of a text by its first one. whole reports whether the text is
// the whole stream.
func EndsOf(text []byte, whole bool) Ends {
	i := bytes.IndexAny(text, "\r\n")
	switch {
	case i < 0:
		return EndsUnknown
	case text[i] == '\n' || i+1 < len(text) && text[i+1] == '\n':
		return EndsLF
	case i+1 == len(text) && !whole:
		return EndsUnknown // the next byte decides
	}
	return EndsCR
}

// CRToLF makes a line end of every "\r".
func CRToLF(text []byte) {
	for i, c := range text {
		if c == '\r' {
			text[i] = '\n'
		}
	}
}

// Unix makes every line of a whole text end in "\n" where they end in "\r" alone.
func Unix(text []byte) []byte {
	if EndsOf(text, true) == EndsCR {
		CRToLF(text)
	}
	return text
}
