package logs

import (
	"bytes"
	"strconv"
	"strings"

	"serialfraction/harness/input/lines"
	"serialfraction/results/tasklog"
)

// A rowReader cuts a source into rows of fields, below a header of the names of the columns.
type rowReader struct {
	lineReader
	g      *gathering
	names  []string // of the columns
	fields [][]byte // of the row; views until the next call

	separator byte // ' ' for any number of blanks
	keepOpen  bool // a row without a line end counts: it does not matter where its last field is cut
}

// separatorOf returns what separates the columns of a header; 0 where there is one column.
func separatorOf(header []byte) byte {
	for _, c := range []byte("\t|;,") {
		if bytes.IndexByte(header, c) >= 0 {
			return c
		}
	}
	if bytes.IndexByte(bytes.TrimSpace(header), ' ') >= 0 {
		return ' '
	}
	return 0
}

// headerOf returns the names of the columns of a header, and what separates them.
func headerOf(line []byte) (names []string, separator byte) {
	line = bytes.TrimLeft(line, "# ")
	if separator = separatorOf(line); separator == 0 {
		return []string{string(bytes.TrimSpace(line))}, 0
	}
	r := rowReader{separator: separator}
	if r.cut(bytes.Clone(line)) != "" {
		return nil, separator
	}
	for _, f := range r.fields {
		names = append(names, strings.TrimSpace(string(f)))
	}
	return names, separator
}

// header takes a line as the header if it is one, and reports that: the first that is no comment, or a
// comment whose columns tell when a task was.
func (r *rowReader) header(line []byte) bool {
	first := bytes.IndexByte(line, '\t')
	unnamed := first >= 0 && len(bytes.Trim(line[:first], " ")) == 0 // as pandas has above the numbers of rows
	if line = bytes.TrimSpace(line); unnamed && bytes.IndexByte(line, '\t') >= 0 {
		line = append([]byte{'\t'}, line...)
	}
	if len(line) == 0 || len(line) == len("sep=;") && bytes.HasPrefix(line, []byte("sep=")) { // which Excel reads
		return false
	}
	r.names, r.separator = headerOf(line)
	if line[0] == '#' {
		columns, _ := columnsOf(r.names, nil)
		return tellsTime(columns)
	}
	if n := len(r.names); r.separator == '|' && n > 1 && r.names[n-1] == "" {
		r.names = r.names[:n-1] // as sacct -p ends its lines
	}
	return true
}

// rows begins to read a source below its header.
func (s *source) rows(g *gathering) (*rowReader, error) {
	r := &rowReader{lineReader: lineReader{s: s}, g: g}
	for r.lineReader.next() {
		if !r.header(r.text) {
			continue
		}
		if r.names == nil {
			return nil, s.errorf("line %d: %s: write the names of the columns anew", r.number, r.cut(bytes.Clone(r.text)))
		}
		return r, nil
	}
	if r.err != nil {
		return nil, r.err
	}
	return nil, s.errorf("it has comments alone: name the log of a job that has run")
}

// next goes to the next row that has a field for each column, and reports whether there is one. It
// remarks the rows that have not.
func (r *rowReader) next() bool {
	for r.lineReader.next() {
		if len(r.text) == 0 || r.text[0] == '#' || len(bytes.Trim(r.text, " \t|-+:=")) == 0 { // a rule below a header
			continue
		}
		why := r.cut(r.text)
		if why == "" && len(r.fields) < len(r.names) {
			why = "it has " + strconv.Itoa(len(r.fields)) + " of " + strconv.Itoa(len(r.names)) + " fields"
		}
		if r.open {
			r.g.remark(tasklog.Cut, 0, 0, "line "+strconv.Itoa(r.number))
		}
		switch {
		case r.open && (!r.keepOpen || why == "" && len(r.fields[len(r.fields)-1]) == 0):
		case why == "":
			return true
		case !r.open:
			r.g.unreadable("line", r.number, why)
		}
	}
	return false
}

// cut cuts a line into fields; why is what is wrong with it.
func (r *rowReader) cut(line []byte) (why string) {
	r.fields = r.fields[:0]
	quoted := bytes.IndexByte(line, '"') >= 0
	separator := r.separator
	if separator == ' ' {
		line, separator = lines.Tabbed(line), '\t'
	}
	for more := true; more; {
		var field []byte
		if !quoted {
			field, line, more = bytes.Cut(line, []byte{separator})
		} else {
			var err error
			if field, line, more, err = lines.CutField(line, separator); err != nil {
				return err.Error()
			}
		}
		if len(r.fields) == maxFields {
			return "it has more than " + strconv.Itoa(maxFields) + " fields"
		}
		r.fields = append(r.fields, field)
	}
	return ""
}

// maxFields bounds the fields of a row.
const maxFields = 4096
