// Package output writes the result rows of a job, in the order of its dataset.
package output

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
)

// Check returns an error where WriteFile could not write to path. It leaves an existing file
// as it is. It is called before a sweep, so that the results of a sweep are not lost. WriteFile
// replaces only older results and empty files.
func Check(path string) error {
	if _, err := layoutOf(path); err != nil {
		return err
	}
	dir, err := os.Stat(filepath.Dir(path))
	switch {
	case err != nil:
		return fmt.Errorf("results file %s: no folder %s: make it, or name another file with --results FILE", path, filepath.Dir(path))
	case !dir.IsDir():
		return fmt.Errorf("results file %s: %s is not a folder: name another file with --results FILE", path, filepath.Dir(path))
	}
	if err := checkOld(path); err != nil {
		return err
	}
	if err := wholefile.Check(path); err != nil {
		return fmt.Errorf("results file %w: no file can be made in %s: name another with --results FILE", err, filepath.Dir(path))
	}
	return nil
}

// checkOld refuses to replace anything but an empty file or older results, so that the name of
// the input, typed by mistake, does not destroy the data.
func checkOld(path string) error {
	old, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !old.Mode().IsRegular() {
		return nil // only a plain file has content to lose, and reading a pipe would block
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("results file: %w: name another with --results FILE", err)
	}
	defer f.Close()
	var r io.Reader = f
	if z, err := gzip.NewReader(f); err == nil {
		r = z
	} else if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("results file: %w: name another with --results FILE", err)
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if n == 0 && err == io.EOF || string(head[:n]) == "row," || string(head[:n]) == "row\t" {
		return nil
	}
	return fmt.Errorf("results file %s exists and does not hold results: name another with --results FILE, or remove it", path)
}

// WriteFile writes a table as CSV or TSV, by the ending of path (.csv, .tsv, either with .gz):
// a header row,<columns…>, then one line per row of the dataset. Numbers have the fewest
// digits that read back to the same float64; NaN is written as NaN. The file appears whole or
// not at all, and replaces an older one. synced is the part of the time that went into
// waiting for the disk.
func WriteFile(path string, d *harness.Dataset, t *harness.Table) (synced time.Duration, err error) {
	layout, err := layoutOf(path)
	if err != nil {
		return 0, err
	}
	synced, err = wholefile.Write(wholefile.File{Path: path, Write: func(w io.Writer) error { return layout.write(w, d, t) }})
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
	return layout{}, &harness.FlagError{Flag: "results", Value: path, Want: "must end in .csv, .tsv, .csv.gz or .tsv.gz"}
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
		line = append(append(line, l.comma), name...)
	}
	width := len(t.Columns)
	for i := range d.NumRows() {
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
		line = l.appendID(line[:0], d.ID(i))
		for _, v := range t.Values[i*width : (i+1)*width] {
			line = strconv.AppendFloat(append(line, l.comma), v, 'g', -1, 64)
		}
	}
	_, err := out.Write(append(line, '\n'))
	return err
}

// appendID quotes a row id where the layout needs it (RFC 4180).
func (l layout) appendID(line []byte, id string) []byte {
	if !strings.ContainsAny(id, "\"\r\n"+string(l.comma)) {
		return append(line, id...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(id, `"`, `""`)...)
	return append(line, '"')
}
