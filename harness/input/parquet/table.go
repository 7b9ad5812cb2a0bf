package parquet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/schema"
	"serialfraction/harness/input/lines"
)

// A table says which columns of a Parquet file are samples, and which, if any, holds
// the row ids.
type table struct {
	ids     int // -1 = none
	columns []int
	samples []string
}

// newTable looks at the columns of a file: one may be text, which is the row
// ids; all others are numbers.
func newTable(s *schema.Schema) (*table, error) {
	p := &table{ids: -1}
	seen := make(map[string]int)
	for i := range s.NumColumns() {
		c := s.Column(i)
		name := c.ColumnPath()[0]
		at := fmt.Sprintf("column %d (%s)", i+1, lines.Quote(name))
		switch {
		case len(c.ColumnPath()) > 1 || c.MaxRepetitionLevel() > 0:
			return nil, fmt.Errorf("%s is nested: write one plain column for each sample", at)
		case isIDs(c) && p.ids >= 0:
			return nil, fmt.Errorf("%s is text, and so is column %d: one may hold the row ids, the others are numbers: leave one out", at, p.ids+1)
		case isIDs(c):
			p.ids = i
			continue
		case strings.HasPrefix(name, "__index_level_"):
			return nil, fmt.Errorf("%s is an index of pandas, not a sample: write the file with to_parquet(…, index=False)", at)
		}
		if kind := notNumbers(c); kind != "" {
			return nil, fmt.Errorf("%s holds %s, not numbers: cast it to double, or leave it out", at, kind)
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

// isIDs says whether a column holds strings.
func isIDs(c *schema.Column) bool {
	if c.PhysicalType() != parquet.Types.ByteArray {
		return false
	}
	switch c.LogicalType().(type) {
	case schema.StringLogicalType, schema.EnumLogicalType:
		return true
	}
	return c.LogicalType() == nil || c.LogicalType().IsNone()
}

// notNumbers names what a column holds that float64 does not stand for; "" where it
// does. Whole numbers of 64 bits become the nearest float64, ties to even.
func notNumbers(c *schema.Column) string {
	logical := c.LogicalType()
	switch c.PhysicalType() {
	case parquet.Types.Float, parquet.Types.Double, parquet.Types.Int32, parquet.Types.Int64:
		if logical == nil || logical.IsNone() {
			return ""
		}
		if _, ok := logical.(schema.IntLogicalType); ok {
			return ""
		}
	}
	if logical != nil && !logical.IsNone() {
		kind, _, _ := strings.Cut(logical.String(), "(")
		return "values of type " + kind
	}
	return "values of type " + c.PhysicalType().String()
}

// isUnsigned says whether whole numbers of a column have no sign.
func isUnsigned(c *schema.Column) bool {
	t, ok := c.LogicalType().(schema.IntLogicalType)
	return ok && !t.IsSigned()
}
