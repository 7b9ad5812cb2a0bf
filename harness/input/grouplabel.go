package input

import (
	"fmt"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// label returns the group of each sample: "" for a sample that the file does not name. A sample
// may stand in one line only. Lines for samples that d lacks are left out with a note where d
// has a line for each of its own; else the name may be mistyped, and is an error.
func (t *groupTable) label(d *harness.Dataset) ([]string, error) {
	known := make(map[string]int, len(d.Samples))
	for i, name := range d.Samples {
		known[name] = i
	}
	column, err := t.sampleColumn(known, d)
	if err != nil {
		return nil, err
	}
	groups := make([]string, len(d.Samples))
	lineOf := make(map[string]int, len(t.entries))
	var absent []groupEntry
	found := 0
	for _, e := range t.entries {
		name := e.fields[column]
		first, twice := lineOf[name]
		switch {
		case name == "":
			return nil, t.located(e.line, fmt.Errorf("column %d (sample) is empty", column+1))
		case twice:
			return nil, t.located(e.line, fmt.Errorf("column %d (sample): %s is already on line %d: remove one", column+1, lines.Quote(name), first))
		}
		lineOf[name] = e.line
		if i, ok := known[name]; ok {
			groups[i] = e.fields[t.columns.group]
			found++
		} else {
			absent = append(absent, e)
		}
	}
	switch {
	case len(absent) == 0:
	case found < len(d.Samples):
		e := absent[0]
		return nil, t.located(e.line, fmt.Errorf("column %d (sample): the data have no sample %s: correct or remove the line", column+1, lines.Quote(e.fields[column])))
	default:
		d.Notes = append(d.Notes, t.absentNote(absent, column))
	}
	return groups, nil
}

// sampleColumn returns the index of the column that names the samples: the first, or where it
// names none of d, the one that names the most of them. known has an entry for each sample.
func (t *groupTable) sampleColumn(known map[string]int, d *harness.Dataset) (int, error) {
	best, most := 0, 0
	for column := range t.columns.names {
		if column == t.columns.group {
			continue
		}
		n := 0
		for _, e := range t.entries {
			if _, ok := known[e.fields[column]]; ok {
				n++
			}
		}
		if n > most {
			best, most = column, n
		}
		if column == 0 && n > 0 {
			return 0, nil
		}
	}
	if most > 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("%s: the samples are those of column %d, %s", t.name, best+1, lines.Quote(t.columns.names[best])))
		return best, nil
	}
	e := t.entries[0]
	if len(d.Samples) == 0 || e.fields[0] == "" {
		return 0, nil
	}
	return 0, t.located(e.line, fmt.Errorf("column 1 (sample): none of the samples is in the data, whose first is %s, not %s: correct the names, or name the file of these data", lines.Quote(d.Samples[0]), lines.Quote(e.fields[0])))
}

// absentNote names the samples that the data lack.
func (t *groupTable) absentNote(absent []groupEntry, column int) string {
	const most = 4
	var names []string
	for _, e := range absent[:min(most, len(absent))] {
		names = append(names, e.fields[column])
	}
	list := strings.Join(names, ", ")
	if len(absent) > most {
		list += ", …"
	}
	return fmt.Sprintf("%s: the data lack %s of its lines: %s", t.name, wording.Count(len(absent), "sample"), list)
}
