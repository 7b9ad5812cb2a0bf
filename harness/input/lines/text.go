package lines

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"serialfraction/harness/wording"
)

// IsText reports whether a name can be printed and written again: valid UTF-8 without
// control characters other than tabs.
func IsText(name []byte) bool {
	for _, c := range name {
		if c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return utf8.Valid(name)
}

// Check returns an error where line, the first of a file, is not text. The error names
// the kind of file that begins with this line. Bytes that no text has are to be removed only where
// they are fewer than the others: a file of padded records is no text without them either.
func Check(line []byte) error {
	if IsText(line) {
		return nil
	}
	encoding, controls := encodingOf(line), countControls(line)
	switch {
	case bytes.HasPrefix(line, []byte("PAR1")):
		return errors.New("this is a Parquet file: name it .parquet")
	case bytes.HasPrefix(line, []byte("\x93NUMPY")):
		return errors.New("this is a NumPy file: name it .npy")
	case bytes.HasPrefix(line, []byte("\x6c\x1b\x01")):
		return errors.New("these are genotypes of PLINK: name the file .bed, beside its .bim and .fam")
	case isPacked(line):
		return errors.New("packed data are within packed data: unpack the file, and name what comes out")
	case encoding != "":
		return encodingError(encoding)
	case bytes.HasPrefix(line, make([]byte, 8)):
		return errors.New("it begins with NUL bytes, as a file does that was not written to its end: copy it or make it again")
	case 2*controls >= len(line), controls > 0 && !utf8.Valid(line):
		return fmt.Errorf("not UTF-8 text, it begins with %s: export a table from the program that wrote it", Quote(string(line)))
	}
	return Refuse("the line", line)
}

// isPacked reports whether data begin as those of gzip, zstd, xz, bzip2 or zip. A file of them has been
// unpacked before its text is looked at, so they are within another.
func isPacked(data []byte) bool {
	for _, magic := range []string{"\x1f\x8b", "\x28\xb5\x2f\xfd", "\xfd7zXZ\x00", "BZh9", "PK\x03\x04"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// Quote quotes a text from a file for a message, shortened to fit on a terminal's line.
func Quote(found string) string {
	return wording.Quote(found, 40)
}

// Plain returns a text that can be printed on one line. Text that is no UTF-8 is read as
// Windows-1252, the character set that old files of Western languages have. A control
// character becomes its picture, such as ␇, and a tab a space. So texts that differ stay
// different.
func Plain(s string) string {
	if IsText([]byte(s)) {
		return s
	}
	if !utf8.ValidString(s) {
		s = FromWindows1252(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ':
			return '␀' + r
		case r == 0x7f:
			return '␡'
		}
		return r
	}, s)
}

// from80 are the characters 80 to 9f of Windows-1252; ☐ stands for those that it leaves
// out. All others are those of Unicode.
var from80 = []rune("€☐‚ƒ„…†‡ˆ‰Š‹Œ☐Ž☐☐‘’“”•–—˜™š›œ☐žŸ")

// FromWindows1252 returns a text in Windows-1252 in UTF-8.
func FromWindows1252(s string) string {
	var text strings.Builder
	for _, c := range []byte(s) {
		if c >= 0x80 && c < 0xa0 {
			text.WriteRune(from80[c-0x80])
		} else {
			text.WriteRune(rune(c))
		}
	}
	return text.String()
}

// Some quotes the first few of texts, for a message.
func Some(texts []string) string {
	const most = 3
	var list []string
	for _, text := range texts[:min(most, len(texts))] {
		list = append(list, Quote(text))
	}
	if len(texts) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}
