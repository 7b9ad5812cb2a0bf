package input

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// groupColumns describe the lines of a groups file.
type groupColumns struct {
	comma  byte // separates the columns
	blanks bool // blanks do: each line is made one with tabs, and comma is a tab
	names  []string
	group  int // index of the column of the groups
}

// readHeader reads the header. rest is the text below it, which begins with the line of
// the given number.
//
// Lines above the header that begin with # are comments. The last of them is the header
// itself if it has as many columns as the line below it and a name follows the # at once,
// as in #SampleID, but not where the line below it is the one that names the columns.
func (t *groupTable) readHeader(text []byte) (c groupColumns, rest []byte, number int, err error) {
	var remark []byte
	at := 0
	for number = 1; len(text) > 0; number++ {
		line, rest := lines.Cut(text)
		switch {
		case len(line) == 0:
		case line[0] == '#':
			remark, at = line, number
		default:
			c, err := groupHeader(line, firstLine(rest), t.field)
			if namesColumns(remark, line) {
				if above, errAbove := groupHeader(remark, line, t.field); errAbove == nil || err != nil {
					return above, text, number, t.located(at, errAbove)
				}
			}
			return c, rest, number + 1, t.located(number, err)
		}
		text = rest
	}
	return c, nil, number, fmt.Errorf("%s: empty: a header sample,group is expected, then one line per sample", t.name)
}

// located returns an error with the file and the line that it is about, nil for nil.
func (t *groupTable) located(line int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s:%d: %w", t.name, line, err)
}

// namesColumns reports whether a line that begins with # may name the columns of the line
// below it.
func namesColumns(remark, below []byte) bool {
	if len(remark) < 2 || remark[1] == ' ' || remark[1] == '#' {
		return false
	}
	comma, _ := groupComma(remark)
	names, err1 := lines.Split(remark, comma)
	fields, err2 := lines.Split(below, comma)
	return err1 == nil && err2 == nil && len(names) > 1 && len(names) == len(fields)
}

// firstLine returns the first line of a text that is not empty, nil where there is none.
func firstLine(text []byte) []byte {
	for len(text) > 0 {
		var line []byte
		if line, text = lines.Cut(text); len(line) > 0 {
			return line
		}
	}
	return nil
}

// groupComma returns the separator of the columns of a line; false where there is none but,
// perhaps, blanks.
func groupComma(line []byte) (byte, bool) {
	for _, c := range []byte("\t,;") {
		if bytes.IndexByte(line, c) >= 0 {
			return c, true
		}
	}
	return ',', false
}

// groupHeader finds the column of the groups by its name, or where field is "" as the one that
// is named group. below is the line below the header, nil where there is none: the header may
// leave out the name of its first column, as R writes tables.
func groupHeader(line, below []byte, field string) (c groupColumns, err error) {
	if err := lines.Check(line); err != nil {
		return c, err
	}
	var separated bool
	if c.comma, separated = groupComma(line); !separated {
		if c.comma, separated = groupComma(below); !separated {
			c.comma, c.blanks = '\t', true
		}
	}
	c.names, err = c.split(line)
	if err != nil {
		return c, err
	}
	row, err := c.split(below)
	if err == nil && len(row) == len(c.names)+1 && len(row) > 1 && row[len(row)-1] != "" && !namesSamples(c.names[0]) {
		c.names = append([]string{""}, c.names...)
	}
	if len(c.names) == 1 {
		return c, fmt.Errorf("the header has one column, %s: samples and groups are expected, separated by commas, tabs, semicolons or blanks", lines.Quote(string(line)))
	}
	if field != "" {
		c.group, err = groupColumn(c.names, field)
		return c, err
	}
	isGroup := func(name string) bool { return strings.EqualFold(name, "group") }
	if c.group = 1 + slices.IndexFunc(c.names[1:], isGroup); c.group > 0 && !slices.ContainsFunc(c.names[c.group+1:], isGroup) {
		return c, nil
	}
	hint := ""
	switch {
	case len(c.names) == 2:
		hint = ": write it above the samples, or, where this line names the columns, type --group-field " + wording.ShellWord(c.names[1])
	case len(c.names) > 2:
		hint = ": choose the column of the groups with --group-field, one of " + lines.Some(c.names[1:])
	}
	return c, fmt.Errorf("the header sample,group is expected, found %s%s", lines.Quote(string(line)), hint)
}

// namesSamples reports whether a name is one that a column of samples has.
func namesSamples(name string) bool {
	return name == "" || strings.Contains(strings.ToLower(name), "sample") || dataset.IsIDName(name)
}

// split cuts a line into its columns.
func (c *groupColumns) split(line []byte) ([]string, error) {
	if c.blanks {
		line = lines.Tabbed(bytes.Clone(line))
	}
	return lines.Split(line, c.comma)
}

// groupColumn returns the index of the column that is named field.
func groupColumn(names []string, field string) (int, error) {
	first := slices.Index(names, field)
	want := ""
	switch {
	case first < 0:
		want = "no such column behind that of the samples: type one of " + strings.Join(names[1:], ", ")
	case first == 0:
		want = "the first column names the samples: type one of " + strings.Join(names[1:], ", ")
	case slices.Contains(names[first+1:], field):
		want = fmt.Sprintf("columns %d and %d both have this name: rename one", first+1, first+2+slices.Index(names[first+1:], field))
	default:
		return first, nil
	}
	return 0, &harness.FlagError{Flag: "group-field", Value: field, Want: want}
}
