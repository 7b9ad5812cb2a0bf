package timings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A part is the rows below one of several equal headers, as in files that were joined, or
// in a text with a table for each program.
type part struct {
	number  int    // from 1
	heading string // the comment or the line of text above its header
	lines   []int  // of the headers but the first
	texts   []string
}

// nextRow moves to the next row of the table. A line that is the header again begins a part.
// ok is false behind the last row.
func (t *table) nextRow(l *lines) (ok bool) {
	for l.next() {
		switch {
		case !slices.ContainsFunc(l.fields, func(f string) bool { return f != "" }): // Excel
		case t.header != "" && l.text == t.header:
			t.newPart(l)
		case !t.ends(l):
			return true
		case t.header == "" || !strings.Contains(l.rest, t.header):
			t.below(l)
			return false
		default:
			l.remark = l.text
		}
	}
	return false
}

// newPart begins the rows below a header; l is at the header.
func (t *table) newPart(l *lines) {
	t.part.number++
	t.part.heading, l.remark = l.remark, ""
	if t.part.number > 1 {
		t.part.lines = append(t.part.lines, l.number)
	}
	if t.part.heading != "" && !slices.Contains(t.part.texts, t.part.heading) {
		t.part.texts = append(t.part.texts, t.part.heading)
	}
}

// ends reports whether the current line is text below the table: one without a bar in a table
// of bars, or words behind an empty line.
func (t *table) ends(l *lines) bool {
	if l.cut == bar {
		return !strings.Contains(l.text, string(bar))
	}
	if !l.gap {
		return false
	}
	words := !slices.ContainsFunc(l.fields, func(f string) bool { return kindOf(f) != wordCell })
	return words || len(l.fields) != t.width && kindOf(l.fields[0]) == wordCell
}

// below warns of the text below the table, or of another table there.
func (t *table) below(l *lines) {
	at := lines{rest: l.rest, number: l.number}
	for row := at; row.next(); row = (lines{rest: row.rest, number: row.number}) {
		if row.begins() {
			t.warnings = append(t.warnings, fmt.Sprintf("another table begins in line %d and is not read: write it to a file of its own", row.number))
			return
		}
	}
	t.warnings = append(t.warnings, fmt.Sprintf("the text from line %d on is skipped: the table ends there", l.number))
}

// partName returns the label of the rows of the current part.
func (t *table) partName() string {
	if t.part.heading != "" {
		return t.part.heading
	}
	return strconv.Itoa(t.part.number)
}

// partsTold reports whether headings tell the parts apart; the first may have none.
func (t *table) partsTold() bool {
	return len(t.part.texts) > 0 && len(t.part.texts) >= t.part.number-1
}

// usesParts reports whether the parts are curves, and says what they are taken for.
func (t *table) usesParts(u use) (curves bool) {
	curves = u == splits
	taken := "repeats: name them in lines above the headers if they are curves of their own"
	if curves {
		taken = "curves of their own: remove that header if they are repeats"
	}
	t.warnings = append(t.warnings, fmt.Sprintf("the header is there again in %s, and the rows below are taken as %s", lineList(t.part.lines), taken))
	return curves
}
