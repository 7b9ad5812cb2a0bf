// Package output writes the result rows of a job, in the order of its dataset, and reads them
// back.
//
//	table → blocks of rows → text of a block, packed → written in the order of the blocks
//
// Text is made by as many workers as computed the rows, one block after another, and written in
// order by whichever worker has made the next block (inOrder), so that neither the digits nor
// the packing are left to one thread. That begins once the answer is whole: the last step of a
// workload may change every row, as an adjusted p-value does, and what the workers make in their
// chunks would then be made twice. What is written does not depend on the number of workers.
//
// The table of formats is in format.go. It never computes a row, and leaves it to
// harness/wholefile that a file appears whole or not at all. Only cmd imports it.
package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	if _, err := formatOf(path); err != nil {
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
		text := fmt.Sprintf("no file can be made in %s: %v", filepath.Dir(path), cause)
		if _, bare := cause.(syscall.Errno); bare { // without what to do
			text += ": name another"
		}
		return refused(path, text)
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
	file := bufio.NewReader(f)
	first, err := file.Peek(1)
	if err != nil && err != io.EOF {
		return refused(path, fmt.Sprintf("it cannot be read: %v: name another file", errors.Unwrap(err)))
	}
	if format, _ := formatOf(path); format.dense != nil && len(first) > 0 {
		return refused(path, "exists, and its format does not tell results from other data: name another file, or remove it")
	}
	head := make([]byte, 4)
	n := 0
	r, err := packingOf(file).open(file)
	if err == nil {
		n, err = io.ReadFull(r, head)
	}
	switch rows := string(head[:n]) == "row," || string(head[:n]) == "row\t"; {
	case n == 0 && err == io.EOF, rows && replace:
		return nil
	case rows:
		return &ExistsError{path}
	}
	return refused(path, "exists and does not hold results: name another file, or remove it")
}

// WriteFile writes a table in the format that the ending of path names. Text (.csv, .tsv, either
// with .gz or .zst) has a header row,<columns…>, then one line per row of the dataset, numbers with
// the fewest digits that read back to the same float64, NaN as NaN; .parquet has the same columns,
// .npy the numbers alone. So many workers make the text, at least one. The file appears whole or
// not at all, and replaces an older one; the end of ctx ends a wait for the reader of a pipe.
// synced is the part of the time that went into waiting for the disk. An error is a
// *wholefile.Error inside, or a *harness.FlagError of the ending.
func WriteFile(ctx context.Context, path string, d *harness.Dataset, t *harness.Table, workers int) (synced time.Duration, err error) {
	format, err := formatOf(path)
	if err != nil {
		return 0, err
	}
	return ofResults(wholefile.Write(ctx, format.file(path, d, t, workers)))
}

// Rehearse writes a table as WriteFile does and leaves nothing of it, to measure what that takes so many
// workers: took is until the disk has it, synced the part that the disk took. The path must be of a plain file,
// or of none yet.
func Rehearse(path string, d *harness.Dataset, t *harness.Table, workers int) (took, synced time.Duration, err error) {
	format, err := formatOf(path)
	if err != nil {
		return 0, 0, err
	}
	took, synced, err = wholefile.Rehearse(format.file(path, d, t, workers))
	synced, err = ofResults(synced, err)
	return took, synced, err
}

func (f format) file(path string, d *harness.Dataset, t *harness.Table, workers int) wholefile.File {
	return wholefile.File{Path: path, Write: func(w io.Writer) error { return f.write(w, d, t, workers) }}
}

// ofResults says of an error that its file is one of results.
func ofResults(synced time.Duration, err error) (time.Duration, error) {
	if err != nil {
		return 0, fmt.Errorf("results file %w", err)
	}
	return synced, nil
}
