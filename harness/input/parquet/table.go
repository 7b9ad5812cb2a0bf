package parquet

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// A table lists the columns of a Parquet file that are samples, and the one, if any, that
// holds the row ids.
type table struct {
	ids     int   // -1 = none
	texts   []int // columns beside the row ids that become RowFields
	columns []int
	samples []string
	halves  map[int]bool // columns of floats of 16 bits
	about   []string     // samples that have the name of an id or a fact about the row
}

// newTable checks the columns of a file: one holds the row ids, the index of pandas or the
// one of text; all others must be numbers. index is "" where pandas names none. elements
// describe the root and then the columns, of which none is nested.
//
// Where names is not nil, the columns whose names match are the samples, and others are as
// OpenColumns has them.
func newTable(root *parquet.Column, elements []format.SchemaElement, index string, names *regexp.Regexp) (*table, error) {
	p := &table{ids: -1, halves: make(map[int]bool)}
	seen := make(map[string]int)
	for i, c := range root.Columns() {
		name := c.Name()
		at := fmt.Sprintf("column %d (%s)", i+1, lines.Quote(name))
		if names != nil && (isIndex(name, index) || !names.MatchString(name)) {
			p.setAside(i, c, isIndex(name, index))
			continue
		}
		switch {
		case !c.Leaf() || c.Repeated():
			return nil, fmt.Errorf("%s is nested: write one plain column for each sample", at)
		case isText(c.Type()) && p.ids >= 0:
			return nil, fmt.Errorf("%s is text, and column %d already holds the row ids; the others are numbers: choose the samples with --columns REGEXP, which matches their names", at, p.ids+1)
		case isText(c.Type()):
			p.ids = i
			continue
		case isIndex(name, index) && !isWhole(c.Type()):
			return nil, fmt.Errorf("%s is the index of pandas, and row ids are text or whole numbers: write the file with to_parquet(…, index=False)", at)
		case isIndex(name, index) && p.ids >= 0:
			return nil, fmt.Errorf("%s is the index of pandas, but column %d is text and holds row ids too: leave one out", at, p.ids+1)
		case isIndex(name, index):
			p.ids = i
			continue
		}
		if i+1 < len(elements) && isHalf(&elements[i+1]) {
			p.halves[i] = true
		} else if kind := notNumbers(c.Type()); kind != "" {
			return nil, fmt.Errorf("%s holds values of type %s, not numbers: cast it to double, or choose the samples with --columns REGEXP, which matches their names", at, kind)
		}
		if name == "" || !lines.IsText([]byte(name)) {
			return nil, fmt.Errorf("%s: every sample needs a name that can be printed: rename it", at)
		}
		if first, twice := seen[name]; twice {
			return nil, fmt.Errorf("%s: this name is already column %d: rename one", at, first)
		}
		seen[name] = i + 1
		p.columns = append(p.columns, i)
		p.samples = append(p.samples, name)
		if dataset.IsIDName(name) || dataset.IsRowFact(name) {
			p.about = append(p.about, name)
		}
	}
	if i := slices.IndexFunc(p.texts, func(i int) bool { return dataset.IsIDName(root.Columns()[i].Name()) }); p.ids < 0 && i >= 0 {
		p.ids, p.texts = p.texts[i], slices.Delete(p.texts, i, i+1)
	}
	if len(p.columns) == 0 && names != nil {
		return nil, &harness.FlagError{Flag: "columns", Value: names.String(), Want: "no column has such a name: the names are " + lines.Some(columnNames(root))}
	}
	if len(p.columns) == 0 {
		return nil, errors.New("it has no column of numbers: write one column for each sample")
	}
	return p, nil
}

// setAside keeps a column that is none of the samples for the row ids, or beside the rows. index
// is true for the index of pandas.
func (p *table) setAside(i int, c *parquet.Column, index bool) {
	isText := c.Leaf() && !c.Repeated() && isText(c.Type())
	switch {
	case !isText && !(c.Leaf() && !c.Repeated() && isWhole(c.Type())):
	case index || isText && p.ids < 0:
		if p.ids >= 0 { // an index takes the place of another column of text
			p.texts = append(p.texts, p.ids)
		}
		p.ids = i
	default:
		p.texts = append(p.texts, i)
	}
}

// columnNames returns the names of all columns.
func columnNames(root *parquet.Column) (names []string) {
	for _, c := range root.Columns() {
		names = append(names, c.Name())
	}
	return names
}

// notes returns a note on columns of numbers that may be no samples, and one on rows without
// an id.
func (p *table) notes(ids []string) (notes []string) {
	if len(p.about) > 0 {
		notes = append(notes, dataset.ReadAsSamples(p.about)+": if they hold ids or describe the rows, choose the samples with --columns REGEXP, which matches their names")
	}
	if empty := dataset.WithoutID(ids); empty != "" {
		notes = append(notes, empty+": give each row its id, or leave the column out")
	}
	return notes
}

// logical returns the logical type of a column, nil where it has none. A logical type
// that is newer than the library is nil too: the values are then read by their physical
// type, as the format prescribes.
func logical(t parquet.Type) format.LogicalTypeValue {
	if l := t.LogicalType(); l != nil {
		return l.Value
	}
	return nil
}

// isIndex reports whether a column is the index of a data frame of pandas: it is named so in
// the file, or has the name that pandas gives to an index without one.
func isIndex(name, index string) bool {
	return name == index && index != "" || index == "" && strings.HasPrefix(name, "__index_level_")
}

// isText reports whether a column holds strings.
func isText(t parquet.Type) bool {
	if t.Kind() != parquet.ByteArray {
		return false
	}
	switch logical(t).(type) {
	case nil, *format.StringType, *format.EnumType:
		return true
	}
	return false
}

// notNumbers names the type of a column that float64 cannot represent, "" where it can.
// Booleans are 0 and 1, and integers of 64 bits and decimals become the nearest float64, ties
// to even.
func notNumbers(t parquet.Type) string {
	means := logical(t)
	if means == nil {
		switch t.Kind() {
		case parquet.Float, parquet.Double, parquet.Int32, parquet.Int64, parquet.Boolean:
			return ""
		}
		return t.Kind().String()
	}
	switch means.(type) {
	case *format.IntType, *format.DecimalType:
		return ""
	}
	kind, _, _ := strings.Cut(means.String(), "(")
	switch kind {
	case "JSON", "BSON", "UUID":
		return kind
	}
	return kind[:1] + strings.ToLower(kind[1:])
}

// isHalf reports whether a column holds floats of 16 bits, which the library does not tell from
// other bytes.
func isHalf(e *format.SchemaElement) bool {
	_, half := e.LogicalType.Value.(*format.Float16Type)
	return half
}

// isWhole reports whether a column holds whole numbers.
func isWhole(t parquet.Type) bool {
	kind, means := t.Kind(), logical(t)
	_, whole := means.(*format.IntType)
	return (kind == parquet.Int32 || kind == parquet.Int64) && (means == nil || whole)
}

// isUnsigned reports whether the integers of a column are unsigned.
func isUnsigned(t parquet.Type) bool {
	whole, ok := logical(t).(*format.IntType)
	return ok && !whole.IsSigned
}
