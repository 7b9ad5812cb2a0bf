package wire

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"serialfraction/harness"
)

// A Header is what a dataset has besides its rows.
type Header struct {
	Name      string
	Format    string
	Cols      int
	Rows      int
	Samples   []string
	IDs       []string // nil = rows are numbered, or no kernel reads their ids
	Groups    harness.Groups
	Fields    []harness.Field
	RowFields []harness.Field
	RowTexts  bool
	First     []uint64 // bits of the values of the first rows, which some workloads try beforehand

	Packed  bool  // the rows are packed: Stride bytes each, in this encoding
	Columns []int // of the file, by column; nil = all in their order
	Stride  int
	Packing string
}

// Check returns an error where a header contradicts itself.
func (h *Header) Check() error {
	switch {
	case h.Rows < 0, h.Cols < 0, h.Stride < 0, h.Rows > mostNumber, h.Cols > mostNumber, h.Stride > mostMessage,
		h.Samples != nil && len(h.Samples) != h.Cols, h.IDs != nil && len(h.IDs) != h.Rows,
		h.Cols == 0 && len(h.First) > 0, h.Cols > 0 && (len(h.First)%h.Cols != 0 || len(h.First)/h.Cols > h.Rows),
		h.Groups.Sizes[0] < 0, h.Groups.Sizes[1] < 0, h.Groups.Sizes[0] > h.Cols, h.Groups.Sizes[1] > h.Cols-h.Groups.Sizes[0]:
		return ErrMalformed
	}
	for _, f := range h.Fields {
		if len(f.Values) != h.Cols {
			return ErrMalformed
		}
	}
	for _, f := range h.RowFields {
		if len(f.Values) != h.Rows {
			return ErrMalformed
		}
	}
	return nil
}

// HeaderOf returns the Header of a dataset whose rows are packed or not, without ids and first values.
func HeaderOf(d *harness.Dataset, packed bool) *Header {
	h := &Header{Name: d.Name, Format: d.Format, Cols: d.Cols, Rows: d.NumRows(), Samples: d.Samples, Groups: d.Groups, Fields: d.Fields, Packed: packed}
	if d.RowTexts {
		h.RowFields, h.RowTexts = d.RowFields, true
	}
	if packed {
		h.Columns, h.Stride, h.Packing, h.RowFields = d.Store.Columns, d.Store.Stride, d.Store.Packing, d.WholeRowFields()
	}
	return h
}

// RowSize returns the bytes of a row as tasks bring it.
func RowSize(d *harness.Dataset, packed bool) int {
	if packed {
		return d.Store.Stride
	}
	return 8 * d.Cols
}

// PutRows writes the rows of a chunk as tasks bring them into dst, which has room for them.
func PutRows(dst []byte, c harness.Chunk) {
	if c.Packed != nil {
		copy(dst, c.Packed)
	} else {
		PutFloats(dst, c.Values)
	}
}

// summed is how many bytes of rows are hashed at a time. Nothing can interrupt that, and a worker
// process must show meanwhile that it lives.
const summed = 1 << 20

// Sum returns the SHA-256, in hexadecimal, of all that a workload may read of a dataset: its rows as
// tasks would bring them, their ids, and its [Header] but for the name. Two datasets of the same Sum have
// the same answer. It reads all rows; the error is one of reading, or that of ctx.
func Sum(ctx context.Context, d *harness.Dataset, packed bool) (string, error) {
	sum, h := sha256.New(), HeaderOf(d, packed)
	h.Name = ""
	sum.Write(Marshal(h))
	if d.HasIDs() {
		for i := range h.Rows {
			io.WriteString(sum, d.ID(i)+"\x00") // a hash takes all
		}
	}
	size := RowSize(d, packed)
	j := &harness.Job{Data: d, Workload: harness.Workload{Packed: packed}, ChunkRows: max(1, min(h.Rows, summed/max(1, size)))}
	values, bytes := make([]float64, j.ChunkRows*d.Cols), make([]byte, j.ChunkRows*size)
	for i := range j.NumChunks() {
		if err := context.Cause(ctx); err != nil {
			return "", err
		}
		c, err := j.Read(i, values)
		if err != nil {
			return "", err
		}
		PutRows(bytes, c)
		sum.Write(bytes[:c.Rows*size])
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
