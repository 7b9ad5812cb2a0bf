package plaintext

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"serialfraction/harness/wording"
)

// NewEncoder returns an encoder of JSON that escapes all characters that wording.Steers, and leaves
// <, > and & as they are.
func NewEncoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(escaping{w})
	e.SetEscapeHTML(false)
	return e
}

// escaping writes JSON, of which each Write is a whole value. Other than line ends, it has
// characters that steer only in texts, where an escape means the same.
type escaping struct{ w io.Writer }

func (e escaping) Write(b []byte) (int, error) {
	if _, err := e.w.Write(Escaped(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Escaped returns JSON with all characters in its texts escaped that wording.Steers. It returns b
// itself where there are none.
func Escaped(b []byte) []byte {
	var out []byte
	done := 0
	for i := 0; i < len(b); {
		if c := b[i]; c < utf8.RuneSelf && c != 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if wording.Steers(r) {
			out = append(out, b[done:i]...)
			if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
				out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			done = i + size
		}
		i += size
	}
	if out == nil {
		return b
	}
	return append(out, b[done:]...)
}
