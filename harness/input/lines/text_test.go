package lines

import (
	"strings"
	"testing"
)

// TestPlain: a text that cannot be printed becomes one that can, and two that differ stay
// different.
func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"né":               "né",
		"n\xe9":            "né",
		"n\xe8":            "nè",
		"5 \x80\xa3":       "5 €£",
		"a\x01b":           "a␁b",
		"a\x02b":           "a␂b",
		"a\tb":             "a\tb",
		"a\tb\x7f":         "a b␡",
		"\xef\xbb\xbf\xff": "ï»¿ÿ",
	} {
		if got := Plain(text); got != want || !IsText([]byte(got)) {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestCure(t *testing.T) {
	for line, want := range map[string]string{
		"id,a\xe4":        "; the line is not UTF-8 text: if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW",
		"\x00\x00":        "; the line has NUL bytes: remove them, as with tr -d '\\0' <FILE >NEW",
		"\x1a":            "; the line has the byte 1a, which ends files of DOS: remove it, as with tr -d '\\032' <FILE >NEW",
		"g\x1b":           "; the line has control characters: remove them, as with tr -d '\\000-\\010\\013\\014\\016-\\037\\177' <FILE >NEW",
		"\x7fELF\x02\xff": "",
		"id\tä":           "",
	} {
		if got := Cure([]byte(line)); got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
	if err := Check([]byte("F1 I\xe9 0 0 1 2")); err == nil || !strings.HasSuffix(err.Error(), "type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW") {
		t.Errorf("%v", err)
	}
}
