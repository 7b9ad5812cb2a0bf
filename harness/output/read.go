package output

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
)

// ReadFile reads rows that WriteFile wrote as text, all or some of those of a dataset, into held, which has
// room for all of them and holds none yet. Rows whose id others have too are left out, for the file does not
// show which of them it has. An error names the line.
func ReadFile(path string, d *harness.Dataset, columns []string, held *harness.Held) error {
	format, err := formatOf(path)
	if err != nil {
		return err
	}
	if format.dense != nil {
		return &harness.FlagError{Flag: "results", Value: path, Want: "type a name that ends in " + textEndings() + ": rows are taken from text alone"}
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("results file %s: %w", path, errors.Unwrap(err))
	}
	defer f.Close()
	if err := format.read(f, d, columns, held); err != nil {
		return fmt.Errorf("results file %s: %w", path, err)
	}
	return nil
}

// read reads what write wrote.
func (f format) read(r io.Reader, d *harness.Dataset, columns []string, held *harness.Held) error {
	text, err := f.packing.open(r)
	if err != nil {
		return err
	}
	return f.layout.read(text, d, columns, held)
}

// read reads the text of rows.
func (l layout) read(r io.Reader, d *harness.Dataset, columns []string, h *harness.Held) error {
	end := &ending{Reader: r}
	lines := csv.NewReader(end)
	lines.Comma, lines.ReuseRecord = rune(l.comma), true
	head, err := lines.Read()
	if want := append([]string{"row"}, columns...); err == nil && !slices.Equal(head, want) {
		err = fmt.Errorf("line 1: found %.200q where %q should be: these are rows of other work", strings.Join(head, string(l.comma)), strings.Join(want, string(l.comma)))
	}
	if err != nil {
		return plainly(err)
	}
	numberOf := numbers(d)
	for {
		record, err := lines.Read()
		switch {
		case err == io.EOF && end.last != '\n':
			return errors.New("the last line is cut short: delete that line")
		case err == io.EOF:
			return nil
		case err != nil:
			return plainly(err)
		}
		line, _ := lines.FieldPos(0)
		row, known := numberOf(record[0])
		switch {
		case !known || row >= 0 && h.Has[row]:
			return fmt.Errorf("line %d: row %.100q is not among the rows of the data, or stands here twice: these are rows of other data", line, record[0])
		case row < 0:
			continue
		}
		h.Has[row] = true
		for k, text := range record[1:] {
			if h.Answer[row*len(columns)+k], err = strconv.ParseFloat(text, 64); err != nil {
				return fmt.Errorf("line %d: %s is %.100q, which is no number", line, columns[k], text)
			}
		}
	}
}

// idBytes is what ReadFile takes for the id of a row, measured: its place in a map that has just grown.
const idBytes = 110

// ReadingBytes returns the memory that ReadFile takes for rows of a dataset, beside what it reads: to know
// each by its id. Rows that are numbered are known by their number.
func ReadingBytes(d *harness.Dataset) int64 {
	if !d.HasIDs() {
		return 0
	}
	return idBytes * int64(d.NumRows())
}

// numbers returns a function that returns the number of a row by its id, -1 for an id that several rows have.
func numbers(d *harness.Dataset) func(id string) (row int, known bool) {
	if !d.HasIDs() {
		return func(id string) (int, bool) {
			number, err := strconv.Atoi(id)
			return number - 1, err == nil && number >= 1 && number <= d.NumRows() && strconv.Itoa(number) == id
		}
	}
	of := make(map[string]int, d.NumRows())
	for row := range d.NumRows() {
		id := d.ID(row)
		if _, twice := of[id]; twice {
			of[id] = -1
			continue
		}
		of[id] = row
	}
	return func(id string) (int, bool) {
		row, known := of[id]
		return row, known
	}
}

// ending is a reader that knows the last byte that it read.
type ending struct {
	io.Reader
	last byte
}

func (e *ending) Read(b []byte) (n int, err error) {
	if n, err = e.Reader.Read(b); n > 0 {
		e.last = b[n-1]
	}
	return n, err
}

// plainly returns an error of package csv in the words of the other errors.
func plainly(err error) error {
	if at := (*csv.ParseError)(nil); errors.As(err, &at) {
		return fmt.Errorf("line %d: %w", at.Line, at.Err)
	}
	if err == io.EOF {
		return errors.New("it is empty")
	}
	return err
}
