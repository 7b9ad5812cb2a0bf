package parquet

import (
	"errors"
	"fmt"
	"math"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"serialfraction/harness/input/lines"
)

// batchRows is how many values of a column are read at a time.
const batchRows = 1024

var errShortColumn = errors.New("it has fewer values than the file has rows")

// A numberColumn reads the values of one column in one row group, in order.
type numberColumn interface {
	// read fills dst with the next values, NaN where there is none.
	read(dst []float64) error
}

// batchReader is what the readers of all types of columns have in common.
type batchReader[T any] interface {
	ReadBatch(n int64, values []T, definition, repetition []int16) (rows int64, present int, err error)
}

// newNumberColumn returns the column of so many rows that r reads.
func newNumberColumn(r file.ColumnChunkReader, rows int) (numberColumn, error) {
	unsigned := isUnsigned(r.Descriptor())
	switch r := r.(type) {
	case *file.Float64ColumnChunkReader:
		return newBatched(r, rows, asFloat[float64]), nil
	case *file.Float32ColumnChunkReader:
		return newBatched(r, rows, asFloat[float32]), nil
	case *file.Int32ColumnChunkReader:
		if unsigned {
			return newBatched(r, rows, func(v int32) float64 { return float64(uint32(v)) }), nil
		}
		return newBatched(r, rows, asFloat[int32]), nil
	case *file.Int64ColumnChunkReader:
		if unsigned {
			return newBatched(r, rows, func(v int64) float64 { return float64(uint64(v)) }), nil
		}
		return newBatched(r, rows, asFloat[int64]), nil
	}
	return nil, fmt.Errorf("values of type %s are not read", r.Type())
}

func asFloat[T float64 | float32 | int32 | int64](v T) float64 { return float64(v) }

// A batched column reads a batch of its own type and converts it.
type batched[T any] struct {
	r       batchReader[T]
	convert func(T) float64
	values  []T
	levels  []int16 // 0 = null
}

func newBatched[T any](r batchReader[T], rows int, convert func(T) float64) *batched[T] {
	n := min(rows, batchRows)
	return &batched[T]{r: r, convert: convert, values: make([]T, n), levels: make([]int16, n)}
}

func (b *batched[T]) read(dst []float64) error {
	for len(dst) > 0 {
		n, present, err := b.batch(len(dst))
		if err != nil {
			return err
		}
		if present == n {
			for i, v := range b.values[:n] {
				dst[i] = b.convert(v)
			}
		} else {
			next := 0
			for i, level := range b.levels[:n] {
				dst[i] = math.NaN()
				if level > 0 {
					dst[i] = b.convert(b.values[next])
					next++
				}
			}
		}
		dst = dst[n:]
	}
	return nil
}

// batch reads at most so many rows into values and levels, at least one.
func (b *batched[T]) batch(most int) (rows, present int, err error) {
	most = min(most, len(b.values))
	n, present, err := b.r.ReadBatch(int64(most), b.values[:most], b.levels[:most], nil)
	if err == nil && n == 0 {
		err = errShortColumn
	}
	return int(n), present, err
}

// readIDs returns the values of a column of text, "" where there is none.
func readIDs(r file.ColumnChunkReader, ids []string) error {
	text, ok := r.(*file.ByteArrayColumnChunkReader)
	if !ok {
		return fmt.Errorf("values of type %s are no row ids", r.Type())
	}
	b := newBatched[parquet.ByteArray](text, len(ids), nil)
	for len(ids) > 0 {
		n, present, err := b.batch(len(ids))
		if err != nil {
			return err
		}
		next := 0
		for i, level := range b.levels[:n] {
			if present < n && level == 0 {
				continue
			}
			if !lines.IsText(b.values[next]) {
				return fmt.Errorf("the row id %s is not UTF-8 text", lines.Quote(string(b.values[next])))
			}
			ids[i] = string(b.values[next])
			next++
		}
		ids = ids[n:]
	}
	return nil
}
