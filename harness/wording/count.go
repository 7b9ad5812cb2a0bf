package wording

import (
	"strconv"
	"strings"
)

// Grouped returns a count with a comma between thousands: "1,200".
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count returns a count with its noun: "1 run", "1,200 runs", "2 classes".
func Count(n int, noun string) string { return Grouped(n) + " " + Plural(n, noun) }

// Plural returns the form of a noun after n: "run" after 1, "runs" after 0, 2 and 0.5.
func Plural[N int | float64](n N, noun string) string {
	switch {
	case n == 1:
		return noun
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	}
	return noun + "s"
}

// And returns a list of things: "a", "a and b", "a, b and c".
func And(things ...string) string { return list(things, " and ") }

// Or returns a list of choices: "a", "a or b", "a, b or c".
func Or(things ...string) string { return list(things, " or ") }

func list(things []string, before string) string {
	last := len(things) - 1
	if last < 1 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:last], ", ") + before + things[last]
}

// Verb returns the form of a verb after a count: one after 1, and many after 0 and 2.
func Verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
