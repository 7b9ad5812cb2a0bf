package input

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
)

// CheckWrite returns an error where no dataset can be written under this name. The error
// is one line and lists the extensions that can be written.
func CheckWrite(path string) error {
	_, _, err := writerOf(path)
	return err
}

// writerOf returns the format and the compression of a file by its name.
func writerOf(path string) (Format, *content.Compression, error) {
	f, ok := byExtension(path)
	fault := noFormat(path)
	if ok {
		fault = f.Name + " files can be read, but not written"
	}
	if f.Write == nil {
		return f, nil, fmt.Errorf("%s: %s: name it one of %s", path, fault, extensions(true))
	}
	packed := content.Named(path)
	if packed != nil && packed.Pack == nil {
		bare := content.Bare(filepath.Base(path))
		return f, nil, fmt.Errorf("%s: files of %s can be read, but not written: name it %s", path, packed.Name, wording.Or(bare, bare+".gz", bare+".zst"))
	}
	return f, packed, nil
}

// WriteFile writes a dataset in the format of the file's extension, compressed where the
// name ends in .gz or .zst. Every value reads back as the same float64, and NaN stands
// for a missing one. Names of rows and samples, and fields of samples, are kept where
// the format has a place for them; groups are not, see [WriteWithGroups]. Rows of a Store are decoded block by
// block. The file appears whole or not at all, and replaces an older one, together with
// the files beside it where the format has several.
//
// WriteFile calls progress, unless nil, with the share of the rows written, from the
// calling goroutine. Errors are one line that begins with the path; the end of ctx is
// an error too.
func WriteFile(ctx context.Context, path string, d *harness.Dataset, progress func(done float64)) error {
	return writeFiles(ctx, path, d, progress, false)
}

// WriteWithGroups does what WriteFile does, and writes the groups of d to the file that
// [GroupsPath] names. Both appear, or neither does.
func WriteWithGroups(ctx context.Context, path string, d *harness.Dataset, progress func(done float64)) error {
	return writeFiles(ctx, path, d, progress, true)
}

// writeFiles writes d to the file at path, and its groups beside it where groups is true.
func writeFiles(ctx context.Context, path string, d *harness.Dataset, progress func(done float64), groups bool) error {
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
	if groups {
		files = append(files, groupsFile(format, path, d))
	}
	files = append(files, wholefile.File{Path: path, Write: func(w io.Writer) error { return format.writeTo(ctx, w, packed, d, progress) }})
	_, err = wholefile.Write(ctx, files...) // the file at path is renamed last
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: name a file in another folder", err)
	}
	return err
}

// writeTo writes d in the format f, through packed unless nil.
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
