package lines

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// encodingOf returns the name that iconv has for the encoding of a file that begins with a line,
// where that is one of 16 or 32 bits; else "". Without a byte order mark it is one in which the line
// is text, and a quarter of it ASCII, as separators and digits are: other data seldom are that.
func encodingOf(line []byte) string {
	switch {
	case bytes.HasPrefix(line, []byte("\xff\xfe\x00\x00")) || bytes.HasPrefix(line, []byte("\x00\x00\xfe\xff")):
		return "UTF-32"
	case bytes.HasPrefix(line, []byte("\xff\xfe")) || bytes.HasPrefix(line, []byte("\xfe\xff")):
		return "UTF-16"
	}
	for _, e := range []struct {
		name   string
		decode func([]byte) []rune
	}{
		{"UTF-16LE", func(b []byte) []rune { return decode16(b, binary.LittleEndian) }},
		{"UTF-16BE", func(b []byte) []rune { return decode16(lineOf(b, 2), binary.BigEndian) }},
		{"UTF-32LE", func(b []byte) []rune { return decode32(b, binary.LittleEndian) }},
		{"UTF-32BE", func(b []byte) []rune { return decode32(lineOf(b, 4), binary.BigEndian) }},
	} {
		if quarterASCII(e.decode(line)) {
			return e.name
		}
	}
	return ""
}

// lineOf returns a line without the first bytes of its line end, of which the last ended it.
func lineOf(b []byte, width int) []byte {
	return bytes.TrimSuffix(b, make([]byte, len(b)%width))
}

// decode16 and decode32 return the characters of a text, none where its length cannot be.
func decode16(b []byte, order binary.ByteOrder) []rune {
	if len(b)%2 != 0 {
		return nil
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return utf16.Decode(units)
}

func decode32(b []byte, order binary.ByteOrder) []rune {
	if len(b)%4 != 0 {
		return nil
	}
	text := make([]rune, len(b)/4)
	for i := range text {
		text[i] = rune(order.Uint32(b[4*i:]))
	}
	return text
}

// quarterASCII reports whether characters can be printed, and a quarter of them is ASCII.
func quarterASCII(text []rune) bool {
	ascii := 0
	for _, r := range text {
		switch {
		case r == '\t' || r == '\r' || r >= ' ' && r <= '~':
			ascii++
		case r == utf8.RuneError || !unicode.IsPrint(r):
			return false
		}
	}
	return ascii > 0 && 4*ascii >= len(text)
}

// encodingError returns the error of a file in such an encoding.
func encodingError(encoding string) error {
	return fmt.Errorf("this is %.6s text: save it as UTF-8, or type iconv -f %s -t UTF-8 FILE >NEW", encoding, encoding)
}
