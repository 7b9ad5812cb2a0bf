package parquet

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// maxLZ4 is the largest number of bytes that one byte of LZ4 can unpack to, by its block
// format.
const maxLZ4 = 255

// hasLZ4 reports whether any column of a file is compressed with LZ4. The library may
// return wrong numbers for LZ4_RAW (parquet-go v0.32.0, issue 608), and does not read the
// LZ4 of Hadoop.
func hasLZ4(meta *format.FileMetaData) bool {
	for _, group := range meta.RowGroups {
		for _, c := range group.Columns {
			if isLZ4(c.MetaData.Codec) {
				return true
			}
		}
	}
	return false
}

func isLZ4(codec format.CompressionCodec) bool { return codec == format.Lz4Raw || codec == format.Lz4 }

// withoutLZ4 returns a file with the columns that are compressed with LZ4 unpacked, and
// changes meta, the metadata of the file, to match. Indices and filters are left out. No
// byte belongs to two columns, so the file returned is at most maxLZ4 times as large.
func withoutLZ4(file []byte, meta *format.FileMetaData) ([]byte, error) {
	const magic = "PAR1"
	if err := checkSpans(meta, int64(len(file))); err != nil {
		return nil, err
	}
	out := []byte(magic)
	for g := range meta.RowGroups {
		for i := range meta.RowGroups[g].Columns {
			chunk := &meta.RowGroups[g].Columns[i]
			c := &chunk.MetaData
			from := beginning(c)
			pages, at := file[from:from+c.TotalCompressedSize], int64(len(out))
			var err error
			data := int64(0) // offset of the first page of data in the new file
			if isLZ4(c.Codec) {
				out, data, err = appendUnpacked(out, pages, c.Codec)
				c.Codec = format.Uncompressed
			} else {
				out, data = append(out, pages...), at+c.DataPageOffset-from
			}
			if err != nil {
				return nil, fmt.Errorf("column %d, row group %d: %w", i+1, g+1, err)
			}
			if c.DictionaryPageOffset > 0 {
				c.DictionaryPageOffset = at
			} else {
				data = at // some writers put the dictionary's offset here
			}
			c.DataPageOffset, c.TotalCompressedSize, c.IndexPageOffset, c.BloomFilterOffset = data, int64(len(out))-at, 0, 0
			chunk.OffsetIndexOffset, chunk.ColumnIndexOffset = 0, 0
		}
	}
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), meta)
	if err != nil {
		return nil, err
	}
	out = append(out, footer...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(footer)))
	return append(out, magic...), nil
}

// beginning returns the offset of the first page of a column: its dictionary, if it has
// one.
func beginning(c *format.ColumnMetaData) int64 {
	if c.DictionaryPageOffset > 0 {
		return c.DictionaryPageOffset
	}
	return c.DataPageOffset
}

// checkSpans checks that every column lies within a file of that size, and that no two
// columns share bytes. A small file could otherwise have the same bytes unpacked again
// and again.
func checkSpans(meta *format.FileMetaData, size int64) error {
	type span struct {
		from, to      int64
		column, group int
	}
	var spans []span
	for g, group := range meta.RowGroups {
		for i := range group.Columns {
			c := &group.Columns[i].MetaData
			from := beginning(c)
			if from < 0 || from > size || c.TotalCompressedSize < 0 || c.TotalCompressedSize > size-from {
				return fmt.Errorf("column %d of row group %d lies outside of the file", i+1, g+1)
			}
			spans = append(spans, span{from, from + c.TotalCompressedSize, i + 1, g + 1})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for i := 1; i < len(spans); i++ {
		if a, b := spans[i-1], spans[i]; b.from < a.to {
			return fmt.Errorf("column %d of row group %d begins within column %d of row group %d", b.column, b.group, a.column, a.group)
		}
	}
	return nil
}

// appendUnpacked appends the pages of a column unpacked, and returns the offset of the
// first page that is not a dictionary.
func appendUnpacked(out, pages []byte, codec format.CompressionCodec) (all []byte, data int64, err error) {
	protocol := new(thrift.CompactProtocol)
	for len(pages) > 0 {
		var h format.PageHeader
		r := bytes.NewReader(pages)
		if err := thrift.NewDecoder(protocol.NewReader(r)).Decode(&h); err != nil {
			return nil, 0, fmt.Errorf("a page header: %w", err)
		}
		pages = pages[len(pages)-r.Len():]
		if h.CompressedPageSize < 0 || int(h.CompressedPageSize) > len(pages) {
			return nil, 0, fmt.Errorf("a page of %d bytes in %d", h.CompressedPageSize, len(pages))
		}
		body := pages[:h.CompressedPageSize]
		pages = pages[h.CompressedPageSize:]
		if body, err = unpackedPage(&h, body, codec); err != nil {
			return nil, 0, err
		}
		if data == 0 && h.Type != format.DictionaryPage {
			data = int64(len(out))
		}
		header, err := thrift.Marshal(protocol, &h)
		if err != nil {
			return nil, 0, err
		}
		out = append(append(out, header...), body...)
	}
	return out, data, nil
}

// unpackedPage returns the body of a page unpacked, and changes its header to match. The
// levels of a page of version 2 are never compressed.
func unpackedPage(h *format.PageHeader, body []byte, codec format.CompressionCodec) ([]byte, error) {
	levels, packed := 0, true
	if h.DataPageHeaderV2.Valid {
		v2 := &h.DataPageHeaderV2.V
		levels = int(v2.DefinitionLevelsByteLength) + int(v2.RepetitionLevelsByteLength)
		packed = !v2.IsCompressed.Valid || v2.IsCompressed.V
		v2.IsCompressed = thrift.New(false)
	}
	failed := &codecError{codec}
	if levels < 0 || levels > len(body) || int(h.UncompressedPageSize) < levels {
		return nil, failed
	}
	if packed {
		size := int(h.UncompressedPageSize) - levels
		if size > maxLZ4*len(body) {
			return nil, failed
		}
		unpacked := make([]byte, levels+size)
		copy(unpacked, body[:levels])
		if !unpack(unpacked[levels:], body[levels:], codec) {
			return nil, failed
		}
		body = unpacked
	}
	h.UncompressedPageSize, h.CompressedPageSize, h.CRC = int32(len(body)), int32(len(body)), 0
	return body, nil
}

// A codecError is a page that a compression of several forms does not unpack.
type codecError struct{ codec format.CompressionCodec }

func (e *codecError) Error() string {
	return fmt.Sprintf("its data cannot be unpacked by the codec %s, of which programs write several forms: write the file again with zstd or snappy", e.codec)
}

// unpack decompresses src into dst, and reports whether that filled dst exactly. The codec
// LZ4 is written in the frames of Hadoop by some programs, and as a bare block by others.
func unpack(dst, src []byte, codec format.CompressionCodec) bool {
	if len(dst) == 0 {
		return true
	}
	if codec == format.Lz4 && unpackHadoop(dst, src) {
		return true
	}
	n, err := lz4.UncompressBlock(src, dst)
	return err == nil && n == len(dst)
}

// unpackHadoop unpacks the frames of Hadoop. A frame is the unpacked and the packed size
// of a block, each 4 bytes big-endian, and the block.
func unpackHadoop(dst, src []byte) bool {
	for len(src) >= 8 {
		size, packed := binary.BigEndian.Uint32(src), binary.BigEndian.Uint32(src[4:])
		src = src[8:]
		if uint64(size) > uint64(len(dst)) || uint64(packed) > uint64(len(src)) || packed > math.MaxInt32 {
			return false
		}
		n, err := lz4.UncompressBlock(src[:packed], dst[:size])
		if err != nil || n != int(size) {
			return false
		}
		dst, src = dst[size:], src[packed:]
	}
	return len(dst) == 0 && len(src) == 0
}
