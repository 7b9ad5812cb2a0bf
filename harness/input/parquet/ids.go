package parquet

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness"
	"serialfraction/harness/input/lines"
)

// readTexts reads the row ids and the columns of text of a row group.
func (s *table) readTexts(d *harness.Dataset, chunks []parquet.ColumnChunk, t stripeTask) error {
	if s.ids >= 0 {
		if err := readIDs(chunks[s.ids], d.Rows[t.row:t.row+t.rows]); err != nil {
			return fmt.Errorf("column %d (the row ids), row group %d: %w", s.ids+1, t.group+1, damaged(err))
		}
	}
	for i, at := range s.texts {
		if err := readIDs(chunks[at], d.RowFields[i].Values[t.row:t.row+t.rows]); err != nil {
			return fmt.Errorf("column %d (%s), row group %d: %w", at+1, lines.Quote(d.RowFields[i].Name), t.group+1, damaged(err))
		}
	}
	return nil
}

// readIDs reads the values of a column of text or of whole numbers, "" for a missing one.
func readIDs(c parquet.ColumnChunk, ids []string) (err error) {
	r := pageReader{pages: c.Pages()}
	defer func() { err = errors.Join(err, r.close()) }()
	var values []parquet.Value
	var all []byte // the texts of a page one after the other: one allocation, whatever the number of rows
	var lengths []int
	for len(ids) > 0 {
		page, _, err := r.next()
		if err != nil {
			return err
		}
		if page.NumValues() > int64(len(ids)) {
			return fmt.Errorf("it has more than the %d values of its rows", len(ids))
		}
		values = slices.Grow(values[:0], int(page.NumValues()))[:page.NumValues()]
		lengths = slices.Grow(lengths[:0], len(values))[:len(values)]
		if n, err := page.Values().ReadValues(values); n < len(values) {
			return errors.Join(errShortColumn, err)
		}
		all = all[:0]
		for i, v := range values {
			from := len(all)
			switch v.Kind() {
			case parquet.ByteArray:
				all = append(all, v.ByteArray()...)
			case parquet.Int32, parquet.Int64:
				all = appendWhole(all, v, isUnsigned(c.Type()))
			}
			if text := all[from:]; !lines.IsText(text) {
				return fmt.Errorf("%s %s", lines.Quote(string(text)), lines.Fault(text))
			}
			lengths[i] = len(all) - from
		}
		rest := string(all)
		for i := range values {
			ids[i], rest = rest[:lengths[i]], rest[lengths[i]:]
		}
		ids = ids[len(values):]
	}
	return nil
}

// appendWhole writes a whole number.
func appendWhole(text []byte, v parquet.Value, unsigned bool) []byte {
	switch {
	case v.Kind() == parquet.Int32 && unsigned:
		return strconv.AppendUint(text, uint64(v.Uint32()), 10)
	case v.Kind() == parquet.Int32:
		return strconv.AppendInt(text, int64(v.Int32()), 10)
	case unsigned:
		return strconv.AppendUint(text, v.Uint64(), 10)
	}
	return strconv.AppendInt(text, v.Int64(), 10)
}
