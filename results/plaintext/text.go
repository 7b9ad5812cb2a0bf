package plaintext

import (
	"strings"

	"serialfraction/harness/wording"
)

// Text returns a text without the characters that wording.Steers, for a format that has no escape
// for them. Newlines and tabs stay. A byte that is no UTF-8 becomes U+FFFD.
func Text(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && wording.Steers(r) {
			return -1
		}
		return r
	}, s)
}
