//go:build !lean

package pipe

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"serialfraction/harness"
)

// arrowRows takes every dataset.
func arrowRows(d *harness.Dataset) error { return anyRows(d) }

// An arrowEncoder writes one stream with a record batch for each chunk: a text column id, those of
// the texts of a row, and a float64 column for each sample, NaN where a value is missing.
type arrowEncoder struct {
	data    *harness.Dataset
	stream  *ipc.Writer
	builder *array.RecordBuilder
	column  []float64
}

func newArrowEncoder(w io.Writer, d *harness.Dataset) encoder {
	fields := []arrow.Field{{Name: "id", Type: arrow.BinaryTypes.String}}
	for _, f := range texts(d) {
		fields = append(fields, arrow.Field{Name: f.Name, Type: arrow.BinaryTypes.String})
	}
	for j := range d.Cols {
		name := "v" + strconv.Itoa(j+1)
		if d.Samples != nil {
			name = d.Samples[j]
		}
		fields = append(fields, arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Float64})
	}
	schema := arrow.NewSchema(fields, nil)
	return &arrowEncoder{data: d, builder: array.NewRecordBuilder(memory.DefaultAllocator, schema),
		stream: ipc.NewWriter(w, ipc.WithSchema(schema))}
}

func (e *arrowEncoder) encode(c harness.Chunk) error {
	ids := e.builder.Field(0).(*array.StringBuilder)
	ids.Reserve(c.Rows)
	for i := range c.Rows {
		ids.Append(e.data.ID(c.Row + i))
	}
	for j, f := range texts(e.data) {
		column := e.builder.Field(1 + j).(*array.StringBuilder)
		column.AppendValues(f.Values[c.Row:c.Row+c.Rows], nil)
	}
	if len(e.column) < c.Rows {
		e.column = make([]float64, c.Rows)
	}
	for j := range c.Cols {
		for i := range c.Rows {
			e.column[i] = c.Values[i*c.Cols+j]
		}
		e.builder.Field(1+len(texts(e.data))+j).(*array.Float64Builder).AppendValues(e.column[:c.Rows], nil)
	}
	batch := e.builder.NewRecordBatch()
	defer batch.Release()
	return e.stream.Write(batch)
}

func (e *arrowEncoder) end() error {
	e.builder.Release()
	return e.stream.Close()
}

// An arrowDecoder reads a stream that answers the rows in order, in any number of batches.
type arrowDecoder struct {
	r      *bufio.Reader
	data   *harness.Dataset
	layout layout
	stream *ipc.Reader // nil until the program has begun to answer
	batch  arrow.RecordBatch
	used   int // rows of batch that have been read
	done   int
}

func newArrowDecoder(r *bufio.Reader, d *harness.Dataset, l layout) decoder {
	return &arrowDecoder{r: r, data: d, layout: l}
}

func (x *arrowDecoder) answered() int { return x.done }

// surplus is known at the end of the stream.
func (x *arrowDecoder) surplus() bool { return x.batch != nil && x.used < int(x.batch.NumRows()) }

func (x *arrowDecoder) learn(wanted []string, _ harness.Chunk) (layout, error) {
	x.done = 0
	if err := x.open(); err != nil {
		return layout{}, err
	}
	var err error
	if x.layout, err = named(x.names(), wanted); err != nil {
		return layout{}, err
	}
	for j, f := range x.stream.Schema().Fields() {
		if x.layout.columns[j] >= 0 && !isNumeric(f.Type) {
			return layout{}, fmt.Errorf("answers a column %q of type %v, which is no number: name the columns that are numbers with --outputs", f.Name, f.Type)
		}
	}
	return x.layout, nil
}

// arrowBegins is the beginning of every message of a stream (Arrow columnar format, version
// 0.15 on). The library would take other bytes for the length of a message.
const arrowBegins = "\xff\xff\xff\xff"

// open reads the schema before the first answer.
func (x *arrowDecoder) open() (err error) {
	if x.stream != nil {
		return nil
	}
	switch head, err := x.r.Peek(len(arrowBegins)); {
	case err != nil && len(head) == 0:
		return err
	case string(head) != arrowBegins:
		return fmt.Errorf("did not answer with an Arrow IPC stream: its output begins with %s", quote(head))
	}
	x.stream, err = ipc.NewReader(x.r)
	return inWords(err)
}

func (x *arrowDecoder) names() (names []string) {
	for _, f := range x.stream.Schema().Fields() {
		names = append(names, f.Name)
	}
	return names
}

func (x *arrowDecoder) decode(dst []float64, c harness.Chunk) error {
	x.done = 0
	if x.stream == nil {
		if err := x.open(); err != nil {
			return err
		}
		if !slices.Equal(x.names(), x.layout.names) {
			return errors.New("began with other columns than another of its processes: answer each time with the same")
		}
	}
	for x.done < c.Rows {
		if x.batch == nil || x.used == int(x.batch.NumRows()) {
			if !x.stream.Next() {
				if err := x.stream.Err(); err != nil {
					return inWords(err)
				}
				return io.EOF
			}
			x.batch, x.used = x.stream.RecordBatch(), 0
		}
		n := min(c.Rows-x.done, int(x.batch.NumRows())-x.used)
		if err := x.take(dst, c.Row+x.done, n); err != nil {
			return err
		}
		x.used += n
		x.done += n
	}
	return nil
}

// take reads n answers of the batch. The first of them is that of row first.
func (x *arrowDecoder) take(dst []float64, first, n int) error {
	width := len(x.layout.outputs)
	for j, at := range x.layout.columns {
		col := x.batch.Column(j)
		for i := range n {
			switch {
			case at == rowID:
				if got, want := col.ValueStr(x.used+i), x.data.ID(first+i); got != want {
					return fmt.Errorf("answered row %s with one of id %s: rows are answered in order", want, quote(got))
				}
			case at >= 0:
				dst[(x.done+i)*width+at] = oneNaN(numberAt(col, x.used+i))
			}
		}
	}
	return nil
}

func (x *arrowDecoder) rest() error {
	if x.stream == nil {
		return io.EOF
	}
	for x.stream.Next() {
		if x.stream.RecordBatch().NumRows() > 0 {
			return errSurplus
		}
	}
	if err := x.stream.Err(); err != nil {
		return inWords(err)
	}
	x.stream.Release()
	return noMore(x.r)
}

func isNumeric(t arrow.DataType) bool {
	switch t.ID() {
	case arrow.FLOAT64, arrow.FLOAT32, arrow.INT64, arrow.INT32, arrow.INT16, arrow.INT8,
		arrow.UINT64, arrow.UINT32, arrow.UINT16, arrow.UINT8:
		return true
	}
	return false
}

// numberAt returns a value of a numeric column, NaN where it is null.
func numberAt(col arrow.Array, i int) float64 {
	if col.IsNull(i) {
		return math.NaN()
	}
	switch col := col.(type) {
	case *array.Float64:
		return col.Value(i)
	case *array.Float32:
		return float64(col.Value(i))
	case *array.Int64:
		return float64(col.Value(i))
	case *array.Int32:
		return float64(col.Value(i))
	case *array.Int16:
		return float64(col.Value(i))
	case *array.Int8:
		return float64(col.Value(i))
	case *array.Uint64:
		return float64(col.Value(i))
	case *array.Uint32:
		return float64(col.Value(i))
	case *array.Uint16:
		return float64(col.Value(i))
	case *array.Uint8:
		return float64(col.Value(i))
	}
	return math.NaN() // learn refuses columns of other types
}

// inWords returns the errors of the pipe as they are, and the others as errors about Arrow.
func inWords(err error) error {
	if err == nil || fromPipe(err) {
		return err
	}
	return fmt.Errorf("did not answer with an Arrow IPC stream: %w", err)
}
