package timings

import (
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
)

// isTable reports whether one of the first two lines is a header with known columns or a
// row of numbers.
func isTable(s source) bool {
	l := lines{rest: s.text}
	for range 2 {
		if !l.next() {
			return false
		}
		numbers, known := 0, 0
		for _, f := range l.fields {
			if r := meaningOf(f).role; r == load || r == measure || r == repeat {
				known++
			}
			if !isText(f) && f != "" {
				numbers++
			}
		}
		if len(l.fields) > 1 && (numbers > 1 || known > 1) {
			return true
		}
	}
	return false
}

// readTable reads rows of fields separated by commas, semicolons, tabs or spaces. A decimal
// comma is accepted where the comma is not the separator.
func readTable(s source, o Options) ([]Series, error) {
	l := lines{rest: s.text, cut: 0}
	if !l.next() {
		return nil, s.errorf("comments only: write a line for each run, such as 2,13.7 below the header workers,seconds")
	}
	t := table{source: s}
	if isHeader(l.fields) {
		header := append([]string(nil), l.fields...)
		at := l.number
		if !l.next() {
			return nil, s.errorf("line %d: no timings below the header %s", at, strings.Join(header, ", "))
		}
		t.columns = headed(header, l.fields)
	} else {
		t.columns = bare(l.fields)
		if header := remarked(&l); header != nil {
			t.columns = headed(header, l.fields)
		}
	}
	if len(t.columns) < 2 {
		return nil, s.errorf("line %d: found one column, %q: write two, workers,seconds", l.number, l.fields[0])
	}
	if w, ok := t.wideOf(o); ok {
		return t.readWide(&l, w, o)
	}
	if err := t.columns.sizesOnly(s, o); err != nil {
		return nil, err
	}
	var err error
	if t.choice, err = t.columns.choose(s, o); err != nil {
		return nil, err
	}
	if err := t.findMarks(l); err != nil {
		return nil, err
	}
	// A whole row has at least as many bytes as columns.
	rows := min(strings.Count(l.rest, "\n")+2, len(s.text)/len(t.columns)+1)
	t.readings = make([]fit.Reading, 0, rows*len(t.ys))
	t.cells = make([][]string, len(t.labels))
	for k := range t.cells {
		t.cells[k] = make([]string, 0, rows)
	}
	t.chosenEach()
	for more := true; more; more = l.next() {
		if err := t.row(&l); err != nil {
			return nil, err
		}
	}
	if err := t.checkMeasure(); err != nil {
		return nil, err
	}
	return t.series()
}

// A table holds the rows read so far.
type table struct {
	source
	columns
	choice
	marks    marks
	readings []fit.Reading
	cells    [][]string // by label column, then by row
	rows     int
	given    []int32 // number of readings of each row; nil where each has one
	warnings []string
}

func (t *table) row(l *lines) error {
	if err := t.whole(l); err != nil {
		return err
	}
	n, ok := t.marks.parse(l.fields[t.x])
	if !ok {
		return t.errorf("line %d, %s: found %q where a number of workers above 0 should be: correct or remove the line",
			l.number, t.title(t.x), l.fields[t.x])
	}
	before := len(t.readings)
	for _, y := range t.ys {
		field := l.fields[y]
		if field == "" && len(t.ys) > 1 { // this N has fewer repeats than others
			continue
		}
		r, ok := t.reading(field, n, t.columns[y].meaning)
		if !ok {
			return t.errorf("line %d, %s: found %q where a %s above 0 should be: correct or remove the line",
				l.number, t.title(y), field, t.columns[y].quantity)
		}
		t.readings = append(t.readings, r)
	}
	t.rows++
	if len(t.ys) > 1 {
		t.given = append(t.given, int32(len(t.readings)-before))
	}
	for k, i := range t.labels {
		t.cells[k] = append(t.cells[k], l.fields[i])
	}
	return nil
}

// readingsOf returns the number of readings of a row.
func (t *table) readingsOf(row int) int {
	if t.given == nil {
		return 1
	}
	return int(t.given[row])
}

// whole returns an error for a row that lacks fields or has more of them than the header.
func (t *table) whole(l *lines) error {
	switch {
	case l.quote:
		return t.errorf("line %d: a quote is not closed: write \" after the field", l.number)
	case len(l.fields) != len(t.columns):
		return t.errorf("line %d: found %s where there should be %d: correct or remove the line",
			l.number, wording.Count(len(l.fields), "field"), len(t.columns))
	}
	return nil
}

// reading returns the reading of a field.
func (t *table) reading(field string, n float64, m meaning) (fit.Reading, bool) {
	if m.quantity == Speedup {
		field = strings.TrimRight(field, "x×") // 1.92x
	}
	v, ok := t.marks.parse(field)
	if seconds, clock := clockSeconds(field); !ok && clock && m.quantity == Time && m.scale == second {
		return fit.Reading{Load: n, Seconds: seconds}, true
	}
	r := fit.Reading{Load: n, Seconds: m.seconds(v, n)}
	return r, ok && isPositive(r.Seconds)
}
