package input

import (
	"fmt"
	"io"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/input/wholetext"
)

// maxGroupTable bounds the size of a groups file.
const maxGroupTable = 64 << 20

// A groupTable is the content of a groups file: a header, then one line per sample. It has the
// columns sample and group, or any number of which one holds the groups, and the first, or
// another, the names of the samples.
type groupTable struct {
	name    string
	field   string // the column of the groups; "" = the one named group
	columns groupColumns
	entries []groupEntry // in the order of the file
}

// A groupEntry is a line of a groups file.
type groupEntry struct {
	fields []string
	line   int
}

// openGroups reads a groups file, which may be compressed: a table of samples, with the
// groups in the column of the name field, or the classes of a CLS file.
func openGroups(path, field string) (labeler, error) {
	f, name, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readGroups(name, field, f)
}

func readGroups(name, field string, r io.Reader) (labeler, error) {
	text, err := wholetext.Read(name, r, maxGroupTable, "is it the file of sample,group?")
	if err != nil {
		return nil, err
	}
	if isCLS(name, text) {
		if field != "" {
			return nil, &harness.FlagError{Flag: "group-field", Value: field, Want: name + " is a CLS file, which has one class for each sample and no columns: leave the flag out"}
		}
		c, err := parseCLS(name, text)
		if err != nil {
			return nil, err
		}
		return c.label, nil
	}
	if isFam(name) {
		return parseFam(name, field, text)
	}
	t, err := parseGroupTable(name, field, text)
	if err != nil {
		return nil, err
	}
	return t.label, nil
}

// parseGroupTable reads a table of samples with the groups in the column of the name field.
func parseGroupTable(name, field string, text []byte) (*groupTable, error) {
	t := &groupTable{name: name, field: field}
	if err := t.parse(text); err != nil {
		return nil, err
	}
	return t, nil
}

// parse reads the lines of a groups file.
func (t *groupTable) parse(text []byte) error {
	columns, text, number, err := t.readHeader(text)
	if err != nil {
		return err
	}
	t.columns = columns
	for ; len(text) > 0; number++ {
		var line []byte
		if line, text = lines.Cut(text); len(line) == 0 {
			continue
		}
		if err := t.add(line, number); err != nil {
			return t.located(number, err)
		}
	}
	if len(t.entries) == 0 {
		return fmt.Errorf("%s: no sample below the header", t.name)
	}
	return nil
}

// add reads the line of one sample.
func (t *groupTable) add(line []byte, number int) error {
	if !lines.IsText(line) {
		return lines.Refuse("the line", line)
	}
	fields, err := t.columns.split(line)
	if err != nil {
		return err
	}
	if names := t.columns.names; len(fields) != len(names) {
		return fmt.Errorf("%d fields expected, %d found: %s", len(names), len(fields), strings.Join(names, ","))
	}
	t.entries = append(t.entries, groupEntry{fields, number})
	return nil
}
