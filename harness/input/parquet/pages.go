package parquet

import (
	"bufio"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// plausible is the number of bytes of memory that a byte of a file may take before its pages
// are counted: a column of few different numbers takes more.
const plausible = 64

// checkPages checks that the pages of each sample hold as many values as its row group has
// rows, where the dataset is large for the file. A file with a damaged number of rows would
// otherwise take the memory for all of them. It reads the headers of the pages alone.
func (s *table) checkPages(r *parquet.File, rows int) error {
	if float64(rows)*float64(len(s.samples))*8 <= plausible*float64(r.Size()) {
		return nil
	}
	for g, group := range r.Metadata().RowGroups {
		for _, i := range s.columns {
			c := &group.Columns[i].MetaData
			found, err := countValues(io.NewSectionReader(r, beginning(c), c.TotalCompressedSize), group.NumRows)
			if err != nil {
				return damaged(fmt.Errorf("column %d, row group %d: %w", i+1, g+1, err))
			}
			if found < group.NumRows {
				return damaged(fmt.Sprintf("column %d, row group %d: pages of %d values for %d rows", i+1, g+1, found, group.NumRows))
			}
		}
	}
	return nil
}

// countValues adds up the values of the pages of a column, until there are most or the column
// ends.
func countValues(column io.Reader, most int64) (values int64, err error) {
	err = eachPage(column, func(h *format.PageHeader) bool {
		values += valuesOf(h)
		return values < most
	})
	return values, err
}

// valuesOf returns the number of values of a page of data, 0 of any other.
func valuesOf(h *format.PageHeader) int64 {
	switch {
	case h.DataPageHeader.Valid:
		return int64(h.DataPageHeader.V.NumValues)
	case h.DataPageHeaderV2.Valid:
		return int64(h.DataPageHeaderV2.V.NumValues)
	}
	return 0
}

// eachPage calls f with the header of each page of a column, until it returns false or the column ends.
func eachPage(column io.Reader, f func(h *format.PageHeader) (more bool)) error {
	pages := bufio.NewReader(column)
	for {
		if _, err := pages.Peek(1); err == io.EOF {
			return nil
		}
		var h format.PageHeader
		if err := thrift.NewDecoder(new(thrift.CompactProtocol).NewReader(pages)).Decode(&h); err != nil {
			return fmt.Errorf("a page header: %w", err)
		}
		if _, err := pages.Discard(int(h.CompressedPageSize)); err != nil {
			return fmt.Errorf("a page of %d bytes: %w", h.CompressedPageSize, err)
		}
		if !f(&h) {
			return nil
		}
	}
}
