package lines

import "testing"

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
