package parquetfile

import (
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A Column is a name and the values it stands for: parquet.Leaf(parquet.DoubleType),
// within parquet.Optional where some may be null.
type Column struct {
	Name string
	Node parquet.Node
}

// A Writer writes a file group by group. It serves one goroutine.
type Writer struct {
	out     *parquet.GenericWriter[any]
	columns []Column
	rows    []parquet.Value // of one column, made anew for each
}

// NewWriter returns a writer of these columns to w, compressed with zstd. Pages are of
// the first version, which every reader knows. w stays the caller's to close.
func NewWriter(w io.Writer, columns []Column) *Writer {
	root := group{fields: make([]parquet.Field, len(columns))}
	for i, c := range columns {
		root.fields[i] = field{c.Node, c.Name}
	}
	return &Writer{columns: columns, out: parquet.NewGenericWriter[any](w, parquet.NewSchema("schema", root),
		parquet.Compression(&zstd.Codec{}), parquet.DataPageVersion(1), parquet.DataPageStatistics(false))}
}

// Write writes the values of column i in the rows of the group under way: all columns of
// a group have as many. A zero Value is null.
func (w *Writer) Write(i int, values []parquet.Value) error {
	defined := 0
	if w.columns[i].Node.Optional() {
		defined = 1
	}
	w.rows = w.rows[:0]
	for _, v := range values {
		if v.IsNull() {
			w.rows = append(w.rows, v.Level(0, 0, i))
		} else {
			w.rows = append(w.rows, v.Level(0, defined, i))
		}
	}
	_, err := w.out.ColumnWriters()[i].WriteRowValues(w.rows)
	return err
}

// Flush ends the group under way.
func (w *Writer) Flush() error { return w.out.Flush() }

// Close ends the group under way and the file.
func (w *Writer) Close() error { return w.out.Close() }

// A group is the root of a schema. That of the library sorts its fields by name; those of
// a table have an order.
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

// Value is for rows of Go structs, of which none is written here.
func (f field) Value(reflect.Value) reflect.Value { panic("parquetfile: no Go value has this field") }
