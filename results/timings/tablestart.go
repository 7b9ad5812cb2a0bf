package timings

import (
	"fmt"
	"slices"
	"strings"
)

// tableLines returns the lines of the table in s, from its header or its first row on, and
// how many lines of text are above it. Where no table is seen, found is false and it begins
// with the first line.
func (s source) tableLines() (l lines, above int, found bool) {
	for at := (lines{rest: s.text}); ; above++ {
		row := at
		if !row.next() {
			return lines{rest: s.text}, 0, false
		}
		if row.begins() {
			return at, above, true
		}
		at = lines{rest: row.rest, number: row.number, remark: row.text}
	}
}

// begins reports whether a table begins with the current line: as many fields are in the next
// line, and there are numbers in it, below names or numbers. A line that names N and a measure
// between commas or the like is a header whatever follows.
func (l lines) begins() bool {
	fields := slices.Clone(l.fields)
	if len(fields) < 2 || l.quote {
		return false
	}
	if l.cut != ' ' && countRole(fields, load) > 0 && countRole(fields, measure) > 0 {
		return true
	}
	header := l.text
	row := l
	row.fields = nil
	if !row.next() {
		return false
	}
	if l.cut == ' ' && len(row.fields) != len(fields) && isHeader(fields) {
		fields = headerOf(header, row.fields)
	}
	valued := countValues(row.fields)
	switch {
	case len(fields) != len(row.fields) || valued == 0:
		return false
	case isHeader(fields) || countValues(fields) == 0:
		return valued > 1 || countRole(fields, measure) > 0 || countRole(fields, load) > 0
	}
	return countValues(fields) > 1 && valued > 1
}

// headerOf cuts a line of names, between spaces, into as many as a row below it has fields;
// nil where that cannot be.
func headerOf(line string, row []string) []string {
	for _, names := range remarkedAs(line, ' ') {
		if len(names) == len(row) {
			return slices.Clone(names)
		}
	}
	return nil
}

// countRole returns how many of the names have a role.
func countRole(fields []string, r role) (n int) {
	for _, f := range fields {
		if meaningOf(f).role == r {
			n++
		}
	}
	return n
}

// countValues returns how many fields are numbers, with or without a unit.
func countValues(fields []string) (n int) {
	for _, f := range fields {
		if k := kindOf(f); k != wordCell && k != missingCell {
			n++
		}
	}
	return n
}

// typical returns a cell of each column from the first rows, one that has a value if any has.
// l is at the first.
func typical(l lines) []string {
	const most = 20
	first := slices.Clone(l.fields)
	l.fields = nil
	for range most {
		if !l.next() {
			break
		}
		for i, f := range l.fields {
			if i < len(first) && kindOf(first[i]) == missingCell {
				first[i] = f
			}
		}
	}
	return first
}

// unitsLine returns the names with the units of the line below them, as some programs write
// it: threads,time and -,ms. ok is false where the line is none of units.
func unitsLine(header, fields []string) (names []string, ok bool) {
	if len(header) != len(fields) {
		return nil, false
	}
	names = slices.Clone(header)
	for i, f := range fields {
		unit := strings.Trim(f, "[]() ")
		switch {
		case unit == "" || unit == "-" || unit == "#" || unit == "1":
		case strings.ContainsAny(unit, "0123456789"):
			return nil, false
		case isCellUnit(unit) || strings.Contains(unit, "/") && meaningOf(unit).role == measure:
			names[i] += " (" + unit + ")"
			ok = true
		default:
			return nil, false
		}
	}
	return names, ok
}

// skipped returns the warning of lines above a table.
func skipped(above, number int) []string {
	if above == 0 {
		return nil
	}
	return []string{fmt.Sprintf("the text above line %d is skipped: the table begins there", number)}
}
