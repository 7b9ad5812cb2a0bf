package harness

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
	"slices"
)

// A digest must not read all of a large file. Of a file beyond wholeBytes it reads
// sampledBlocks blocks of blockBytes each.
const (
	wholeBytes    = 256 << 20
	sampledBlocks = 64
	blockBytes    = 256 << 10
)

// Digest returns the SHA-256 of the values, row ids and group sizes in hexadecimal, and of the
// texts of the rows where the workload reads them. Equal digests mean equal rows, whatever file
// they came from.
//
// For a Store with packed rows it hashes the packed bytes instead of the values, and the
// numbers of the columns that are used. For a Store beyond 256 MiB it hashes 64 blocks,
// evenly spaced from the first row to the last; such a digest begins with "sampled:". Of rows that lie aside
// it hashes all, as of those in memory: where there was room changes no digest.
func (d *Dataset) Digest() string { return d.digest(wholeBytes) }

// digest is Digest with whole in the place of wholeBytes.
func (d *Dataset) digest(whole int) string {
	h := sha256.New()
	put := func(n int) { h.Write(binary.LittleEndian.AppendUint64(nil, uint64(n))) }
	put(d.Cols)
	put(d.Groups.Sizes[0])
	put(d.Groups.Sizes[1])

	stride, rows := 8*d.Cols, d.NumRows() // stride: bytes to read of a row
	hashRows := d.valueHasher(h)
	if d.Store != nil {
		stride = max(stride, d.Store.Stride)
	}
	if d.Store != nil && d.Store.Packed != nil {
		stride = d.Store.Stride
		for _, col := range d.Store.Columns {
			put(col)
		}
		hashRows = func(lo, hi int) { h.Write(d.Store.Packed[lo*stride : hi*stride]) }
	}

	sampled := d.Store != nil && !d.Store.Aside && rows > whole/max(stride, 1)
	block := max(1, blockBytes/max(stride, 1))
	if sampled {
		put(rows)
		for i := range sampledBlocks {
			lo := int(float64(i) / (sampledBlocks - 1) * float64(max(0, rows-block)))
			hashRows(lo, min(lo+block, rows))
		}
	} else {
		for lo := 0; lo < rows; lo += block {
			hashRows(lo, min(lo+block, rows))
		}
	}
	for _, id := range d.Rows {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	if d.RowTexts {
		for _, f := range d.RowFields {
			put(len(f.Name))
			h.Write([]byte(f.Name))
			for _, text := range f.Values {
				put(len(text))
				h.Write([]byte(text))
			}
		}
	}
	sum := hex.EncodeToString(h.Sum(nil))
	if sampled {
		return "sampled:" + sum
	}
	return sum
}

// valueHasher returns a function that hashes the values of rows [lo, hi), little-endian.
func (d *Dataset) valueHasher(h hash.Hash) func(lo, hi int) {
	var values []float64
	var bytes []byte
	return func(lo, hi int) {
		if d.Values == nil && d.Store != nil && len(values) < (hi-lo)*d.Cols {
			values = make([]float64, (hi-lo)*d.Cols)
		}
		bytes = bytes[:0]
		for _, v := range d.Block(values, lo, hi) {
			bytes = binary.LittleEndian.AppendUint64(bytes, math.Float64bits(v))
		}
		h.Write(bytes)
	}
}

// AnswerDigest returns the SHA-256 of an answer in hexadecimal: that of its float64
// values, little-endian, in row order.
func AnswerDigest(answer []float64) string {
	h := sha256.New()
	const block = 4 << 10
	bytes := make([]byte, 0, 8*min(block, len(answer)))
	for values := range slices.Chunk(answer, block) {
		bytes = bytes[:0]
		for _, v := range values {
			bytes = binary.LittleEndian.AppendUint64(bytes, math.Float64bits(v))
		}
		h.Write(bytes)
	}
	return hex.EncodeToString(h.Sum(nil))
}
