package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
)

// A Scan is a result file that was read and checked, and whose runs are read anew each time, one after
// the other: a file of any length takes little memory. It is closed after use.
type Scan struct {
	// File is what is beside the runs. It has these too where the file can be read only once, as a
	// pipe. Its Warnings have nothing of timelines that are left out.
	File *File

	f       *os.File // nil where File has the runs
	made    int      // runs in the file when it was read; a sweep may append more
	engines []string
	late    map[runKey]harness.Timeline // of runs that were written without
}

// Open reads the result file at path, which may be packed, and checks it as [Read] does.
func Open(path string) (*Scan, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		f, err := Read(path)
		return &Scan{File: f}, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, wholefile.Unreadable(path, err))
	}
	d := newDecoder(&File{})
	d.late = map[runKey]harness.Timeline{}
	if err := d.read(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	return &Scan{d.file, f, d.runs, d.engines, d.late}, nil
}

// Close closes the file.
func (s *Scan) Close() error {
	if s.f == nil {
		return nil
	}
	return s.f.Close()
}

// errShorter is the error of a file that has fewer runs than when it was checked.
var errShorter = errors.New("it was changed while it was read: read it again")

// Runs yields all runs, in file order, each in memory of its own. An error is the last that is
// yielded. A loop over the runs ends before another begins.
func (s *Scan) Runs() iter.Seq2[*harness.Run, error] {
	return func(yield func(*harness.Run, error) bool) {
		if s.f == nil {
			for i := range s.File.Runs {
				if !yield(&s.File.Runs[i], nil) {
					return
				}
			}
			return
		}
		if err := s.again(func(r *harness.Run) bool { return yield(r, nil) }); err != nil {
			yield(nil, fmt.Errorf("result file %s: %w", s.f.Name(), err))
		}
	}
}

// again reads the runs until one is not wanted.
func (s *Scan) again(want func(*harness.Run) bool) error {
	if _, err := s.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	lines, err := newLineReader(s.f)
	if err != nil {
		return err
	}
	defer lines.close()
	d := decoder{engines: s.engines}
	for made := 0; made < s.made; {
		b, whole, err := lines.next()
		if err != nil {
			return err
		}
		if !whole && len(b) == 0 {
			return errShorter
		}
		var w wireRun
		if err := json.Unmarshal(b, &w); w.Kind != "run" {
			continue // a line of another kind, or a blank one
		} else if err != nil || w.check() != nil {
			return errShorter
		}
		at, known := d.keyOf(w.Engine, w.Block, w.Order, w.Workers)
		if !known {
			return errShorter
		}
		r := w.run()
		r.Engine = s.engines[at.engine]
		if late := s.late[at]; r.Timeline == nil && r.Counts() {
			r.Timeline = late
		}
		if len(r.Timeline) == 0 || r.Timeline.Check(r.Timing) != nil { // it only accompanies the times
			r.Timeline = nil
		}
		made++
		if !want(&r) {
			return nil
		}
	}
	return nil
}
