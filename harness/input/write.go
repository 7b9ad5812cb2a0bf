package input

import (
	"context"
	"fmt"
	"io"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/wholefile"
)

// CheckWrite says whether a dataset can be written under this name: the error is
// one line, and says which names are good.
func CheckWrite(path string) error {
	_, _, err := writerOf(path)
	return err
}

// writerOf returns the format and the compression that a file name tells.
func writerOf(path string) (Format, *content.Compression, error) {
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
	return f, content.Named(path), nil
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
func (f Format) writeTo(ctx context.Context, w io.Writer, packed *content.Compression, d *harness.Dataset, progress func(float64)) error {
	if packed == nil {
		return f.Write(ctx, w, d, progress)
	}
	z, err := packed.Pack(w)
	if err != nil {
		return err
	}
	err = f.Write(ctx, z, d, progress)
	if closed := z.Close(); err == nil {
		err = closed
	}
	return err
}
