package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"serialfraction/harness/crash"
	"serialfraction/results"
)

// extension ends the names of the result files that a sweep makes.
const extension = ".jsonl"

// A Folder is a folder of result files: those directly in it with names that end in .jsonl, or
// in .jsonl.gz and the like where they are packed.
// It keeps nothing in memory, so files may come and go at any time.
type Folder struct{ Dir string }

// Default returns the folder for sweeps that were given no file: harness/results in the XDG
// data folder, which need not exist yet. It reads XDG_DATA_HOME and HOME with getenv.
//
// Source: XDG Base Directory Specification 0.8 (2021).
func Default(getenv func(string) string) (Folder, error) {
	data := getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(data) { // the specification ignores a relative one
		home := getenv("HOME")
		if home == "" {
			return Folder{}, errors.New("no folder for results: set HOME, or XDG_DATA_HOME to an absolute path")
		}
		data = filepath.Join(home, ".local", "share")
	}
	return Folder{filepath.Join(data, "harness", "results")}, nil
}

// names returns the names of all result files, ascending; none if the folder does not exist.
func (d Folder) names() ([]string, error) {
	all, err := os.ReadDir(d.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("results: %w: mend that, or set XDG_DATA_HOME to another folder", err)
	}
	var names []string
	for _, e := range all {
		if mode := e.Type(); (mode.IsRegular() || mode&fs.ModeSymlink != 0) && isResult(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Names returns what [Folder.Find] takes for each result file, the newest last. It opens none of them.
func (d Folder) Names() ([]string, error) {
	names, err := d.names()
	return identifiers(names), err
}

// Count returns the number of result files in the folder, damaged ones included.
func (d Folder) Count() (int, error) {
	names, err := d.names()
	return len(names), err
}

// List reads the results that a filter selects, the newest first, on all CPUs. A damaged
// file is in the list with its fault; a file that is removed meanwhile is not. The error is
// that of reading the folder, or the context's.
func (d Folder) List(ctx context.Context, keep Filter) ([]Entry, error) {
	names, err := d.names()
	if err != nil {
		return nil, err
	}
	ids := identifiers(names)
	found := make([]*Entry, len(names))
	err = d.each(ctx, names, func(i int) {
		if e := d.entry(names[i], &keep); e != nil {
			e.Name = ids[i]
			found[i] = e
		}
	})
	if err != nil {
		return nil, err
	}
	entries := []Entry{}
	for _, e := range found {
		if e != nil {
			entries = append(entries, *e)
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return b.Time.Compare(a.Time) })
	return entries, nil
}

// each calls do for every name on all CPUs, until the context ends.
func (d Folder) each(ctx context.Context, names []string, do func(i int)) error {
	var next atomic.Int64
	var g sync.WaitGroup
	failed := make([]error, min(runtime.GOMAXPROCS(0), len(names)))
	for k := range failed {
		g.Go(func() {
			failed[k] = crash.Catch(func() error {
				for i := int(next.Add(1)) - 1; i < len(names) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
					do(i)
				}
				return nil
			})
		})
	}
	g.Wait()
	return errors.Join(append(failed, context.Cause(ctx))...)
}

// Remove deletes a result file of the folder. It refuses a path outside the folder, and a
// file that a sweep is writing.
func (d Folder) Remove(path string) error {
	if !d.holds(path) {
		return fmt.Errorf("%s is not a result in %s, and only those are removed", path, d.Dir)
	}
	if results.BeingWritten(path) {
		return fmt.Errorf("%s is being written by a sweep: wait for its end, or interrupt it", path)
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("results: %w", err)
	}
	return nil
}

// holds reports whether a path names a result file directly in the folder.
func (d Folder) holds(path string) bool {
	at, err := filepath.Abs(path)
	dir, err2 := filepath.Abs(d.Dir)
	return err == nil && err2 == nil && filepath.Dir(at) == dir && isResult(at)
}
