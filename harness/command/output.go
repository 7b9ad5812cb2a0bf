package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"serialfraction/harness"
	"serialfraction/harness/process"
	"serialfraction/harness/wholefile"
)

// lastLines is the number of lines of a failed program's standard error in its error.
const lastLines = 5

// output is where the program's standard output and standard error go. With a folder, both
// are kept there, whatever their size; without, only the last lines of standard error are.
type output struct {
	dir     string
	runs    int      // number of runs begun
	scratch *scratch // standard error of a run that is not kept
	files   []*os.File
}

// open makes the folder dir, which must be empty if it exists, or without dir the scratch
// file.
func (o *output) open(dir string) (err error) {
	o.dir = dir
	if dir == "" {
		o.scratch, err = newScratch()
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &harness.FlagError{Flag: "keep-output", Value: dir, Want: fmt.Sprintf("is no folder that can be made: %v: name another", err)}
	}
	if held, err := os.ReadDir(dir); err != nil || len(held) > 0 {
		return &harness.FlagError{Flag: "keep-output", Value: dir, Want: "holds files already: name a new or an empty folder"}
	}
	if err := wholefile.Check(filepath.Join(dir, "0001")); err != nil {
		return &harness.FlagError{Flag: "keep-output", Value: dir, Want: fmt.Sprintf("no file can be made in it: %v: name another", errors.Unwrap(err))}
	}
	return nil
}

// begin returns the files that a run writes to. stdout is nil where it is not kept.
func (o *output) begin(workers int) (stdout, stderr *os.File, err error) {
	if o.dir == "" {
		return nil, o.scratch.f, o.scratch.begin()
	}
	o.runs++
	for _, end := range []string{"out", "err"} {
		f, err := os.OpenFile(filepath.Join(o.dir, fmt.Sprintf("%04d-n%d.%s", o.runs, workers, end)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return nil, nil, errors.Join(err, o.shut())
		}
		o.files = append(o.files, f)
	}
	return o.files[0], o.files[1], nil
}

// end returns the last lines of the run's standard error.
func (o *output) end() (string, error) {
	if o.dir == "" {
		return o.scratch.lines(), nil
	}
	stderr := tail(o.files[1])
	return stderr, o.shut()
}

// tail returns the last lines of a file.
func tail(f *os.File) string {
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	return process.LastLines(end(f, info.Size(), 0), lastLines)
}

// shut closes the files of a run.
func (o *output) shut() error {
	var all []error
	for _, f := range o.files {
		all = append(all, f.Close())
	}
	o.files = nil
	return errors.Join(all...)
}

// close closes the scratch file.
func (o *output) close() error { return closed(&o.scratch) }
