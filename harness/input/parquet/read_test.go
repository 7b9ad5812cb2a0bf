package parquet

import (
	"testing"

	"github.com/parquet-go/parquet-go/format"
)

// TestCheckCodecs: a column has one compression in all row groups, columns may differ.
func TestCheckCodecs(t *testing.T) {
	group := func(codecs ...format.CompressionCodec) (g format.RowGroup) {
		for _, codec := range codecs {
			g.Columns = append(g.Columns, format.ColumnChunk{MetaData: format.ColumnMetaData{Codec: codec}})
		}
		return g
	}
	same := &format.FileMetaData{RowGroups: []format.RowGroup{group(format.Snappy, format.Zstd), group(format.Snappy, format.Zstd)}}
	if err := checkCodecs(same); err != nil {
		t.Error(err)
	}
	other := &format.FileMetaData{RowGroups: []format.RowGroup{group(format.Snappy, format.Zstd), group(format.Snappy, format.Gzip)}}
	const want = "column 2 is compressed with ZSTD, and with GZIP in row group 2; write it with one of them"
	if err := checkCodecs(other); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}
