package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"serialfraction/harness"
	"serialfraction/harness/process"
)

// lastLines of a failed program are in its error.
const lastLines = 5

// output is where what a program says goes: nowhere but for the last lines of its
// standard error, or to a folder. It goes to files and through no pipe, so that
// nothing of this process runs beside the program.
type output struct {
	dir     string
	runs    int      // begun
	scratch *os.File // standard error where it is not kept
	files   []*os.File
}

// open makes the folder, which must have nothing in it yet, or the file in its
// place.
func (o *output) open(dir string) (err error) {
	o.dir = dir
	if dir == "" {
		o.scratch, err = os.CreateTemp("", "harness-stderr-")
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &harness.FlagError{Flag: "keep-output", Value: dir, Want: "is no folder that can be made: " + err.Error()}
	}
	if held, err := os.ReadDir(dir); err != nil || len(held) > 0 {
		return &harness.FlagError{Flag: "keep-output", Value: dir, Want: "holds files already: name a new or an empty folder"}
	}
	return nil
}

// begin returns the files of a run. stdout is nil where it is not kept.
func (o *output) begin(workers int) (stdout, stderr *os.File, err error) {
	if o.dir == "" {
		if err := o.scratch.Truncate(0); err != nil {
			return nil, nil, err
		}
		_, err := o.scratch.Seek(0, 0)
		return nil, o.scratch, err
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
		return tail(o.scratch), nil
	}
	said := tail(o.files[1])
	return said, o.shut()
}

// tail returns the last lines of a file.
func tail(f *os.File) string {
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	b := make([]byte, min(info.Size(), 4096))
	n, _ := f.ReadAt(b, info.Size()-int64(len(b)))
	return process.LastLines(b[:n], lastLines)
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

// close gives the file of standard error back.
func (o *output) close() error {
	if o.scratch == nil {
		return nil
	}
	f := o.scratch
	o.scratch = nil
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
