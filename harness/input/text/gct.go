package text

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

// ReadGCT reads the Gene Cluster Text format of GenePattern and GSEA.
// Of the layout only Missing counts: names have their places.
func ReadGCT(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readGCTBlocks(ctx, s, l, blockBytes)
}

// readGCTBlocks reads GCT in blocks of the given size:
//
//	#1.2
//	rows  columns
//	Name  Description  sample  sample …
//	id    text         value   value  …
//
// separated by tabs. In version #1.3 the second line also counts the columns of text
// behind the id and the lines of text above the rows. The id of a row is its Name. Columns
// of text, such as Description, become RowFields and lines of text become Fields; one
// without any value is left out.
// The numbers of rows and columns must be as stated.
func readGCTBlocks(ctx context.Context, s *content.Stream, l Layout, size int) (*harness.Dataset, error) {
	pre := newPrelude(s, size)
	h, err := readGCTHead(pre)
	if err != nil {
		return nil, err
	}
	d, err := readRows(ctx, pre, &parser{name: s.Name, comma: '\t', spans: usual(h.texts, h.cols), samples: h.samples, missing: missingOf(l.Missing)})
	if err != nil {
		return nil, err
	}
	if d.NumRows() != h.rows {
		return nil, fmt.Errorf("%s:%d: %s stated, %d found: fetch the file again, or correct the number if it is whole",
			s.Name, h.sizesAt, wording.Count(h.rows, "row"), d.NumRows())
	}
	d.Fields = h.fields
	for i := range d.RowFields {
		d.RowFields[i].Name = cmp.Or(h.textNames[i], fmt.Sprintf("column %d", i+2))
	}
	d.RowFields = slices.DeleteFunc(d.RowFields, func(f harness.Field) bool {
		return !slices.ContainsFunc(f.Values, func(text string) bool { return text != "" })
	})
	return d, nil
}

// A gctHead holds the lines above the rows of a GCT file.
type gctHead struct {
	version string
	sizesAt int // number of the line that states the sizes
	rows    int
	cols    int
	texts   int // number of columns of text between the id and the values
	lines   int // number of lines of text between the header and the rows

	textNames []string // of the columns of text
	samples   []string
	fields    []harness.Field
}

func readGCTHead(pre *prelude) (*gctHead, error) {
	h := &gctHead{}
	steps := []func([]byte) error{h.readVersion, h.readSizes, h.readSamples}
	for i := 0; i < len(steps)+h.lines; i++ {
		line, number, err := pre.nextOr(fmt.Errorf("%s: the file ends after %s: a GCT file has the version, the numbers of rows and columns, the names of the samples, and then the rows",
			pre.cut.s.Name, wording.Count(i, "line")))
		if err != nil {
			return nil, err
		}
		if i == 1 {
			h.sizesAt = number
		}
		step := h.readField
		if i < len(steps) {
			step = steps[i]
		}
		if err := step(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", pre.cut.s.Name, number, err)
		}
	}
	return h, nil
}

func (h *gctHead) readVersion(line []byte) error {
	if err := lines.Check(line); err != nil {
		return err
	}
	h.version = strings.TrimRight(string(line), "\t ")
	switch {
	case h.version == "#1.2", h.version == "#1.3":
		return nil
	case strings.HasPrefix(h.version, "#"):
		return fmt.Errorf("GCT version %s cannot be read: convert the file to #1.2 or #1.3", lines.Quote(h.version))
	}
	return fmt.Errorf("a GCT file begins with #1.2 or #1.3, this one with %s: name it .tsv if it is a plain table", lines.Quote(h.version))
}

// readSizes reads the numbers of rows and columns.
func (h *gctHead) readSizes(line []byte) error {
	into := []*int{&h.rows, &h.cols, &h.texts, &h.lines}
	want := "the numbers of rows, columns, columns of text and lines of text are expected, such as 978 377 11 35"
	if h.version == "#1.2" {
		into, h.texts = into[:2], 1
		want = "the numbers of rows and columns are expected, such as 7129 38"
	}
	found := strings.Fields(string(line))
	if len(found) != len(into) {
		return fmt.Errorf("%s, found %s", want, lines.Quote(string(line)))
	}
	for i, text := range found {
		least := 1 // rows, columns
		if i >= 2 {
			least = 0
		}
		var ok bool
		if *into[i], ok = lines.ParseCount(text, least); !ok {
			return fmt.Errorf("%s, found %s", want, lines.Quote(string(line)))
		}
	}
	return nil
}

func (h *gctHead) readSamples(line []byte) error {
	if !lines.IsText(line) {
		return lines.Refuse("the line", line)
	}
	fields, err := h.split(line)
	if err != nil {
		return err
	}
	h.textNames, h.samples = fields[1:1+h.texts], fields[len(fields)-h.cols:]
	columns := make([]int, h.cols)
	for i := range columns {
		columns[i] = 1 + h.texts + 1 + i
	}
	return checkSamples(h.samples, columns)
}

// readField reads a line of text above the rows: the name of a field, and its value for
// every sample.
func (h *gctHead) readField(line []byte) error {
	fields, err := h.split(line)
	if err != nil {
		return err
	}
	if fields[0] == "" {
		return errors.New("column 1 is empty: the name of a field is expected")
	}
	f := harness.Field{Name: lines.Plain(fields[0])}
	for _, text := range fields[len(fields)-h.cols:] {
		if numeral.MissingText(text) {
			text = ""
		}
		f.Values = append(f.Values, lines.Plain(text))
	}
	h.fields = append(h.fields, f)
	return nil
}

// split cuts a line above the rows into its fields and checks their number.
func (h *gctHead) split(line []byte) ([]string, error) {
	fields, err := lines.Split(line, '\t')
	if err != nil {
		return nil, err
	}
	if found := len(fields) - 1 - h.texts; found != h.cols {
		hint := ""
		if want := 1 + h.texts + h.cols; found > h.cols && strings.Join(fields[want:], "") == "" {
			hint = fmt.Sprintf("; the line ends in tabs: where all lines do, type cut -f1-%d FILE >NEW.gct", want)
		}
		return nil, fmt.Errorf("%s stated on line %d, %d found: %s before them%s",
			wording.Count(h.cols, "sample"), h.sizesAt, max(0, found), h.before(), hint)
	}
	return fields, nil
}

// before names the columns before those of the samples, for a message.
func (h *gctHead) before() string {
	if h.version == "#1.2" {
		return "Name and Description stand"
	}
	return fmt.Sprintf("the id and %s of text stand", wording.Count(h.texts, "column"))
}
