package results

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"serialfraction/harness"
)

// A Writer appends to a result file. Each line is on the disk when the method
// that wrote it returns, so a sweep that is killed leaves every finished run.
// It keeps what it wrote, and serves one goroutine.
type Writer struct {
	f    *os.File // nil where the runs are kept in memory only
	file File
}

// Create starts a new result file with its header. A file that exists is never
// written over.
func Create(path string, h Header) (*Writer, error) {
	b, err := EncodeHeader(h)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, fmt.Errorf("result file %s exists and is not written over: remove it, or name another with -o FILE", path)
	case err != nil:
		return nil, fmt.Errorf("result file: %w: name another with -o FILE", err)
	}
	w := &Writer{f: f, file: File{Header: h}}
	if err := w.append(b); err != nil {
		f.Close()
		return nil, err
	}
	return w, nil
}

// Path returns the path of the file.
func (w *Writer) Path() string { return w.f.Name() }

// File returns all that was written so far. It belongs to the Writer.
func (w *Writer) File() *File { return &w.file }

// Run appends a run.
func (w *Writer) Run(r harness.Run) error {
	b, err := EncodeRun(r)
	if err == nil {
		err = w.append(b)
	}
	if err == nil {
		w.file.Runs = append(w.file.Runs, r)
	}
	return err
}

// End appends why the sweep ended. No run may follow.
func (w *Writer) End(e End) error {
	b, err := line(wireEnd{"end", e.Stopped, e.Interrupted, e.Failed})
	if err == nil {
		err = w.append(b)
	}
	if err == nil {
		w.file.End = &e
	}
	return err
}

// Store appends the time that writing the results took.
func (w *Writer) Store(d time.Duration) error {
	b, err := line(wireStore{"store", int64(d)})
	if err == nil {
		err = w.append(b)
	}
	if err == nil {
		w.file.Store = &d
	}
	return err
}

// Close closes the file.
func (w *Writer) Close() error { return w.f.Close() }

// append writes one line in one call, so that a kill tears at most the last.
func (w *Writer) append(b []byte) error {
	if w.f == nil {
		return nil
	}
	if _, err := w.f.Write(b); err != nil {
		return fmt.Errorf("result file: %w: free some space, or name another with -o FILE", err)
	}
	if err := w.f.Sync(); err != nil {
		return fmt.Errorf("result file: %w: name one on another file system with -o FILE", err)
	}
	return nil
}

// DefaultPath returns where a sweep is kept that names no file:
// harness/results in the XDG data folder, which it makes, and a name of the UTC
// time, the workload and the host. It reads XDG_DATA_HOME and HOME with getenv.
//
// Source: XDG Base Directory Specification 0.8 (2021).
func DefaultPath(getenv func(string) string, h Header) (string, error) {
	data := getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(data) { // the specification ignores a relative one
		home := getenv("HOME")
		if home == "" {
			return "", errors.New("result file: neither XDG_DATA_HOME nor HOME says where to keep it: name one with -o FILE")
		}
		data = filepath.Join(home, ".local", "share")
	}
	dir := filepath.Join(data, "harness", "results")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("result file: %w: name one with -o FILE", err)
	}
	name := h.Time.UTC().Format("20060102T150405.000Z") + "-" + fileWord(h.Workload) + "-" + fileWord(h.Machine.Hostname) + ".jsonl"
	return filepath.Join(dir, name), nil
}

// fileWord keeps of s what is plain in the name of a file.
func fileWord(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_':
			return r
		}
		return '_'
	}, s)
	if s == "" {
		return "unknown"
	}
	return s
}
