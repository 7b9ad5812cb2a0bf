package input

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
)

// CheckWrite says whether a dataset can be written under this name: the error is
// one line, and says which names are good.
func CheckWrite(path string) error {
	_, _, err := writerOf(path)
	return err
}

// writerOf returns the format and the compression that a file name tells.
func writerOf(path string) (Format, *compression, error) {
	f, err := formatOf(path)
	if err != nil {
		return f, nil, err
	}
	if f.Write == nil {
		var known []string
		for _, f := range Formats() {
			if f.Write != nil {
				known = append(known, f.Extensions...)
			}
		}
		return f, nil, fmt.Errorf("%s: %s files are only read: name it one of %s", path, f.Name, strings.Join(known, " "))
	}
	for _, c := range compressions() {
		if strings.HasSuffix(strings.ToLower(path), c.extension) {
			return f, &c, nil
		}
	}
	return f, nil, nil
}

// WriteFile writes a dataset in the format that the name of the file tells,
// compressed where it ends in .gz or .zst. Every value reads back as the same
// float64, and NaN stands for a missing one; names of rows and samples, and
// fields of samples, are kept where the format has a place for them, groups are not. Rows of a Store
// are decoded block by block. The file appears whole or not at all, and replaces an
// older one, together with the files beside it where the format has several.
//
// progress, where not nil, is told the share of the rows written, from the calling
// goroutine. Errors are one line that begins with the path; the end of ctx is one.
func WriteFile(ctx context.Context, path string, d *harness.Dataset, progress func(done float64)) error {
	format, packed, err := writerOf(path)
	if err != nil {
		return err
	}
	if progress == nil {
		progress = func(float64) {}
	}
	var files []wholefile.File
	if format.Beside != nil {
		files = format.Beside(path, d)
	}
	files = append(files, wholefile.File{Path: path, Write: func(w io.Writer) error { return format.writeTo(ctx, w, packed, d, progress) }})
	_, err = wholefile.Write(files...) // the one that is asked for is renamed last
	return err
}

// writeTo writes through a compression.
func (f Format) writeTo(ctx context.Context, w io.Writer, packed *compression, d *harness.Dataset, progress func(float64)) error {
	if packed == nil {
		return f.Write(ctx, w, d, progress)
	}
	z, err := packed.pack(w)
	if err != nil {
		return err
	}
	err = f.Write(ctx, z, d, progress)
	if closed := z.Close(); err == nil {
		err = closed
	}
	return err
}

// writeBlock is how many values are decoded and written at a time.
const writeBlock = 1 << 17

// eachBlock calls f with the rows of d block by block, in their order; values is
// good until f returns.
func eachBlock(ctx context.Context, d *harness.Dataset, progress func(float64), f func(row int, values []float64) error) error {
	rows := d.NumRows()
	block := max(1, writeBlock/max(1, d.Cols))
	var buf []float64
	if d.Values == nil {
		buf = make([]float64, min(block, rows)*d.Cols)
	}
	for lo := 0; lo < rows; lo += block {
		hi := min(lo+block, rows)
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		err := guard(d, func() error { return f(lo, d.Block(buf, lo, hi)) })
		if err != nil {
			return err
		}
		progress(float64(hi) / float64(rows))
	}
	return nil
}

// guard calls f, which reads what d maps: that the file was cut short under it is
// an error.
func guard(d *harness.Dataset, f func() error) (err error) {
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

// sampleNames returns the names of the columns, made up where the source has none.
func sampleNames(d *harness.Dataset) []string {
	if d.Samples == nil {
		return numberedSamples(d.Cols)
	}
	return d.Samples
}

// idColumn returns a name for the column of row ids that no sample has.
func idColumn(samples []string) string {
	name := "id"
	for slices.Contains(samples, name) {
		name += "_"
	}
	return name
}
