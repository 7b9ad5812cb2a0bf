package command

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	"serialfraction/harness/crash"
	"serialfraction/harness/process"
)

// A scratch is a temporary file for what programs print, of which only the last lines are of
// interest. Programs write to a file and not to a pipe, so that no goroutine copies beside them,
// and so that a program that goes on in the background, as a server that --prepare starts, keeps
// nobody waiting. The file has mostScratch bytes on the disk, and what is printed in lookEvery.
type scratch struct {
	f *os.File

	mu      sync.Mutex
	cleared int64       // offset up to which the file was cleared
	kept    []byte      // the end of what was cleared
	watch   *time.Timer // nil = none
	ended   bool
	fault   error // of the watch
}

// mostScratch is the size at which what a program has printed is cleared, all but its end.
const mostScratch = 16 << 20

// lookEvery is the time between two looks at the size. A look takes some microseconds.
const lookEvery = 100 * time.Millisecond

// tailBytes is the number of bytes at the end that are kept.
const tailBytes = 4096

// openScratch returns a file whose size nobody watches.
func openScratch() (*scratch, error) {
	f, err := os.CreateTemp("", "harness-stderr-")
	if errors.Is(err, syscall.EMFILE) {
		return nil, fmt.Errorf("no file for standard error can be made: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("no file for standard error can be made in the folder of temporary files: %w: set TMPDIR to a folder that can be written", err)
	}
	// It needs no name, and without one nothing is left of it where this process is killed.
	// Not every system removes the name of an open file: close tries again.
	_ = os.Remove(f.Name())
	return &scratch{f: f}, nil
}

// newScratch returns a file that is kept small until it is closed.
func newScratch() (*scratch, error) {
	s, err := openScratch()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = time.AfterFunc(lookEvery, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.ended || s.fault != nil {
			return
		}
		s.fault = crash.Catch(s.trim)
		s.watch.Reset(lookEvery)
	})
	return s, nil
}

// begin empties the file for the next program.
func (s *scratch) begin() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cleared, s.kept = 0, nil
	_, err := s.f.Seek(0, 0) // the programs share the offset
	return errors.Join(s.fault, err, s.f.Truncate(0))
}

// trim clears the file where it has grown too large. Its programs go on to write at the offset
// that they have, and what is before it takes no room on the disk.
func (s *scratch) trim() error {
	info, err := s.f.Stat()
	if err != nil || info.Size()-s.cleared < mostScratch {
		return err
	}
	s.kept, s.cleared = end(s.f, info.Size(), 0), info.Size()
	return s.f.Truncate(0)
}

// end returns the last bytes of a file of that size, but none before the offset from.
func end(f *os.File, size, from int64) []byte {
	b := make([]byte, max(0, min(size-from, tailBytes)))
	n, _ := f.ReadAt(b, size-int64(len(b)))
	return b[:n]
}

// lines returns the last lines that were printed.
func (s *scratch) lines() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := s.f.Stat()
	if err != nil {
		return ""
	}
	return process.LastLines(append(s.kept, end(s.f, info.Size(), s.cleared)...), lastLines)
}

// close removes the file.
func (s *scratch) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.watch != nil {
		s.watch.Stop()
	}
	err := errors.Join(s.fault, s.f.Close())
	_ = os.Remove(s.f.Name())
	return err
}

// closed closes a scratch file that is open, and forgets it.
func closed(at **scratch) error {
	s := *at
	if *at = nil; s == nil {
		return nil
	}
	return s.close()
}
