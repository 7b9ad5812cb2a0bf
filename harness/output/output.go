// Package output writes the result rows of a job, in the order of its dataset.
package output

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
)

// Check returns an error where WriteFile could not write to path, or would destroy a file. It
// is called before any work is done, so that no results are lost, and changes nothing. Older
// results there are an [ExistsError], or with replace no error. Any other error is a
// *harness.FlagError.
func Check(path string, replace bool) error {
	if _, err := layoutOf(path); err != nil {
		return err
	}
	dir, err := os.Stat(filepath.Dir(path))
	switch {
	case err != nil:
		return refused(path, fmt.Sprintf("no folder %s: make it, or name another file", filepath.Dir(path)))
	case !dir.IsDir():
		return refused(path, filepath.Dir(path)+" is not a folder: name another file")
	}
	if err := checkOld(path, replace); err != nil {
		return err
	}
	if err := wholefile.Check(path); err != nil {
		cause := errors.Unwrap(err)
		if !errors.As(cause, new(syscall.Errno)) { // no error of the system: it has its advice
			return refused(path, cause.Error())
		}
		return refused(path, fmt.Sprintf("no file can be made in %s: %v: name another", filepath.Dir(path), cause))
	}
	return nil
}

// An ExistsError is the error of results that exist at the path and may not be replaced.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string {
	return "results file " + e.Path + " exists: name another, or remove it"
}

func refused(path, want string) error {
	return &harness.FlagError{Flag: "results", Value: path, Want: want}
}

// checkOld refuses to replace a file that holds anything. With replace it lets older results
// be replaced, and nothing else: the name of the input, typed by mistake, does not destroy the
// data.
func checkOld(path string, replace bool) error {
	old, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !old.Mode().IsRegular() {
		return nil // only a plain file has content to lose, and reading a pipe would block
	}
	f, err := os.Open(path)
	if err != nil {
		return refused(path, fmt.Sprintf("it cannot be read: %v: name another file", errors.Unwrap(err)))
	}
	defer f.Close()
	var r io.Reader = f
	if z, err := gzip.NewReader(f); err == nil {
		r = z
	} else if _, err := f.Seek(0, io.SeekStart); err != nil {
		return refused(path, fmt.Sprintf("it cannot be read: %v: name another file", errors.Unwrap(err)))
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	switch rows := string(head[:n]) == "row," || string(head[:n]) == "row\t"; {
	case n == 0 && err == io.EOF, rows && replace:
		return nil
	case rows:
		return &ExistsError{path}
	}
	return refused(path, "exists and does not hold results: name another file, or remove it")
}

// WriteFile writes a table as CSV or TSV, by the ending of path (.csv, .tsv, either with .gz):
// a header row,<columns…>, then one line per row of the dataset. Numbers have the fewest
// digits that read back to the same float64; NaN is written as NaN. The file appears whole or
// not at all, and replaces an older one; the end of ctx ends a wait for the reader of a pipe. synced is the part of the time that went into
// waiting for the disk.
func WriteFile(ctx context.Context, path string, d *harness.Dataset, t *harness.Table) (synced time.Duration, err error) {
	layout, err := layoutOf(path)
	if err != nil {
		return 0, err
	}
	synced, err = wholefile.Write(ctx, wholefile.File{Path: path, Write: func(w io.Writer) error { return layout.write(w, d, t) }})
	if err != nil {
		return 0, fmt.Errorf("results file %w", err)
	}
	return synced, nil
}

// A layout is the format of a results file.
type layout struct {
	comma byte
	gzip  bool
}

func layoutOf(path string) (layout, error) {
	name, gz := strings.CutSuffix(path, ".gz")
	switch filepath.Ext(name) {
	case ".csv":
		return layout{',', gz}, nil
	case ".tsv":
		return layout{'\t', gz}, nil
	}
	return layout{}, &harness.FlagError{Flag: "results", Value: path, Want: "type a name that ends in .csv, .tsv, .csv.gz or .tsv.gz"}
}

// write writes a table to w, which is buffered. Each write to gzip takes long, however small,
// so there is a buffer in front of gzip too.
func (l layout) write(w io.Writer, d *harness.Dataset, t *harness.Table) error {
	if !l.gzip {
		return l.rows(w, d, t)
	}
	z := gzip.NewWriter(w)
	lines := bufio.NewWriterSize(z, 1<<16)
	if err := l.rows(lines, d, t); err != nil {
		return err
	}
	if err := lines.Flush(); err != nil {
		return err
	}
	return z.Close()
}

func (l layout) rows(out io.Writer, d *harness.Dataset, t *harness.Table) error {
	line := []byte("row")
	for _, name := range t.Columns {
		line = l.appendText(append(line, l.comma), name)
	}
	width := len(t.Columns)
	for i := range d.NumRows() {
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
		line = l.appendText(line[:0], d.ID(i))
		for _, v := range t.Values[i*width : (i+1)*width] {
			line = strconv.AppendFloat(append(line, l.comma), v, 'g', -1, 64)
		}
	}
	_, err := out.Write(append(line, '\n'))
	return err
}

// appendText quotes the id of a row, or the name of a column, where the layout needs it (RFC 4180).
func (l layout) appendText(line []byte, text string) []byte {
	if !strings.ContainsAny(text, "\"\r\n"+string(l.comma)) {
		return append(line, text...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(text, `"`, `""`)...)
	return append(line, '"')
}
