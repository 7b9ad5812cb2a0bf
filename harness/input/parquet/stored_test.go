//go:build !race

package parquet_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/float16"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
	"serialfraction/harness/golden"
)

// A storedColumn is a column of halves or decimals, as Arrow writes it, and what it reads.
type storedColumn struct {
	logical schema.LogicalType
	kind    parquet.Type
	size    int
	write   func(c file.ColumnChunkWriter) error
	want    []float64
}

// batch writes values, all of which are there.
func batch[T any](write func(values []T, levels, repeats []int16) (int64, error), values []T) error {
	_, err := write(values, slices.Repeat([]int16{1}, len(values)), nil)
	return err
}

// storedColumns are of every kind that holds halves and decimals. The numbers wanted are the
// decimals as text, which package strconv reads.
func storedColumns(unscaled []int64, scale int32) (columns []storedColumn) {
	var want, whole32, halves []float64
	var ints []int32
	var fixed, bytes []parquet.ByteArray
	var half []parquet.FixedLenByteArray
	for i, v := range unscaled {
		f, _ := strconv.ParseFloat(strconv.FormatInt(v, 10)+"e-"+strconv.Itoa(int(scale)), 64)
		want = append(want, f)
		ints = append(ints, int32(v>>20))
		f, _ = strconv.ParseFloat(strconv.Itoa(int(int32(v>>20)))+"e-"+strconv.Itoa(int(scale)), 64)
		whole32 = append(whole32, f)
		b := new(big.Int).SetInt64(v)
		if v < 0 {
			b.Add(b, new(big.Int).Lsh(big.NewInt(1), 128))
		}
		fixed = append(fixed, b.FillBytes(make([]byte, 16)))
		bytes = append(bytes, fixed[i][8-i%3:])
		h := float16.New(float32(v) / float32(math.MaxInt64) * 3)
		half = append(half, binary.LittleEndian.AppendUint16(nil, h.Uint16()))
		halves = append(halves, float64(h.Float32()))
	}
	var fixedLen []parquet.FixedLenByteArray
	for _, b := range fixed {
		fixedLen = append(fixedLen, parquet.FixedLenByteArray(b))
	}
	of := func(digits int32) schema.LogicalType { return schema.NewDecimalLogicalType(digits, scale) }
	return []storedColumn{
		{schema.Float16LogicalType{}, parquet.Types.FixedLenByteArray, 2, func(c file.ColumnChunkWriter) error {
			return batch(c.(*file.FixedLenByteArrayColumnChunkWriter).WriteBatch, half)
		}, halves},
		{of(9), parquet.Types.Int32, 0, func(c file.ColumnChunkWriter) error {
			return batch(c.(*file.Int32ColumnChunkWriter).WriteBatch, ints)
		}, whole32},
		{of(18), parquet.Types.Int64, 0, func(c file.ColumnChunkWriter) error {
			return batch(c.(*file.Int64ColumnChunkWriter).WriteBatch, unscaled)
		}, want},
		{of(38), parquet.Types.FixedLenByteArray, 16, func(c file.ColumnChunkWriter) error {
			return batch(c.(*file.FixedLenByteArrayColumnChunkWriter).WriteBatch, fixedLen)
		}, want},
		{of(38), parquet.Types.ByteArray, -1, func(c file.ColumnChunkWriter) error {
			return batch(c.(*file.ByteArrayColumnChunkWriter).WriteBatch, bytes)
		}, want},
	}
}

// TestHalvesAndDecimals: floats of 16 bits and decimals that Arrow writes are read as the
// nearest float64, with a dictionary and without.
func TestHalvesAndDecimals(t *testing.T) {
	unscaled := []int64{0, 1, -1, 12345, -99999999, 1 << 53, 1<<53 + 1, -1<<62 - 1, math.MaxInt64, math.MinInt64, 1, 1}
	for _, dictionary := range []bool{true, false} {
		for _, scale := range []int32{0, 2, 9} {
			for _, c := range storedColumns(unscaled, scale) {
				if scale > 0 && c.size == 2 {
					continue // a half has no scale
				}
				var b bytes.Buffer
				writeStored(t, &b, dictionary, 1, c)
				d, err := readBytes(b.Bytes())
				if err != nil {
					t.Fatalf("%v, scale %d: %v", c.kind, scale, err)
				}
				if !slices.Equal(d.Values, c.want) {
					t.Errorf("%v, %v, scale %d: %v, want %v", c.kind, c.logical, scale, d.Values, c.want)
				}
				big := scale == 0 && c.size != 2 && c.kind != parquet.Types.Int32
				if big != (d.Notes != nil) {
					t.Errorf("%v, scale %d: notes %q", c.kind, scale, d.Notes)
				}
			}
		}
	}
}

// TestStoredIsKept holds the file that [TestStoredTogether] reads against what Arrow writes.
func TestStoredIsKept(t *testing.T) {
	var b bytes.Buffer
	writeStored(t, &b, true, 2, storedColumns([]int64{1 << 62, -1 << 61, 3 << 59, 5 << 30, -7 << 21}, 2)...)
	golden.File(t, "testdata/stored.parquet", b.Bytes())
}

// writeStored writes a file of some columns with the same values in each row group.
func writeStored(t *testing.T, b *bytes.Buffer, dictionary bool, groups int, columns ...storedColumn) {
	t.Helper()
	var fields schema.FieldList
	for i, c := range columns {
		node, err := schema.NewPrimitiveNodeLogical("s"+strconv.Itoa(i+1), parquet.Repetitions.Optional, c.logical, c.kind, c.size, -1)
		if err != nil {
			t.Fatal(err)
		}
		fields = append(fields, node)
	}
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		t.Fatal(err)
	}
	out, err := file.NewParquetWriterWithError(b, root, file.WithWriterProps(parquet.NewWriterProperties(parquet.WithDictionaryDefault(dictionary))))
	if err != nil {
		t.Fatal(err)
	}
	for range groups {
		group, err := out.AppendRowGroupChecked()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range columns {
			column, err := group.NextColumn()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.write(column); err != nil {
				t.Fatal(err)
			}
			if err := column.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
