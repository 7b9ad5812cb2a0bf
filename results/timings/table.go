package timings

import (
	"errors"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
)

// isTable reports whether one of the first two lines is a header with known columns or a
// row of numbers, or a table begins below other text.
func isTable(s source) bool {
	if strings.HasPrefix(s.text, "{") || strings.HasPrefix(s.text, "[") {
		return false // JSON of another kind
	}
	l := lines{rest: s.text}
	for range 2 {
		if !l.next() {
			return false
		}
		known := countRole(l.fields, load) + countRole(l.fields, measure) + countRole(l.fields, repeat)
		if len(l.fields) > 1 && (countValues(l.fields) > 1 || known > 1) {
			return true
		}
	}
	_, _, found := s.tableLines()
	return found
}

// readTable reads rows of fields separated by commas, semicolons, tabs, bars or spaces. A
// decimal comma is accepted where the comma is not the separator. Text above and below the
// table is skipped.
func readTable(s source, o Options) ([]Series, error) {
	l, above, _ := s.tableLines()
	if !l.next() {
		return nil, s.errorf("comments only: write a line for each run, such as 2,13.7 below the header workers,seconds")
	}
	t := table{source: s}
	t.warnings = skipped(above, l.number)
	if err := t.head(&l); err != nil {
		return nil, err
	}
	if len(t.columns) < 2 {
		return nil, s.errorf("line %d: found one column, %q: write two, workers,seconds", l.number, l.fields[0])
	}
	t.width = len(t.columns)
	if w, ok := t.wideOf(o, typical(l)); ok {
		return t.readWide(&l, w, o)
	}
	if err := t.columns.sizesOnly(s, o); err != nil {
		return nil, err
	}
	t.countByNames(l, o)
	t.countVarying(l, o)
	var err error
	if t.choice, err = t.columns.choose(s, o); err != nil {
		if q := new(several); errors.As(err, &q) {
			return q.read(s, o)
		}
		return nil, err
	}
	if err := t.findMarks(l); err != nil {
		return nil, err
	}
	if o.column > 0 {
		t.curve = t.columns[o.column-1].name
	}
	t.findJobs()
	t.addLabels()
	// A whole row has at least as many bytes as columns.
	rows := min(strings.Count(l.rest, "\n")+2, len(s.text)/len(t.columns)+1)
	t.readings = make([]fit.Reading, 0, rows*len(t.ys))
	t.cells = make([][]string, len(t.labels))
	for k := range t.cells {
		t.cells[k] = make([]string, 0, rows)
	}
	t.chosenEach()
	for more := true; more; more = t.nextRow(&l) {
		if err := t.row(&l); err != nil {
			return nil, err
		}
	}
	if err := t.checkUnits(t.ys[0], t.columns[t.ys[0]].meaning); err != nil {
		return nil, err
	}
	if err := t.checkMeasure(); err != nil {
		return nil, err
	}
	return t.series()
}

// addLabels adds the columns of labels that the table has beside those of the choice: the
// names in which the number of workers is, and the part of a table whose header is there
// several times.
func (t *table) addLabels() {
	if t.byName {
		t.labels = append(t.labels, t.x)
	}
	if t.header != "" && strings.Count(t.text, t.header) > 1 {
		t.labels = append(t.labels, len(t.columns))
		t.columns = append(t.columns, column{name: "table", meaning: meaning{role: repeat}})
	}
}

// head reads the header, if there is one, and moves l to the first row.
func (t *table) head(l *lines) error {
	if !isHeader(l.fields) && !l.isWideHeader() {
		first := typical(*l)
		t.columns = bare(first)
		if header := remarked(l); header != nil {
			t.columns = headed(header, first)
		}
		return nil
	}
	header := slices.Clone(l.fields)
	line, at := l.text, l.number
	t.header = line
	t.newPart(l)
	if !l.next() {
		return t.errorf("line %d: no timings below the header %s", at, strings.Join(header, ", "))
	}
	if l.cut == ' ' && len(header) != len(l.fields) {
		if names := headerOf(line, l.fields); names != nil {
			header = names
		}
	}
	if names, ok := unitsLine(header, l.fields); ok {
		if header = names; !l.next() {
			return t.errorf("line %d: no timings below the header %s", at, strings.Join(header, ", "))
		}
	}
	for len(header) > 2 && header[len(header)-1] == "" && len(l.fields) == len(header) && l.fields[len(header)-1] == "" {
		header, l.fields = header[:len(header)-1], l.fields[:len(header)-1] // Excel
	}
	t.columns = headed(header, typical(*l))
	return nil
}

// A table holds the rows read so far.
type table struct {
	source
	columns
	choice
	header   string // its line, "" = it has none
	marks    marks
	readings []fit.Reading
	cells    [][]string // by label column, then by row
	rows     int
	given    []int32                // number of readings of each row; nil where each has one
	width    int                    // number of columns in the file
	counted  map[string]numberedRow // by the cell in which the number of workers is; nil where a column counts them
	byName   bool                   // the rest of these cells tells curves apart
	part     part
	curve    string // name of the one column that is read, where each is a curve
	jobs     jobs
	units    unitsSeen
	left     leftOut
	warnings []string
}

func (t *table) row(l *lines) error {
	if err := t.whole(l); err != nil {
		return err
	}
	if t.unfinished(l) {
		return nil
	}
	n, ok, err := t.workers(l)
	if !ok || err != nil {
		return err
	}
	before := len(t.readings)
	for _, y := range t.ys {
		field := l.fields[y]
		switch r, ok := t.reading(field, n, t.columns[y].meaning, l.number); {
		case ok:
			t.readings = append(t.readings, r)
		case field == "" && len(t.ys) > 1: // this N has fewer repeats than others
		case isMissing(field):
			t.left.add(l.number, field, t.title(y))
		default:
			return t.noMeasure(l.number, y, field, t.columns[y].quantity)
		}
	}
	t.rows++
	if t.given == nil && (len(t.ys) > 1 || len(t.readings) == before) {
		t.given = make([]int32, t.rows-1, cap(t.readings))
		for i := range t.given {
			t.given[i] = 1
		}
	}
	if t.given != nil {
		t.given = append(t.given, int32(len(t.readings)-before))
	}
	for k, i := range t.labels {
		t.cells[k] = append(t.cells[k], t.labelCell(l, i))
	}
	return nil
}

// workers returns the number of workers of a row; ok is false for a row that has none and is
// left out.
func (t *table) workers(l *lines) (n float64, ok bool, err error) {
	field := l.fields[t.x]
	if of, found := t.counted[field]; found {
		return of.load, true, nil
	}
	if n, ok = t.marks.parse(field); ok {
		return n, true, nil
	}
	if n, _, ok = loadIn(field); ok {
		return n, true, nil
	}
	if isMissing(field) {
		t.left.add(l.number, field, t.title(t.x))
		return 0, false, nil
	}
	return 0, false, t.errorf("%s, %s: found %s where a number of workers above 0 should be: correct or remove the line",
		t.place(l.number), t.title(t.x), wording.Quote(field, 40))
}

// noMeasure returns the error of a field that is no measure.
func (t *table) noMeasure(line, y int, field string, q Quantity) error {
	if q == Time && hoursOrMinutes.MatchString(field) {
		return t.errorf("%s, %s: found %q where a %s above 0 should be: it may be minutes or hours, write %s.0 or %s:00", t.place(line), t.title(y), field, q, field, field)
	}
	if _, unit := cutUnit(withoutScatter(field)); q == Throughput && t.units.unit != "" && unit != t.units.unit && unit != "" {
		return t.errorf("%s, %s: found %s, whose unit is not the %s of %s: write all in one unit",
			t.place(line), t.title(y), wording.Quote(field, 40), wording.Quote(t.units.unit, 40), t.place(t.units.with))
	}
	return t.errorf("%s, %s: found %s where a %s above 0 should be: correct or remove the line",
		t.place(line), t.title(y), wording.Quote(field, 40), q)
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
	for len(l.fields) > t.width && l.fields[len(l.fields)-1] == "" {
		l.fields = l.fields[:len(l.fields)-1]
	}
	switch {
	case l.quote:
		return t.errorf("line %d: a quote is not closed: write \" after the field", l.number)
	case len(l.fields) != t.width:
		return t.errorf("line %d: found %s where there should be %d: correct or remove the line",
			l.number, wording.Count(len(l.fields), "field"), t.width)
	}
	return nil
}
