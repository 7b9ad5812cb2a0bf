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

// A Writer appends to a result file. Each line is on the disk when the method that wrote it
// returns, so a sweep that is killed leaves every finished run. A Writer keeps in memory
// what it wrote, and is for one goroutine. Where the system has flock(2), a file has at most
// one Writer at a time, across all processes.
//
// A Writer returns a [WriteError] once. After it the Writer keeps what it is given in
// memory alone, and writes nothing.
type Writer struct {
	f    *os.File // nil where the runs are kept in memory only
	size int64    // bytes of the file: whole lines
	open bool     // the last line lacks its newline
	lost bool     // nothing is written any more
	anew bool     // the file was made by Create
	file File

	timelines timelineSample
}

// A WriteError reports that a result file cannot be written any more, and how many runs it
// has.
type WriteError struct {
	Path string
	Err  error
	Gone bool // the file was removed or replaced
	None bool // it was new and had no run, so that it was removed
	Runs int  // in the file, warm-up included
}

func (e *WriteError) Error() string {
	switch {
	case errors.Is(e.Err, errChanged):
		return fmt.Sprintf("result file %s: %v while the sweep ran, so the sweep has ended: look at what the file holds with harness report %s", e.Path, e.Err, wording.ShellWord(e.Path))
	case e.Gone:
		return fmt.Sprintf("result file %s %v while the sweep ran: only the report of the sweep is left; sweep again", e.Path, e.Err)
	}
	kept := "it has no run"
	switch {
	case e.None:
		kept = "no run was written, and the file was removed: mend that, or name another, and sweep again"
	case e.Runs > 0:
		kept = "the " + wording.Count(e.Runs, "run") + " before it are kept"
	}
	return fmt.Sprintf("result file %s: %v: %s", e.Path, e.Err, kept)
}

// Mendable reports whether the sweep can be resumed with this file once the cause of the
// error, such as a full disk, is removed.
func (e *WriteError) Mendable() bool {
	return !e.Gone && !e.None && !errors.Is(e.Err, errChanged)
}

func (e *WriteError) Unwrap() error { return e.Err }

// What may happen to a file while it is written.
var (
	errRemoved  = errors.New("was removed")
	errReplaced = errors.New("was replaced by another")
	errChanged  = errors.New("another program wrote to it")
)

// A DestinationError reports that a result file cannot be written at its path, and why.
type DestinationError struct{ Err error }

func (e *DestinationError) Error() string { return e.Err.Error() }

func (e *DestinationError) Unwrap() error { return e.Err }

// Create starts a new result file with its header. It never overwrites a file that holds
// anything. It does use an empty file, which a sweep leaves if it is killed before it
// begins.
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
		w.file.Header, w.anew = h, true
		if err = w.append(b); err != nil {
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

// CheckNew returns the error that Create would return for a result file at path, and
// changes nothing there. It lets a caller find out before the work of a sweep begins.
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

// unused returns an error if the file holds anything, or is not a regular file.
func (w *Writer) unused() error {
	info, err := w.f.Stat()
	if err == nil && (info.Size() > 0 || !info.Mode().IsRegular()) {
		err = &DestinationError{fmt.Errorf("result file %s exists and is not written over: remove it, or name another", w.f.Name())}
	}
	return err
}

// InMemory returns a Writer that keeps what it is given in memory and writes no file.
func InMemory(h Header) *Writer { return &Writer{file: File{Header: h}} }

// newWriter opens a result file. It fails if another Writer has the file open.
func newWriter(path string, flags int) (*Writer, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("result file %s: %w", path, wholefile.ErrFolder)
	}
	// A new file is its user's alone: it holds command lines.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("result file: %w: mend that", err)
	}
	if free, err := flock.Try(f); err == nil && !free {
		f.Close()
		return nil, fmt.Errorf("result file %s is being written by another sweep: wait for its end", path)
	}
	return &Writer{f: f}, nil
}

// BeingWritten reports whether a [Writer] has the file open. It returns false where the
// system has no flock(2).
func BeingWritten(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false // nothing opens a pipe to write to it here, and it is not waited for
	}
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

// File returns everything that the Writer was given so far, including a run that could not
// be written. It belongs to the Writer.
func (w *Writer) File() *File { return &w.file }

// Run appends a run.
func (w *Writer) Run(r harness.Run) error {
	if r.Timeline.Check(r.Timing) != nil { // it only accompanies the times: the run is kept without it
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

// End appends the timelines that were kept in memory, and then why the sweep ended. Runs
// may follow only after Resume.
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

// Store appends the time that writing the results took.
func (w *Writer) Store(s Stored) error {
	b, err := line(wireStoreOf(s))
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

// append writes one line in one call, so that a kill cuts at most the last line short.
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

// there checks that the file is still at its path and was not changed by others. On Unix a
// removed file can still be written, and is lost when it is closed.
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

// lose stops all writing and returns a WriteError. It cuts off a line that was written in
// part, and removes a new file that has no run.
func (w *Writer) lose(err error) error {
	w.lost = true
	gone := errors.Is(err, errRemoved) || errors.Is(err, errReplaced)
	none := w.anew && w.file.made() == 0 && !gone && !errors.Is(err, errChanged)
	if none {
		none = os.Remove(w.f.Name()) == nil
	} else if !gone && !errors.Is(err, errChanged) {
		w.f.Truncate(w.size) // if that fails too, the reader drops the torn line
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err
	}
	return &WriteError{Path: w.f.Name(), Err: err, Gone: gone, None: none, Runs: w.file.made()}
}
