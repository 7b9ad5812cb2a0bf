package timings

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A frame is a table in one JSON value other than a list of records: by columns, by the labels of
// its rows, with the names apart, or as rows alone. So pandas writes it, by default by columns.
type frame struct {
	names []string // none where the rows are alone
	rows  [][]json.RawMessage
}

// A member is a name and a value of an object.
type member struct {
	name  string
	value json.RawMessage
}

// frameOf returns the table of a text, nil where it is none of these.
func frameOf(text string) *frame {
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[") {
		return rowsOf([]byte(text), nil)
	}
	all := membersOf([]byte(text))
	if f := splitFrame(all); f != nil || len(all) < 2 {
		return f
	}
	for _, of := range []func([]member) *frame{frameOfLists, frameOfObjects, frameOfScalars} {
		if f := of(all); f != nil {
			return f
		}
	}
	return nil
}

// splitFrame reads an object that has the names of the columns apart from the rows.
func splitFrame(all []member) *frame {
	var names []string
	at := slices.IndexFunc(all, func(m member) bool { return m.name == "columns" })
	data := slices.IndexFunc(all, func(m member) bool { return m.name == "data" })
	if at < 0 || data < 0 || json.Unmarshal(all[at].value, &names) != nil {
		return nil
	}
	return rowsOf(all[data].value, names)
}

// rowsOf reads a list of lists, of as many values as there are names.
func rowsOf(text []byte, names []string) *frame {
	f := &frame{names: names}
	if json.Unmarshal(text, &f.rows) != nil || len(f.rows) == 0 {
		return nil
	}
	width := len(names)
	if names == nil {
		width = len(f.rows[0])
	}
	for _, row := range f.rows {
		if len(row) != width || !scalars(row) {
			return nil
		}
	}
	return f
}

// frameOfLists reads an object of lists, each a column.
func frameOfLists(all []member) *frame {
	f := &frame{}
	for i, m := range all {
		var column []json.RawMessage
		if json.Unmarshal(m.value, &column) != nil || len(column) == 0 || !scalars(column) {
			return nil
		}
		if i == 0 {
			f.rows = make([][]json.RawMessage, len(column))
		}
		if len(column) != len(f.rows) {
			return nil
		}
		f.names = append(f.names, m.name)
		for row, value := range column {
			f.rows[row] = append(f.rows[row], value)
		}
	}
	return f.counted()
}

// frameOfObjects reads an object of objects with the same names, each a column or a row: the name of
// one column counts workers, or the names of the rows are numbers of workers.
func frameOfObjects(all []member) *frame {
	outer, inner := namesOf(all), []string(nil)
	table := make([][]json.RawMessage, len(all))
	for i, m := range all {
		within := membersOf(m.value)
		if i == 0 {
			inner = namesOf(within)
		}
		if len(within) == 0 || !slices.Equal(namesOf(within), inner) {
			return nil
		}
		for _, w := range within {
			table[i] = append(table[i], w.value)
		}
		if !scalars(table[i]) {
			return nil
		}
	}
	switch {
	case countRole(inner, load) > 0:
		return &frame{inner, table}
	case countRole(outer, load) > 0:
		return &frame{outer, transposed(table)}
	case areLoads(outer):
		return &frame{append([]string{loadName}, inner...), labelled(outer, table)}
	case areLoads(inner):
		return &frame{append([]string{loadName}, outer...), labelled(inner, transposed(table))}
	}
	return nil
}

// loadName is the name of a column of numbers of workers that has none in the file.
const loadName = "workers"

// frameOfScalars reads an object whose names are numbers of workers.
func frameOfScalars(all []member) *frame {
	var table [][]json.RawMessage
	for _, m := range all {
		table = append(table, []json.RawMessage{m.value})
	}
	if names := namesOf(all); areLoads(names) && scalars(slices.Concat(table...)) {
		return &frame{rows: labelled(names, table)}
	}
	return nil
}

// counted returns f where the name of a column counts workers, else nil.
func (f *frame) counted() *frame {
	if countRole(f.names, load) == 0 {
		return nil
	}
	return f
}

// transposed returns the rows of columns.
func transposed(columns [][]json.RawMessage) [][]json.RawMessage {
	rows := make([][]json.RawMessage, len(columns[0]))
	for _, column := range columns {
		for i, value := range column {
			rows[i] = append(rows[i], value)
		}
	}
	return rows
}

// labelled returns rows with their labels before them.
func labelled(labels []string, rows [][]json.RawMessage) (all [][]json.RawMessage) {
	for i, row := range rows {
		all = append(all, append([]json.RawMessage{json.RawMessage(labels[i])}, row...))
	}
	return all
}

// areLoads reports whether names are different whole numbers above 0, as numbers of workers are, and
// those of rows that are counted from 0 are not.
func areLoads(names []string) bool {
	last := 0
	for _, name := range names {
		n, err := strconv.Atoi(name)
		if err != nil || n <= last {
			return false
		}
		last = n
	}
	return len(names) > 1
}

// scalars reports whether no value is an object or a list.
func scalars(values []json.RawMessage) bool {
	return !slices.ContainsFunc(values, func(v json.RawMessage) bool { return v[0] == '{' || v[0] == '[' })
}

func namesOf(all []member) (names []string) {
	for _, m := range all {
		names = append(names, m.name)
	}
	return names
}

// membersOf returns the members of a text that is one object and nothing else, in its order; else
// nil.
func membersOf(text []byte) (all []member) {
	d := json.NewDecoder(strings.NewReader(string(text)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		m := member{}
		t, err := d.Token()
		if err != nil || d.Decode(&m.value) != nil {
			return nil
		}
		m.name, _ = t.(string)
		all = append(all, m)
	}
	if t, err := d.Token(); err != nil || t != json.Delim('}') {
		return nil
	}
	if _, err := d.Token(); err == nil { // another value follows
		return nil
	}
	return all
}
