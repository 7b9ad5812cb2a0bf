package timings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// isRecords reports whether s is JSON, of no tool that is known: a list of objects, objects one
// after the other, an object with such a list, or a [frame].
func isRecords(s source) bool {
	text := strings.TrimLeft(s.text, " \t\r\n")
	inner := strings.TrimLeft(strings.TrimPrefix(text, "["), " \t\r\n")
	return strings.HasPrefix(inner, "{") || inner != text && strings.HasPrefix(inner, "[")
}

// readRecords reads JSON records as the rows of a table: each key is a column, also
// that of an object within, and a list of numbers has a column of one name for each.
func readRecords(s source, o Options) ([]Series, error) {
	r := records{index: map[string]int{}}
	if err := r.all(s.text); err != nil {
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			return nil, s.errorf("line %d: no JSON from here on (%v): write the file again", s.lineAt(syntax.Offset), syntax)
		case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
			return nil, s.errorf("the JSON breaks off: write the file again")
		}
		return nil, s.errorf("%w", err)
	}
	if len(r.rows) == 0 {
		return nil, s.errorf("no record in this JSON: write an object for each run, such as {\"threads\": 2, \"seconds\": 13.7}")
	}
	if len(r.names) < 2 {
		return nil, s.errorf("each record has one field, %s: write two, such as {\"threads\": 2, \"seconds\": 13.7}", strings.Join(r.names, ", "))
	}
	s.text, s.records = r.table(), true
	return readTable(s, o)
}

// records are the rows read so far.
type records struct {
	names []string
	alone bool           // the file has no names
	index map[string]int // of a name and the number of its column, into names
	rows  [][]string
	cells int
}

// maxRecordCells bounds the cells of the table that the records become: most are empty where each
// record has other keys.
const maxRecordCells = 1 << 24

// all reads a text: a frame, or records.
func (r *records) all(text string) error {
	if f := frameOf(text); f != nil {
		return r.frame(f)
	}
	return r.read(json.NewDecoder(strings.NewReader(text)))
}

// frame reads the rows of a frame.
func (r *records) frame(f *frame) error {
	r.alone = f.names == nil
	for _, values := range f.rows {
		var row []string
		for i, value := range values {
			d, name := json.NewDecoder(bytes.NewReader(value)), ""
			d.UseNumber()
			t, err := d.Token()
			if err != nil {
				return err
			}
			if !r.alone {
				name = f.names[i]
			}
			if err := r.set(&row, name, i, t); err != nil {
				return err
			}
		}
		r.rows = append(r.rows, row)
	}
	return nil
}

// read reads all values of d.
func (r *records) read(d *json.Decoder) error {
	d.UseNumber()
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = r.value(d, t)
		}
		if err != nil {
			return err
		}
	}
}

// value reads a value at the top, or of a list at the top.
func (r *records) value(d *json.Decoder, t json.Token) error {
	switch t {
	case json.Delim('['):
		return r.list(d)
	case json.Delim('{'):
		return r.object(d)
	}
	return nil // a number or a text between the records
}

// list reads the records of a list, whose bracket is read.
func (r *records) list(d *json.Decoder) error {
	for d.More() {
		t, err := d.Token()
		if err == nil {
			err = r.value(d, t)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// object reads an object whose brace is read: a record, or, where it has a list of objects, these.
func (r *records) object(d *json.Decoder) error {
	var row []string
	within := len(r.rows)
	if err := r.fields(d, "", &row); err != nil {
		return err
	}
	if len(r.rows) == within && row != nil {
		r.rows = append(r.rows, row)
	}
	return nil
}

// fields reads what an object has up to its brace into row. prefix is the name of the object, with
// a point behind it.
func (r *records) fields(d *json.Decoder, prefix string, row *[]string) error {
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name := prefix + fmt.Sprint(key)
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'):
			err = r.fields(d, name+".", row)
		case json.Delim('['):
			err = r.elements(d, name, row)
		default:
			err = r.set(row, name, 0, t)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// elements reads a list within an object: objects are records, and others values of the field.
func (r *records) elements(d *json.Decoder, name string, row *[]string) error {
	for i := 0; d.More(); i++ {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'):
			err = r.object(d)
		case json.Delim('['):
			err = r.elements(d, name, row)
		default:
			err = r.set(row, name, i, t)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// set sets the i-th value of a field in a row.
func (r *records) set(row *[]string, name string, i int, t json.Token) error {
	key := fmt.Sprintf("%d %s", i, name)
	at, ok := r.index[key]
	if !ok {
		at = len(r.names)
		r.index[key], r.names = at, append(r.names, name)
	}
	for len(*row) <= at {
		*row = append(*row, "")
		r.cells++
	}
	if r.cells > maxRecordCells || (len(r.rows)+1)*len(r.names) > maxRecordCells {
		return fmt.Errorf("record %d: more than %d fields in all: give fewer of them, such as the number of threads and the seconds of each run", len(r.rows)+1, maxRecordCells)
	}
	switch v := t.(type) {
	case nil:
	case json.Number:
		if (*row)[at] = v.String(); pointed.MatchString(v.String()) {
			(*row)[at] += "0"
		}
	default:
		(*row)[at] = fmt.Sprint(t)
	}
	return nil
}

// pointed is a number whose point would separate thousands in some tables. In JSON it never does.
var pointed = pattern.Of(`^-?[0-9]{1,3}\.[0-9]{3}$`)

// table returns the records as a table between commas.
func (r *records) table() string {
	var b strings.Builder
	line := func(row []string) {
		for i := range r.names {
			if i > 0 {
				b.WriteByte(',')
			}
			if i < len(row) && row[i] != "" {
				b.WriteString(`"` + oneLineCell.Replace(row[i]) + `"`)
			}
		}
		b.WriteByte('\n')
	}
	if !r.alone {
		line(r.shortNames())
	}
	for _, row := range r.rows {
		line(row)
	}
	return b.String()
}

// shortNames returns the names of the columns, without those of the objects that they are in where
// no other column has such a name.
func (r *records) shortNames() []string {
	full := map[string]string{} // by short name; "" = several have it
	short := func(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
	for _, name := range r.names {
		key := short(name)
		if of, ok := full[key]; ok && of != name {
			name = ""
		}
		full[key] = name
	}
	names := slices.Clone(r.names)
	for i, name := range names {
		if full[short(name)] == name {
			names[i] = short(name)
		}
	}
	return names
}

// oneLineCell writes a text within the quotes of a cell of one line.
var oneLineCell = strings.NewReplacer(`"`, `""`, "\n", " ", "\r", " ")
