package wording

import (
	"strconv"
	"strings"
)

// Count writes how many there are of a thing: "1 run", "3 runs", "2 classes".
func Count(n int, noun string) string { return strconv.Itoa(n) + " " + Plural(n, noun) }

// Plural returns a noun as it stands behind n: "run" of one, "runs" of none, of several and
// of a half.
func Plural[N int | float64](n N, noun string) string {
	switch {
	case n == 1:
		return noun
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	}
	return noun + "s"
}

// And lists things: "a", "a and b", "a, b and c".
func And(things ...string) string { return list(things, " and ") }

// Or lists things of which there is one: "a or b", "a, b or c".
func Or(things ...string) string { return list(things, " or ") }

func list(things []string, before string) string {
	last := len(things) - 1
	if last < 1 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:last], ", ") + before + things[last]
}
