package parquet

import (
	"errors"
	"fmt"
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
	for len(ids) > 0 {
		page, _, err := r.next()
		if err != nil {
			return err
		}
		if page.NumValues() > int64(len(ids)) {
			return fmt.Errorf("it has more than the %d values of its rows", len(ids))
		}
		values := make([]parquet.Value, page.NumValues())
		if n, err := page.Values().ReadValues(values); n < len(values) {
			return errors.Join(errShortColumn, err)
		}
		for i, v := range values {
			var text []byte
			switch v.Kind() {
			case parquet.ByteArray:
				text = v.ByteArray()
			case parquet.Int32, parquet.Int64:
				text = appendWhole(nil, v, isUnsigned(c.Type()))
			}
			if !lines.IsText(text) {
				return fmt.Errorf("%s %s", lines.Quote(string(text)), lines.Fault(text))
			}
			ids[i] = string(text)
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
