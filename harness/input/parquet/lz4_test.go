package parquet

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// TestUnpack unpacks every form that programs have written under the name LZ4.
func TestUnpack(t *testing.T) {
	text := bytes.Repeat([]byte("acgtttgaccat"), 40)
	block := func(text []byte) []byte {
		packed := make([]byte, lz4.CompressBlockBound(len(text)))
		var c lz4.Compressor
		n, err := c.CompressBlock(text, packed)
		if err != nil || n == 0 {
			t.Fatal(n, err)
		}
		return packed[:n]
	}
	frame := func(text []byte) []byte {
		packed := block(text)
		sizes := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
		return append(binary.BigEndian.AppendUint32(sizes, uint32(len(packed))), packed...)
	}
	frames := append(frame(text[:200]), frame(text[200:])...)
	for _, tt := range []struct {
		name   string
		packed []byte
		codec  format.CompressionCodec
		ok     bool
	}{
		{"a block", block(text), format.Lz4Raw, true},
		{"frames are no block", frames, format.Lz4Raw, false},
		{"a frame", frame(text), format.Lz4, true},
		{"frames", frames, format.Lz4, true},
		{"a block without a frame", block(text), format.Lz4, true},
		{"a frame cut short", frames[:len(frames)-1], format.Lz4, false},
		{"too little", frame(text[:200]), format.Lz4, false},
		{"too much", append(frame(text), frame(text)...), format.Lz4, false},
		{"nothing", nil, format.Lz4, false},
		{"no block", text, format.Lz4Raw, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dst := make([]byte, len(text))
			ok := unpack(dst, tt.packed, tt.codec)
			if ok != tt.ok || ok && !bytes.Equal(dst, text) {
				t.Errorf("unpacked: %v, %.40q", ok, dst)
			}
		})
	}
}
