package wholetext

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// Read returns the text of r, which may be compressed, without a byte order mark; its lines
// end in "\n" or "\r\n". A text of more than most bytes, a multiple of 1 MiB, once unpacked
// is an error that ends in the question ask, and is not read further. name is the file's,
// for messages. The caller closes r and owns the text.
func Read(name string, r io.Reader, most int, ask string) ([]byte, error) {
	s, err := content.NewStream(name, r)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return Unpacked(name, s, most, ask)
}

// Unpacked is Read of a text that is not compressed, whatever its name has it.
func Unpacked(name string, r io.Reader, most int, ask string) ([]byte, error) {
	text, err := content.ReadAll(r, int64(most))
	if err == content.ErrMore {
		return nil, fmt.Errorf("%s: longer than %d MiB: %s", name, most>>20, ask)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return lines.Unix(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))), nil
}

// beginning is the number of first bytes in which a NUL shows that a file is no text.
const beginning = 512

// UTF8 returns a text that [Read] has read in UTF-8. A text that is no UTF-8 is taken for one
// in Windows-1252, as old programs write. Bytes that are no text, and UTF-16, are an error
// that names what they are and what to type. name is the file's.
func UTF8(name string, text []byte) (string, error) {
	first, _ := lines.Cut(text)
	utf16 := bytes.HasPrefix(first, []byte("\xff\xfe")) || bytes.HasPrefix(first, []byte("\xfe\xff"))
	if utf16 || bytes.IndexByte(text[:min(beginning, len(text))], 0) >= 0 {
		if err := lines.Check(first); err != nil {
			if packed := content.CheckBinaryName(name); packed != nil && !utf16 {
				return "", packed
			}
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	if utf8.Valid(text) {
		return string(text), nil
	}
	return lines.FromWindows1252(string(text)), nil
}
