//go:build !race

// The race detector would see nothing more in the files that Arrow writes than in those of testdata, and
// compiling Arrow for it takes 10 s.

package parquet_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
	parquetgo "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	sut "serialfraction/harness/input/parquet"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// gaps returns a matrix of two columns: of few different numbers, missing in long runs,
// so that whole pages hold none, and of all different ones.
func gaps() *harness.Dataset {
	const rows = 60_000
	d := &harness.Dataset{Cols: 2, Samples: []string{"gaps", "all"}}
	for row := range rows {
		v := float64(row%7) / 4
		if row/20_000 == 1 || row%11 == 3 {
			v = math.NaN()
		}
		d.Values = append(d.Values, v, math.Sqrt(float64(row)))
	}
	return d
}

// arrowColumn returns a column of d without its missing values, and a level for each row,
// 0 where the value is missing.
func arrowColumn(d *harness.Dataset, col int) (values []float64, levels []int16) {
	for row := range d.NumRows() {
		v := d.Row(row)[col]
		if math.IsNaN(v) {
			levels = append(levels, 0)
			continue
		}
		values, levels = append(values, v), append(levels, 1)
	}
	return values, levels
}

// TestReadsArrow reads files that Arrow's implementation writes: pages without a value,
// dictionaries, both versions of pages, each codec.
func TestReadsArrow(t *testing.T) {
	want := gaps()
	for _, codec := range []compress.Compression{compress.Codecs.Uncompressed, compress.Codecs.Snappy, compress.Codecs.Gzip, compress.Codecs.Brotli, compress.Codecs.Zstd, compress.Codecs.Lz4Raw} {
		for _, version := range []parquet.DataPageVersion{parquet.DataPageV1, parquet.DataPageV2} {
			for _, dictionary := range []bool{false, true} {
				t.Run(fmt.Sprint(codec, " pages ", version, " dictionary ", dictionary), func(t *testing.T) {
					var b bytes.Buffer
					arrowWrites(t, &b, want, parquet.WithCompression(codec), parquet.WithDataPageVersion(version),
						parquet.WithDictionaryDefault(dictionary), parquet.WithDataPageSize(4096), parquet.WithBatchSize(256))
					got, err := readBytes(b.Bytes())
					if err != nil {
						t.Fatal(err)
					}
					if diff := readertest.Difference(got, want); diff != "" {
						t.Error(diff)
					}
				})
			}
		}
	}
}

// changed returns a Parquet file with its footer changed by change.
func changed(t *testing.T, file []byte, change func(*format.FileMetaData)) []byte {
	t.Helper()
	r, err := parquetgo.OpenFile(bytes.NewReader(file), int64(len(file)), parquetgo.SkipPageIndex(true))
	if err != nil {
		t.Fatal(err)
	}
	meta := r.Metadata()
	change(meta)
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), meta)
	if err != nil {
		t.Fatal(err)
	}
	body := len(file) - 8 - int(binary.LittleEndian.Uint32(file[len(file)-8:]))
	out := append(slices.Clone(file[:body]), footer...)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(footer))), "PAR1"...)
}

// TestReadsDictionaryWithoutOffset reads files with the offset of the first page of a
// column but without that of its dictionary, as some writers write them.
func TestReadsDictionaryWithoutOffset(t *testing.T) {
	want := gaps()
	for _, codec := range []compress.Compression{compress.Codecs.Snappy, compress.Codecs.Lz4Raw} {
		t.Run(fmt.Sprint(codec), func(t *testing.T) {
			var b bytes.Buffer
			arrowWrites(t, &b, want, parquet.WithCompression(codec), parquet.WithDictionaryDefault(true))
			got, err := readBytes(changed(t, b.Bytes(), func(meta *format.FileMetaData) {
				for i := range meta.RowGroups[0].Columns {
					c := &meta.RowGroups[0].Columns[i].MetaData
					if c.DictionaryPageOffset == 0 {
						t.Fatal("Arrow writes no dictionary: this tests nothing")
					}
					c.DataPageOffset, c.DictionaryPageOffset = c.DictionaryPageOffset, 0
				}
			}))
			if err != nil {
				t.Fatal(err)
			}
			if diff := readertest.Difference(got, want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLZ4WithoutRoom refuses a file whose columns have no room unpacked all at once, as LZ4 is.
func TestLZ4WithoutRoom(t *testing.T) {
	var b bytes.Buffer
	arrowWrites(t, &b, gaps(), parquet.WithCompression(compress.Codecs.Lz4Raw))
	_, err := sut.Open(t.Context(), &content.Mapping{Name: "x", Bytes: b.Bytes(), Room: machine.Room{Bytes: 100_000}, Aside: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "x: columns compressed with LZ4 take about ") || !strings.Contains(err.Error(), "or write the file with zstd or snappy") {
		t.Errorf("error %v", err)
	}
}

// TestRefusesSharedPages refuses a file of LZ4 whose columns lie on the same bytes, which
// would be unpacked once for each of them.
func TestRefusesSharedPages(t *testing.T) {
	var b bytes.Buffer
	arrowWrites(t, &b, gaps(), parquet.WithCompression(compress.Codecs.Lz4Raw))
	_, err := readBytes(changed(t, b.Bytes(), func(meta *format.FileMetaData) {
		columns := meta.RowGroups[0].Columns
		name := columns[1].MetaData.PathInSchema
		columns[1].MetaData = columns[0].MetaData
		columns[1].MetaData.PathInSchema = name
	}))
	if err == nil || !strings.Contains(err.Error(), "column 2 of row group 1 begins within column 1 of row group 1") {
		t.Errorf("error %v", err)
	}
}

func arrowWrites(t *testing.T, w io.Writer, d *harness.Dataset, how ...parquet.WriterProperty) {
	t.Helper()
	var fields schema.FieldList
	for _, name := range d.Samples {
		fields = append(fields, schema.NewFloat64Node(name, parquet.Repetitions.Optional, -1))
	}
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		t.Fatal(err)
	}
	out, err := file.NewParquetWriterWithError(w, root, file.WithWriterProps(parquet.NewWriterProperties(how...)))
	if err != nil {
		t.Fatal(err)
	}
	group, err := out.AppendRowGroupChecked()
	if err != nil {
		t.Fatal(err)
	}
	for col := range d.Samples {
		column, err := group.NextColumn()
		if err != nil {
			t.Fatal(err)
		}
		values, levels := arrowColumn(d, col)
		if _, err := column.(*file.Float64ColumnChunkWriter).WriteBatch(values, levels, nil); err != nil {
			t.Fatal(err)
		}
		if err := column.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestArrowReads reads a file of this writer with Arrow's implementation.
func TestArrowReads(t *testing.T) {
	d := gaps()
	var b bytes.Buffer
	if err := sut.Write(t.Context(), &b, d, func(float64) {}); err != nil {
		t.Fatal(err)
	}
	r, err := file.NewParquetReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.NumRowGroups() != 1 || r.NumRows() != int64(d.NumRows()) {
		t.Fatalf("%d rows in %d groups", r.NumRows(), r.NumRowGroups())
	}
	for col, name := range d.Samples {
		if got := r.MetaData().Schema.Column(col).Name(); got != name {
			t.Errorf("column %d is %s, want %s", col, got, name)
		}
		column, err := r.RowGroup(0).Column(col)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := arrowColumn(d, col)
		got, levels := make([]float64, d.NumRows()), make([]int16, d.NumRows())
		total, n, err := column.(*file.Float64ColumnChunkReader).ReadBatch(int64(d.NumRows()), got, levels, nil)
		if err != nil || total != int64(d.NumRows()) {
			t.Fatalf("%d of %d rows: %v", total, d.NumRows(), err)
		}
		readertest.SameValues(t, name, got[:n], want)
	}
}
