package input

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// maxGroupTable bounds the size of a groups file.
const maxGroupTable = 64 << 20

// A groupTable is the content of a groups file: a header of sample and group, then one
// line per sample, separated by commas or tabs.
type groupTable struct {
	name    string
	entries []groupEntry   // in the order of the file
	at      map[string]int // sample name → index into entries
}

type groupEntry struct {
	sample, group string // group "" = none
	line          int
}

// openGroups reads a groups file, which may be compressed: a table of sample and
// group, or the classes of a CLS file.
func openGroups(path string) (labeler, error) {
	f, err := content.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readGroups(path, f)
}

func readGroups(name string, r io.Reader) (labeler, error) {
	text, err := readGroupText(name, r)
	if err != nil {
		return nil, err
	}
	if isCLS(name, text) {
		c, err := parseCLS(name, text)
		if err != nil {
			return nil, err
		}
		return c.label, nil
	}
	t, err := parseGroupTable(name, text)
	if err != nil {
		return nil, err
	}
	return t.label, nil
}

// readGroupText reads the whole of a groups file.
func readGroupText(name string, r io.Reader) ([]byte, error) {
	s, err := content.NewStream(name, r)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	text, err := io.ReadAll(io.LimitReader(s, maxGroupTable+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(text) > maxGroupTable {
		return nil, fmt.Errorf("%s: longer than %d MiB: is it the file of sample,group?", name, maxGroupTable>>20)
	}
	return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), nil
}

// parseGroupTable reads a table of sample and group. A sample may appear only once; an
// empty group means that the sample is in none.
func parseGroupTable(name string, text []byte) (*groupTable, error) {
	t := &groupTable{name: name, at: make(map[string]int)}
	if err := t.parse(text); err != nil {
		return nil, err
	}
	return t, nil
}

// parse reads the lines of a groups file.
func (t *groupTable) parse(text []byte) error {
	comma, header := byte(0), true
	for number := 1; len(text) > 0; number++ {
		var line []byte
		if line, text = lines.Cut(text); len(line) == 0 {
			continue
		}
		var err error
		if header {
			comma, err = groupHeader(line)
			header = false
		} else {
			err = t.add(line, comma, number)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", t.name, number, err)
		}
	}
	if header {
		return fmt.Errorf("%s: empty: a header sample,group is expected, then one line per sample", t.name)
	}
	if len(t.entries) == 0 {
		return fmt.Errorf("%s: no sample below the header", t.name)
	}
	return nil
}

// groupHeader checks the header and returns what separates the columns.
func groupHeader(line []byte) (comma byte, err error) {
	if err := lines.Check(line); err != nil {
		return 0, err
	}
	comma = ','
	if bytes.IndexByte(line, '\t') >= 0 {
		comma = '\t'
	}
	fields, err := lines.Split(line, comma)
	if err != nil {
		return 0, err
	}
	if len(fields) != 2 || !strings.EqualFold(fields[0], "sample") || !strings.EqualFold(fields[1], "group") {
		return 0, fmt.Errorf("the header sample,group is expected, found %s", lines.Quote(string(line)))
	}
	return comma, nil
}

// add reads the line of one sample.
func (t *groupTable) add(line []byte, comma byte, number int) error {
	if !lines.IsText(line) {
		return fmt.Errorf("not UTF-8 text: %s", lines.Quote(string(line)))
	}
	fields, err := lines.Split(line, comma)
	if err != nil {
		return err
	}
	if len(fields) != 2 {
		return fmt.Errorf("2 fields expected, %d found: sample,group", len(fields))
	}
	sample := fields[0]
	if sample == "" {
		return fmt.Errorf("column 1 (sample) is empty")
	}
	if first, twice := t.at[sample]; twice {
		return fmt.Errorf("column 1 (sample): %s is already on line %d: remove one", lines.Quote(sample), t.entries[first].line)
	}
	t.at[sample] = len(t.entries)
	t.entries = append(t.entries, groupEntry{sample, fields[1], number})
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
