package wording

import (
	"strconv"
	"strings"
)

// Quote returns a text that was found, in Go's quotes and on one line. Of one longer than
// most bytes it has the beginning, an ellipsis behind it.
func Quote(text string, most int) string {
	if len(text) <= most {
		return strconv.Quote(text)
	}
	return strconv.Quote(strings.ToValidUTF8(text[:most], "")) + "…"
}
