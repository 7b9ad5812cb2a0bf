package dataset

import (
	"context"
	"runtime/debug"

	"serialfraction/harness"
)

// BlockValues is the number of values that are decoded and written at a time.
const BlockValues = 1 << 17

// Each calls f with the rows of d block by block, in their order. values is valid until f
// returns.
func Each(ctx context.Context, d *harness.Dataset, progress func(float64), f func(row int, values []float64) error) error {
	rows := d.NumRows()
	block := max(1, BlockValues/max(1, d.Cols))
	var buf []float64
	if d.Values == nil {
		buf = make([]float64, min(block, rows)*d.Cols)
	}
	for lo := 0; lo < rows; lo += block {
		hi := min(lo+block, rows)
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		err := Guard(d, func() error { return f(lo, d.Block(buf, lo, hi)) })
		if err != nil {
			return err
		}
		progress(float64(hi) / float64(rows))
	}
	return nil
}

// Guard calls f, which reads the file that d maps. Where the file was cut short
// meanwhile, Guard returns an error instead of the fault that ends the process.
func Guard(d *harness.Dataset, f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			if err = d.Fault(cause); err == nil {
				panic(cause)
			}
		}
	}()
	return f()
}
