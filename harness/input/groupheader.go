package input

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// groupColumns describe the lines of a groups file.
type groupColumns struct {
	comma byte // separates the columns
	names []string
	group int // index of the column of the groups
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
			c, err := groupHeader(line, t.field)
			if namesColumns(remark, line) {
				if above, errAbove := groupHeader(remark, t.field); errAbove == nil || err != nil {
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
	comma := groupComma(remark)
	names, err1 := lines.Split(remark, comma)
	fields, err2 := lines.Split(below, comma)
	return err1 == nil && err2 == nil && len(names) > 1 && len(names) == len(fields)
}

// groupComma returns the separator of the columns of a header.
func groupComma(line []byte) byte {
	switch {
	case bytes.IndexByte(line, '\t') >= 0:
		return '\t'
	case bytes.IndexByte(line, ',') < 0 && bytes.IndexByte(line, ';') >= 0:
		return ';'
	}
	return ','
}

// groupHeader finds the column of the groups by its name, or where field is "" as the second
// of two that are named sample and group.
func groupHeader(line []byte, field string) (c groupColumns, err error) {
	if err := lines.Check(line); err != nil {
		return c, err
	}
	c.comma = groupComma(line)
	c.names, err = lines.Split(line, c.comma)
	switch {
	case len(c.names) == 1 || err != nil && bytes.Contains(line, []byte(`" "`)):
		return c, errOneColumn(line)
	case err != nil:
		return c, err
	}
	if field != "" {
		c.group, err = groupColumn(c.names, field)
		return c, err
	}
	c.group = 1
	if len(c.names) == 2 && strings.EqualFold(c.names[0], "sample") && strings.EqualFold(c.names[1], "group") {
		return c, nil
	}
	hint := ""
	if len(c.names) > 2 {
		hint = ": choose the column of the groups with --group-field, such as --group-field " + wording.ShellWord(c.names[1])
	}
	return c, fmt.Errorf("the header sample,group is expected, found %s%s", lines.Quote(string(line)), hint)
}

// groupColumn returns the index of the column that is named field.
func groupColumn(names []string, field string) (int, error) {
	first := slices.Index(names, field)
	want := ""
	switch {
	case first < 0:
		want = "no such column behind that of the samples: type one of " + strings.Join(names[1:], ", ")
	case first == 0:
		want = "the first column names the samples: type one of " + strings.Join(names[1:], ", ") + ", or name the first column too if the header leaves its name out"
	case slices.Contains(names[first+1:], field):
		want = fmt.Sprintf("columns %d and %d both have this name: rename one", first+1, first+2+slices.Index(names[first+1:], field))
	default:
		return first, nil
	}
	return 0, &harness.FlagError{Flag: "group-field", Value: field, Want: want}
}

// errOneColumn returns the error of a header with one name, and what to type where blanks
// separate its columns.
func errOneColumn(line []byte) error {
	hint := "name the first column too if the header leaves its name out"
	if bytes.IndexByte(bytes.TrimSpace(line), ' ') >= 0 {
		hint = "it holds blanks: type tr -s ' ' '\\t' <FILE >NEW"
		if bytes.IndexByte(line, '"') >= 0 { // tr would change blanks within quotes too
			hint = "it holds blanks: write it again with commas, as with write.csv of R"
		}
	}
	return fmt.Errorf("the header has one column, %s: samples and groups are expected, separated by commas, tabs or semicolons; %s", lines.Quote(string(line)), hint)
}
