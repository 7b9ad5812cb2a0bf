package results

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"serialfraction/harness"
	"serialfraction/harness/flock"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
)

// A Writer appends to a result file. Each line is on the disk when the method
// that wrote it returns, so a sweep that is killed leaves every finished run. It
// keeps what it wrote, and serves one goroutine. Where the system knows flock(2), a
// file has one Writer at a time, in whatever process.
//
// A [WriteError] is told once: from then on the Writer keeps what it is given in
// memory alone.
type Writer struct {
	f    *os.File // nil where the runs are kept in memory only
	size int64    // bytes of the file: whole lines
	open bool     // the last of which lacks its newline
	lost bool     // nothing is written any more
	file File

	timelines timelineSample
}

// A WriteError says that a result file cannot be written any more, and what is kept.
type WriteError struct {
	Path string
	Err  error
	Gone bool // the file is not there any more
	Runs int  // in the file, the warm-up included
}

func (e *WriteError) Error() string {
	switch {
	case errors.Is(e.Err, errChanged):
		return fmt.Sprintf("result file %s: %v while the sweep ran, which has ended: look into it with harness report %s", e.Path, e.Err, wording.ShellWord(e.Path))
	case e.Gone:
		return fmt.Sprintf("result file %s %v while the sweep ran: nothing is kept of it but its report; sweep again", e.Path, e.Err)
	}
	kept := "no run is kept"
	if e.Runs > 0 {
		kept = "the " + wording.Count(e.Runs, "run") + " before it are kept"
	}
	return fmt.Sprintf("result file %s: %v: %s", e.Path, e.Err, kept)
}

// Mendable reports whether the sweep can go on with the file when what is wrong, such
// as a full disk, is mended.
func (e *WriteError) Mendable() bool { return !e.Gone && !errors.Is(e.Err, errChanged) }

func (e *WriteError) Unwrap() error { return e.Err }

// What may happen to a file that is being written.
var (
	errRemoved  = errors.New("was removed")
	errReplaced = errors.New("was replaced by another")
	errChanged  = errors.New("another program wrote to it")
)

// A DestinationError says why a result file cannot be where it was to be.
type DestinationError struct{ Err error }

func (e *DestinationError) Error() string { return e.Err.Error() }

func (e *DestinationError) Unwrap() error { return e.Err }

// Create starts a new result file with its header. A file that holds anything is
// never written over; an empty one is what a sweep leaves that is killed before it
// began.
func Create(path string, h Header) (*Writer, error) {
	b, err := EncodeHeader(h)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	w, err := newWriter(path, os.O_CREATE)
	if err != nil {
		return nil, &DestinationError{fmt.Errorf("%w, or name another", err)}
	}
	if err = w.unused(); err == nil {
		w.file.Header = h
		if err = w.append(b); err != nil {
			os.Remove(path)
			err = &DestinationError{fmt.Errorf("result file: %w: free some space, or name another", errors.Unwrap(err))}
		}
	}
	if err != nil {
		w.Close()
		return nil, err
	}
	wholefile.SyncFolder(filepath.Dir(path))
	return w, nil
}

// CheckNew says whether Create could begin a result file at path, and leaves what is
// there as it is: the place to find out is before the work of a sweep. The error is that
// of Create.
func CheckNew(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := wholefile.Check(path); err != nil {
			return &DestinationError{fmt.Errorf("result file %w: mend that, or name another", err)}
		}
		return nil
	}
	w, err := newWriter(path, 0)
	if err != nil {
		return &DestinationError{fmt.Errorf("%w, or name another", err)}
	}
	defer w.Close()
	return w.unused()
}

// unused refuses a file that holds anything, or is none.
func (w *Writer) unused() error {
	info, err := w.f.Stat()
	if err == nil && (info.Size() > 0 || !info.Mode().IsRegular()) {
		err = &DestinationError{fmt.Errorf("result file %s exists and is not written over: remove it, or name another", w.f.Name())}
	}
	return err
}

// InMemory returns a Writer that keeps what it is given and writes nothing.
func InMemory(h Header) *Writer { return &Writer{file: File{Header: h}} }

// newWriter opens a result file that no other Writer has.
func newWriter(path string, flags int) (*Writer, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|flags, 0o644)
	if err != nil {
		return nil, fmt.Errorf("result file: %w: mend that", err)
	}
	if free, err := flock.Try(f); err == nil && !free {
		f.Close()
		return nil, fmt.Errorf("result file %s is being written by another sweep: wait for its end", path)
	}
	return &Writer{f: f}, nil
}

// BeingWritten reports whether a [Writer] has the file, where the system knows.
func BeingWritten(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() // gives the lock back
	free, err := flock.Try(f)
	return err == nil && !free
}

// Path returns the path of the file.
func (w *Writer) Path() string { return w.f.Name() }

// File returns all that was handed over so far, the run that could not be written
// included. It belongs to the Writer.
func (w *Writer) File() *File { return &w.file }

// Run appends a run.
func (w *Writer) Run(r harness.Run) error {
	if r.Timeline.Check(r.Timing) != nil { // evidence beside the times: the run counts without
		r.Timeline = nil
	}
	written := r
	with := w.timelines.first(r)
	if !with {
		written.Timeline = nil
	}
	b, err := EncodeRun(written)
	if err != nil {
		return err
	}
	err = w.append(b)
	w.file.Runs = append(w.file.Runs, r)
	w.timelines.took(w.file.Runs, with)
	return err
}

// End appends the timelines that were kept back, and why the sweep ended. No run may
// follow but after Resume.
func (w *Writer) End(e End) error {
	b, err := line(wireEnd{"end", e.Stopped, e.Interrupted, e.Failed})
	if err == nil {
		err = w.sampleTimelines()
	}
	if err == nil {
		err = w.append(b)
	}
	w.file.End = &e
	return err
}

// Store appends what writing the results took.
func (w *Writer) Store(s Stored) error {
	b, err := line(wireStore{"store", int64(s.Wall), nanos(s.Sync)})
	if err == nil {
		err = w.append(b)
	}
	w.file.Store = &s
	return err
}

// Close closes the file.
func (w *Writer) Close() error {
	if w.f == nil {
		return nil
	}
	return w.f.Close()
}

// append writes one line in one call, so that a kill tears at most the last.
func (w *Writer) append(b []byte) error {
	if w.f == nil || w.lost {
		return nil
	}
	if w.open {
		b = append([]byte{'\n'}, b...)
	}
	err := w.there()
	if err == nil {
		_, err = w.f.Write(b)
	}
	if err == nil {
		err = w.f.Sync()
	}
	if err != nil {
		return w.lose(err)
	}
	w.size, w.open = w.size+int64(len(b)), false
	return nil
}

// there looks for the file where it was made: on Unix one that was removed can be
// written for ever and is never seen again.
func (w *Writer) there() error {
	own, err := w.f.Stat()
	if err != nil {
		return err
	}
	named, err := os.Stat(w.f.Name())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errRemoved
	case err != nil:
		return err
	case !os.SameFile(own, named):
		return errReplaced
	case own.Size() != w.size:
		return errChanged
	}
	return nil
}

// lose ends the writing. What there is of a line that could not be written whole is
// cut off.
func (w *Writer) lose(err error) error {
	w.lost = true
	gone := errors.Is(err, errRemoved) || errors.Is(err, errReplaced)
	if !gone && !errors.Is(err, errChanged) {
		w.f.Truncate(w.size) // else the line is torn, which the reader knows
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err
	}
	return &WriteError{Path: w.f.Name(), Err: err, Gone: gone, Runs: len(w.file.Runs)}
}
