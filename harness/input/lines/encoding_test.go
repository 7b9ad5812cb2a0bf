package lines

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// The first line of a file shows its encoding, with a byte order mark or without, whatever its
// letters, and NUL bytes elsewhere are no sign of one.
func TestEncodingOf(t *testing.T) {
	wide16 := func(text string, order binary.ByteOrder) (b []byte) {
		for _, u := range utf16.Encode([]rune(text)) {
			b = append(b, 0, 0)
			order.PutUint16(b[len(b)-2:], u)
		}
		return b
	}
	wide32 := func(text string, order binary.ByteOrder) (b []byte) {
		for _, r := range text {
			b = append(b, 0, 0, 0, 0)
			order.PutUint32(b[len(b)-4:], uint32(r))
		}
		return b
	}
	for _, text := range []string{"id,a1,a2", "id,д1,д2,д3", "ген,a1,a2,a3,a4,a5,a6", "\ufeffид\tа", "id,😀1,b2"} {
		mark := strings.HasPrefix(text, "\ufeff")
		for encoding, line := range map[string][]byte{
			"UTF-16LE": wide16(text, binary.LittleEndian), "UTF-16BE": wide16(text, binary.BigEndian),
			"UTF-32LE": wide32(text, binary.LittleEndian), "UTF-32BE": wide32(text, binary.BigEndian),
		} {
			if mark {
				encoding = encoding[:6] // iconv reads the mark
			}
			if strings.HasSuffix(encoding, "BE") { // the line ends within its line end
				line = append(line, 0)
				if encoding == "UTF-32BE" {
					line = append(line, 0, 0)
				}
			}
			if err := Check(line); err == nil || !strings.HasSuffix(err.Error(), "type iconv -f "+encoding+" -t UTF-8 FILE >NEW") {
				t.Errorf("%q in %s: %v", text, encoding, err)
			}
		}
	}
	for _, line := range []string{"", "a", "id,a", "id,a\x00", "\x00\x00\x00\x00", "a\x00b,c,d", "\x7fELF\x02\x01\x01\x00", "1\x002\x00\x00"} {
		if got := encodingOf([]byte(line)); got != "" {
			t.Errorf("%q: %s", line, got)
		}
	}
}
