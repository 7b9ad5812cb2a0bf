package parquet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness/input/lines"
)

// A table lists the columns of a Parquet file that are samples, and the one, if any, that
// holds the row ids.
type table struct {
	ids     int // -1 = none
	columns []int
	samples []string
}

// newTable checks the columns of a file: one may be text and holds the row ids; all
// others must be numbers.
func newTable(root *parquet.Column) (*table, error) {
	p := &table{ids: -1}
	seen := make(map[string]int)
	for i, c := range root.Columns() {
		name := c.Name()
		at := fmt.Sprintf("column %d (%s)", i+1, lines.Quote(name))
		switch {
		case !c.Leaf() || c.Repeated():
			return nil, fmt.Errorf("%s is nested: write one plain column for each sample", at)
		case isIDs(c.Type()) && p.ids >= 0:
			return nil, fmt.Errorf("%s is text, and so is column %d: one may hold the row ids, the others are numbers: leave one out", at, p.ids+1)
		case isIDs(c.Type()):
			p.ids = i
			continue
		case strings.HasPrefix(name, "__index_level_"):
			return nil, fmt.Errorf("%s is an index of pandas, not a sample: write the file with to_parquet(…, index=False)", at)
		}
		if kind := notNumbers(c.Type()); kind != "" {
			return nil, fmt.Errorf("%s holds values of type %s, not numbers: cast it to double, or leave it out", at, kind)
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
	}
	if len(p.columns) == 0 {
		return nil, errors.New("it has no column of numbers: write one column for each sample")
	}
	return p, nil
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

// isIDs reports whether a column holds strings.
func isIDs(t parquet.Type) bool {
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
// Integers of 64 bits become the nearest float64, ties to even.
func notNumbers(t parquet.Type) string {
	means := logical(t)
	if means == nil {
		switch t.Kind() {
		case parquet.Float, parquet.Double, parquet.Int32, parquet.Int64:
			return ""
		}
		return t.Kind().String()
	}
	if _, whole := means.(*format.IntType); whole {
		return ""
	}
	kind, _, _ := strings.Cut(means.String(), "(")
	switch kind {
	case "JSON", "BSON", "UUID":
		return kind
	}
	return kind[:1] + strings.ToLower(kind[1:])
}

// isUnsigned reports whether the integers of a column are unsigned.
func isUnsigned(t parquet.Type) bool {
	whole, ok := logical(t).(*format.IntType)
	return ok && !whole.IsSigned
}
