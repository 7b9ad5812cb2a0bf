package plink

import (
	"context"
	"fmt"
	"io"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// Write writes copies of allele A1, 0, 1, 2 or NaN, as a .bed file.
func Write(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(done float64)) error {
	if _, err := io.WriteString(w, magic+"\x01"); err != nil {
		return err
	}
	packed := make([]byte, Stride(d.Cols))
	return dataset.Each(ctx, d, progress, func(row int, values []float64) error {
		for ; len(values) > 0; values, row = values[d.Cols:], row+1 {
			if err := packRow(packed, values[:d.Cols], d, row); err != nil {
				return err
			}
			if _, err := w.Write(packed); err != nil {
				return err
			}
		}
		return nil
	})
}

// packRow packs a row of values.
func packRow(packed []byte, values []float64, d *harness.Dataset, row int) error {
	clear(packed)
	for i, v := range values {
		code, ok := encodeGenotype(v)
		if !ok {
			return fmt.Errorf("row %s, column %d: %v is not a number of copies of an allele: only 0, 1, 2 and missing can be written",
				lines.Quote(d.ID(row)), i+1, v)
		}
		packed[i>>2] |= code << (2 * (i & 3))
	}
	return nil
}
