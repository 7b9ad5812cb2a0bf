package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/results/record"
)

// resumeSizes continues the sweeps of all sizes, of which the file at path is one.
func resumeSizes(c *cli.Context, path string, all *results.Sizes) error {
	format, err := sizesFormat(c)
	if err != nil {
		return err
	}
	f, err := results.ReadSample(path)
	if err != nil {
		return err
	}
	began, r, err := goingOn(c, f, path)
	if err := cmp.Or(err, oneSizeOnly(r)); err != nil {
		return err
	}
	held, err := lockFor(c, began)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	for i, at := range all.Paths(path) {
		sizes := *all
		sizes.At = i
		_, err := os.Stat(at)
		if errors.Is(err, fs.ErrNotExist) {
			var missing prepare.Size
			if missing, err = missingSize(c, r, sizes); err == nil {
				err = newSize(c, missing.Request, held, func(results.Header) (string, results.Sizes, error) { return at, sizes, nil })
			}
		} else if err == nil {
			err = resumeSize(c, at, held)
		}
		if err != nil || c.Context.Err() != nil {
			return errors.Join(err, endSizes(c, all, path, format))
		}
	}
	return endSizes(c, all, path, format)
}

// missingSize returns the sweep of a size that was not begun, from the request of another.
func missingSize(c *cli.Context, r results.Request, s results.Sizes) (prepare.Size, error) {
	if r.Source.Data == "" {
		return prepare.Size{}, fmt.Errorf("the sweep of %s was not begun, and the file of another size does not have its command: begin a new sweep with --rows", wording.Count(s.Rows[s.At], "row"))
	}
	r.Source.Tile = 0
	sized, err := prepare.SizesOf(c.Context, r, s.Rows[s.At:s.At+1], machine.MemoryRoom())
	if err != nil {
		return prepare.Size{}, err
	}
	return sized[0], nil
}

// resumeSize continues the sweep of one size unless it is finished. That the flags agree with the
// sweep was seen by the file that was named.
func resumeSize(c *cli.Context, path string, held hold) (failed error) {
	reading := machine.Frugal()
	defer reading()
	w, err := results.Reopen(path)
	if err != nil {
		return err
	}
	defer w.Close()
	f := w.File()
	began, err := begunBy(c, f, path)
	if err != nil {
		return err
	}
	r, err := renewed(c, began, f)
	if err != nil {
		return err
	}
	stop, err := prepare.Stop(r)
	if err := cmp.Or(inFlags(err), prepare.Check(r)); err != nil {
		return err
	}
	if record.Finished(f, stop) != "" && f.End != nil && !f.End.Interrupted && f.End.Failed == "" {
		noteSize(c, f.Header.Sizes, "Finished before:")
		return nil
	}
	reading()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0)) // the next size begins as this one
	s, err := prepareSweep(c, r, &f.Header)
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, s.Close()) }()
	if err := goOn(c, s, w, held); err != nil {
		return err
	}
	defer keepOnPanic(c, w)
	return onlyRuns(c, s, w)
}
