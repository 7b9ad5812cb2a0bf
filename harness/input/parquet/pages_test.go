//go:build !race

package parquet_test

import (
	"bytes"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/parquet-go/parquet-go/format"
	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

// constant returns a matrix of one number, of which Arrow writes few bytes.
func constant(rows int) *harness.Dataset {
	d := &harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Values: make([]float64, 2*rows)}
	for i := range d.Values {
		d.Values[i] = 1.5
	}
	d.Values[1] = math.NaN()
	return d
}

// TestPagesAreCounted: a file that takes much memory for its size is read where its pages hold
// the values, and refused before memory is allocated where they do not.
func TestPagesAreCounted(t *testing.T) {
	want := constant(300_000)
	for _, version := range []parquet.DataPageVersion{parquet.DataPageV1, parquet.DataPageV2} {
		var b bytes.Buffer
		arrowWrites(t, &b, want, parquet.WithDataPageVersion(version), parquet.WithDictionaryDefault(true))
		if 64*b.Len() > 8*len(want.Values) {
			t.Fatalf("%d bytes: their pages are not counted", b.Len())
		}
		got, err := readBytes(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := readertest.Difference(got, want); diff != "" {
			t.Error(diff)
		}
		const rows = 8_000_000
		file := changed(t, b.Bytes(), func(meta *format.FileMetaData) {
			meta.NumRows, meta.RowGroups[0].NumRows = rows, rows
		})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err = readBytes(file)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "column 1, row group 1: pages of 300000 values for 8000000 rows") {
			t.Errorf("%v", err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8*rows {
			t.Errorf("%d MiB allocated", used>>20)
		}
	}
}
