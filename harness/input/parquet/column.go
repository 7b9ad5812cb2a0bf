package parquet

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"serialfraction/harness/input/lines"
)

// batchRows is the number of values of each column that are copied into rows at a time.
const batchRows = 1024

var errShortColumn = errors.New("it has fewer values than the file has rows")

// A pageReader reads the pages of one column in one row group, in order.
type pageReader struct {
	pages parquet.Pages
	page  parquet.Page // the last page read, nil before the first
}

// next returns the next page that holds values, and the definition levels of its rows,
// nil where every row has a value. Both are valid until the next call, or close.
func (r *pageReader) next() (page parquet.Page, levels []byte, err error) {
	for {
		r.release()
		r.page, err = r.pages.ReadPage()
		if err == io.EOF {
			err = errShortColumn
		}
		if err != nil {
			return nil, nil, err
		}
		if r.page.NumValues() == 0 {
			continue
		}
		levels = r.page.DefinitionLevels()
		if len(levels) != 0 && int64(len(levels)) != r.page.NumValues() {
			return nil, nil, fmt.Errorf("a page of %d values has %d definition levels", r.page.NumValues(), len(levels))
		}
		return r.page, levels, nil
	}
}

func (r *pageReader) release() {
	if r.page != nil {
		parquet.Release(r.page)
		r.page = nil
	}
}

func (r *pageReader) close() error {
	r.release()
	return r.pages.Close()
}

// A numberColumn reads the numbers of one column in one row group, in order.
type numberColumn struct {
	pageReader
	unsigned bool

	words  []float64 // values of the dictionary, nil where there is none
	values []float64 // rest of the page, one per row; NaN for a missing value
	room   []float64 // the buffer that values is a part of
	found  []float64 // the values of the page that are not missing
}

func newNumberColumn(c parquet.ColumnChunk) *numberColumn {
	return &numberColumn{pageReader: pageReader{pages: c.Pages()}, unsigned: isUnsigned(c.Type())}
}

// read fills dst with the next values, NaN for a missing one.
func (c *numberColumn) read(dst []float64) error {
	for len(dst) > 0 {
		if len(c.values) == 0 {
			if err := c.turn(); err != nil {
				return err
			}
		}
		n := copy(dst, c.values)
		dst, c.values = dst[n:], c.values[n:]
	}
	return nil
}

// turn reads the next page into c.values.
func (c *numberColumn) turn() error {
	page, levels, err := c.next()
	if err != nil {
		return err
	}
	if c.found, err = c.numbers(c.found[:0], page); err != nil {
		return err
	}
	if len(levels) == 0 {
		if int64(len(c.found)) != page.NumValues() {
			return errShortColumn
		}
		c.values = c.found
		return nil
	}
	c.room = c.room[:0]
	rest := c.found
	for _, level := range levels {
		v := math.NaN()
		if level > 0 {
			if len(rest) == 0 {
				return errShortColumn
			}
			v, rest = rest[0], rest[1:]
		}
		c.room = append(c.room, v)
	}
	c.values = c.room
	return nil
}

// numbers appends the values of a page that are not missing.
func (c *numberColumn) numbers(to []float64, page parquet.Page) ([]float64, error) {
	data := page.Data()
	dictionary := page.Dictionary()
	if dictionary == nil {
		return c.convert(to, data)
	}
	if c.words == nil {
		var err error
		if c.words, err = c.convert(nil, dictionary.Page().Data()); err != nil {
			return to, err
		}
	}
	for _, at := range data.Int32() {
		if at < 0 || int(at) >= len(c.words) {
			return to, fmt.Errorf("value %d of a dictionary of %d", at, len(c.words))
		}
		to = append(to, c.words[at])
	}
	return to, nil
}

// convert appends numbers of any type as float64.
func (c *numberColumn) convert(to []float64, data encoding.Values) ([]float64, error) {
	switch kind := data.Kind(); {
	case kind == encoding.Double:
		return append(to, data.Double()...), nil
	case kind == encoding.Float:
		return appendNumbers(to, data.Float()), nil
	case kind == encoding.Int32 && c.unsigned:
		return appendNumbers(to, data.Uint32()), nil
	case kind == encoding.Int32:
		return appendNumbers(to, data.Int32()), nil
	case kind == encoding.Int64 && c.unsigned:
		return appendNumbers(to, data.Uint64()), nil
	case kind == encoding.Int64:
		return appendNumbers(to, data.Int64()), nil
	default:
		return to, fmt.Errorf("its pages hold values of type %v", kind)
	}
}

func appendNumbers[T float32 | int32 | uint32 | int64 | uint64](to []float64, values []T) []float64 {
	for _, v := range values {
		to = append(to, float64(v))
	}
	return to
}

// readIDs reads the values of a column of text, "" for a missing one.
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
			text := v.ByteArray()
			if !lines.IsText(text) {
				return fmt.Errorf("the row id %s is not UTF-8 text", lines.Quote(string(text)))
			}
			ids[i] = string(text)
		}
		ids = ids[len(values):]
	}
	return nil
}
