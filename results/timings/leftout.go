package timings

import (
	"fmt"
	"strconv"
	"strings"
)

// leftOut are the rows of a table without a value.
type leftOut struct {
	lines         []int
	field, column string // of the first
}

// add adds a row in which a column has no value.
func (l *leftOut) add(line int, field, column string) {
	if l.lines == nil {
		l.field, l.column = field, column
	}
	if n := len(l.lines); n == 0 || l.lines[n-1] != line {
		l.lines = append(l.lines, line)
	}
}

// warning names the rows, as places does with their lines; "" where there are none.
func (l *leftOut) warning(places func(lines []int) string) string {
	if l.lines == nil {
		return ""
	}
	shown := "an empty field"
	if l.field != "" {
		shown = strconv.Quote(l.field)
	}
	return fmt.Sprintf("%s without a value (%s in %s) %s left out: fill %s in if you have it", places(l.lines), shown, l.column,
		isOrAre(len(l.lines)), itOrThem(len(l.lines)))
}

// lineList names lines: line 4; lines 4, 7 and 9; lines 4, 7, 9 and 12 more.
func lineList(lines []int) string { return listOf("line", lines) }

// listOf names the first few of things that are numbered.
func listOf(noun string, lines []int) string {
	const most = 5
	if len(lines) == 1 {
		return noun + " " + strconv.Itoa(lines[0])
	}
	var b strings.Builder
	b.WriteString(noun + "s ")
	for i, n := range lines {
		switch {
		case i == most && len(lines) > most+1:
			fmt.Fprintf(&b, " and %d more", len(lines)-most)
			return b.String()
		case i == len(lines)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func itOrThem(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
