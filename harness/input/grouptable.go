package input

import (
	"fmt"
	"io"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/input/wholetext"
)

// maxGroupTable bounds the size of a groups file.
const maxGroupTable = 64 << 20

// A groupTable is the content of a groups file: a header, then one line per sample, with
// its name in the first column. The columns are sample and group, or any number of which
// one is chosen by its name. They are separated by commas, tabs or semicolons.
type groupTable struct {
	name    string
	field   string         // the column of the groups; "" = the second of two
	entries []groupEntry   // in the order of the file
	at      map[string]int // sample name → index into entries
}

type groupEntry struct {
	sample, group string // group "" = none
	line          int
}

// openGroups reads a groups file, which may be compressed: a table of samples, with the
// groups in the column of the name field, or the classes of a CLS file.
func openGroups(path, field string) (labeler, error) {
	f, err := content.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readGroups(path, field, f)
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
	t, err := parseGroupTable(name, field, text)
	if err != nil {
		return nil, err
	}
	return t.label, nil
}

// parseGroupTable reads a table of samples with the groups in the column of the name field.
// A sample may appear only once.
func parseGroupTable(name, field string, text []byte) (*groupTable, error) {
	t := &groupTable{name: name, field: field, at: make(map[string]int)}
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
	for ; len(text) > 0; number++ {
		var line []byte
		if line, text = lines.Cut(text); len(line) == 0 {
			continue
		}
		if err := t.add(line, columns, number); err != nil {
			return t.located(number, err)
		}
	}
	if len(t.entries) == 0 {
		return fmt.Errorf("%s: no sample below the header", t.name)
	}
	return nil
}

// add reads the line of one sample.
func (t *groupTable) add(line []byte, c groupColumns, number int) error {
	if !lines.IsText(line) {
		return fmt.Errorf("not UTF-8 text: %s", lines.Quote(string(line)))
	}
	fields, err := lines.Split(line, c.comma)
	if err != nil {
		return err
	}
	if len(fields) != len(c.names) {
		err := fmt.Errorf("%d fields expected, %d found: %s", len(c.names), len(fields), strings.Join(c.names, ","))
		if t.field != "" && len(t.entries) == 0 && len(fields) == len(c.names)+1 && fields[len(fields)-1] != "" {
			err = fmt.Errorf("%w; name the first column too if the header leaves its name out", err)
		}
		return err
	}
	sample := fields[0]
	if sample == "" {
		return fmt.Errorf("column 1 (sample) is empty")
	}
	if first, twice := t.at[sample]; twice {
		return fmt.Errorf("column 1 (sample): %s is already on line %d: remove one", lines.Quote(sample), t.entries[first].line)
	}
	t.at[sample] = len(t.entries)
	t.entries = append(t.entries, groupEntry{sample, fields[c.group], number})
	return nil
}

// label returns the group of each sample: "" for a sample that the file does not name.
// A name in the file that is no sample of d is an error.
func (t *groupTable) label(d *harness.Dataset) ([]string, error) {
	samples := d.Samples
	groups := make([]string, len(samples))
	known := make(map[string]bool, len(samples))
	for i, name := range samples {
		known[name] = true
		if e, ok := t.at[name]; ok {
			groups[i] = t.entries[e].group
		}
	}
	for _, e := range t.entries {
		if !known[e.sample] {
			return nil, fmt.Errorf("%s:%d: column 1 (sample): the data have no sample %s: correct or remove the line",
				t.name, e.line, lines.Quote(e.sample))
		}
	}
	return groups, nil
}
