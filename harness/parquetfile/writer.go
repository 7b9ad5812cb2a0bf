package parquetfile

import (
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A Column is a name and a type, such as parquet.Leaf(parquet.DoubleType), inside
// parquet.Optional where some values may be null.
type Column struct {
	Name string
	Node parquet.Node
}

// A Writer writes a file group by group. It serves one goroutine.
type Writer struct {
	out     *parquet.GenericWriter[any]
	columns []Column
}

// NewWriter returns a writer of these columns to w, compressed with zstd. Pages are of version
// 1, which every reader knows. The caller closes w.
func NewWriter(w io.Writer, columns []Column) *Writer {
	root := group{fields: make([]parquet.Field, len(columns))}
	for i, c := range columns {
		root.fields[i] = field{c.Node, c.Name}
	}
	return &Writer{columns: columns, out: parquet.NewGenericWriter[any](w, parquet.NewSchema("schema", root),
		parquet.Compression(&zstd.Codec{}), parquet.DataPageVersion(1), parquet.DataPageStatistics(false))}
}

// Write writes the values of column i for the current row group, and sets their levels. All columns of a
// group must have the same number of values. A zero Value is null.
func (w *Writer) Write(i int, values []parquet.Value) error {
	return write(w.out.ColumnWriters(), w.columns, i, values)
}

func write(to []*parquet.ColumnWriter, columns []Column, i int, values []parquet.Value) error {
	defined := 0
	if columns[i].Node.Optional() {
		defined = 1
	}
	for k, v := range values {
		if v.IsNull() {
			values[k] = v.Level(0, 0, i)
		} else {
			values[k] = v.Level(0, defined, i)
		}
	}
	_, err := to[i].WriteRowValues(values)
	return err
}

// A Group is a row group that is made in memory, where its values are packed, and then added to a file.
// Several of a file may be made at once, each by one goroutine, while others are begun and added.
type Group struct {
	out     *parquet.ConcurrentRowGroupWriter
	columns []Column
}

// Group begins a row group.
func (w *Writer) Group() *Group {
	return &Group{out: w.out.BeginRowGroup(), columns: w.columns}
}

// Write writes the values of column i, and sets their levels. All columns must have the same number of
// values. A zero Value is null.
func (g *Group) Write(i int, values []parquet.Value) error {
	return write(g.out.ColumnWriters(), g.columns, i, values)
}

// Pack packs what is not packed yet.
func (g *Group) Pack() error { return g.out.Flush() }

// Commit adds the group to the file behind those that were added before, one at a time, and empties it for
// the values of another.
func (g *Group) Commit() error {
	_, err := g.out.Commit()
	return err
}

// Flush ends the current row group.
func (w *Writer) Flush() error { return w.out.Flush() }

// Close ends the current row group and the file.
func (w *Writer) Close() error { return w.out.Close() }

// A group is the root of a schema, with the fields in their order. The library's own type
// sorts them by name.
type group struct {
	parquet.Group
	fields []parquet.Field
}

func (g group) Fields() []parquet.Field { return g.fields }

type field struct {
	parquet.Node
	name string
}

func (f field) Name() string { return f.name }

// Value is for rows of Go structs, which are not written here.
func (f field) Value(reflect.Value) reflect.Value { panic("parquetfile: no Go value has this field") }
