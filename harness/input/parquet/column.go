package parquet

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness/input/dataset"
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
	stored   stored
	scale    int    // of decimals
	at       string // names the column
	rounded  dataset.Rounded

	words  []float64         // values of the dictionary, nil where there is none
	lossy  []dataset.Rounded // by word of the dictionary, nil where all are exact
	values []float64         // rest of the page, one per row; NaN for a missing value
	room   []float64         // the buffer that values is a part of
	found  []float64         // the values of the page that are not missing
}

func newNumberColumn(c parquet.ColumnChunk, halves bool, at string) *numberColumn {
	n := &numberColumn{pageReader: pageReader{pages: c.Pages()}, unsigned: isUnsigned(c.Type()), at: at}
	if d, ok := logical(c.Type()).(*format.DecimalType); ok {
		n.stored, n.scale = decimal, int(d.Scale)
	} else if halves {
		n.stored = half
	}
	return n
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
	if page.Type().Kind() == parquet.Boolean {
		return c.turnBooleans(page)
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

// turnBooleans reads a page of booleans, which lie in bits, into c.values as 0 and 1.
func (c *numberColumn) turnBooleans(page parquet.Page) error {
	values := make([]parquet.Value, page.NumValues())
	if n, err := page.Values().ReadValues(values); n < len(values) {
		return errors.Join(errShortColumn, err)
	}
	c.room = c.room[:0]
	for _, v := range values {
		number := 0.0
		switch {
		case v.IsNull():
			number = math.NaN()
		case v.Boolean():
			number = 1
		}
		c.room = append(c.room, number)
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
		if err := c.readDictionary(dictionary.Page().Data()); err != nil {
			return to, err
		}
	}
	for _, at := range data.Int32() {
		if at < 0 || int(at) >= len(c.words) {
			return to, fmt.Errorf("value %d of a dictionary of %d", at, len(c.words))
		}
		to = append(to, c.words[at])
		if c.lossy != nil {
			c.rounded.Merge(c.lossy[at])
		}
	}
	return to, nil
}

// readDictionary reads the words of a dictionary. Those that are rounded count where a value
// is one of them.
func (c *numberColumn) readDictionary(words encoding.Values) (err error) {
	before := c.rounded
	c.rounded = dataset.Rounded{}
	c.words, err = c.convert(nil, words)
	if err == nil && c.rounded.N > 0 {
		c.lossy = make([]dataset.Rounded, len(c.words))
		for i := range c.words {
			c.rounded = dataset.Rounded{}
			c.convertWord(words, i)
			c.lossy[i] = c.rounded
		}
	}
	c.rounded = before
	return err
}

// convertWord converts one word of a dictionary that has words which are rounded.
func (c *numberColumn) convertWord(words encoding.Values, i int) {
	switch words.Kind() {
	case encoding.Int64:
		if c.unsigned {
			c.rounded.Uint(words.Uint64()[i], c.at)
		} else {
			c.rounded.Int(words.Int64()[i], c.at)
		}
	case encoding.FixedLenByteArray:
		values, size := words.FixedLenByteArray()
		c.bigDecimal(values[i*size : (i+1)*size])
	case encoding.ByteArray:
		values, offsets := words.ByteArray()
		c.bigDecimal(values[offsets[i]:offsets[i+1]])
	}
}

// convert appends numbers of any type as float64.
func (c *numberColumn) convert(to []float64, data encoding.Values) ([]float64, error) {
	switch kind := data.Kind(); {
	case c.stored != plain:
		return c.convertStored(to, data)
	case kind == encoding.Double:
		return append(to, data.Double()...), nil
	case kind == encoding.Float:
		return appendNumbers(to, data.Float()), nil
	case kind == encoding.Int32 && c.unsigned:
		return appendNumbers(to, data.Uint32()), nil
	case kind == encoding.Int32:
		return appendNumbers(to, data.Int32()), nil
	case kind == encoding.Int64 && c.unsigned:
		for _, v := range data.Uint64() {
			to = append(to, c.rounded.Uint(v, c.at))
		}
		return to, nil
	case kind == encoding.Int64:
		for _, v := range data.Int64() {
			to = append(to, c.rounded.Int(v, c.at))
		}
		return to, nil
	default:
		return to, fmt.Errorf("its pages hold values of type %v", kind)
	}
}

func appendNumbers[T float32 | int32 | uint32](to []float64, values []T) []float64 {
	for _, v := range values {
		to = append(to, float64(v))
	}
	return to
}
