package wording

import (
	"strconv"
	"strings"
)

// Quote returns a text from a file or a user in Go's quotes, on one line. Of a text longer than
// most bytes it returns the beginning, with an ellipsis after it.
func Quote(text string, most int) string {
	if len(text) <= most {
		return strconv.Quote(text)
	}
	return strconv.Quote(strings.ToValidUTF8(text[:most], "")) + "…"
}
