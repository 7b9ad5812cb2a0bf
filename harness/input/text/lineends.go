package text

import "bytes"

// lineEnds are what ends the lines of a stream.
type lineEnds int

const (
	endsUnknown lineEnds = iota // no line has ended yet
	endsLF                      // "\n" or "\r\n"
	endsCR                      // "\r" alone, as old Macintosh programs write
)

// endsOf returns the line ends of a text by its first one. whole reports whether the text is
// the whole stream.
func endsOf(text []byte, whole bool) lineEnds {
	i := bytes.IndexAny(text, "\r\n")
	switch {
	case i < 0:
		return endsUnknown
	case text[i] == '\n' || i+1 < len(text) && text[i+1] == '\n':
		return endsLF
	case i+1 == len(text) && !whole:
		return endsUnknown // the next byte decides
	}
	return endsCR
}

// crToLF makes a line end of every "\r".
func crToLF(text []byte) {
	for i, c := range text {
		if c == '\r' {
			text[i] = '\n'
		}
	}
}
