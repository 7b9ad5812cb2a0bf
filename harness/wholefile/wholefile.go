// Package wholefile writes files that are there whole or not at all: whoever opens one
// sees the old file or the new one and nothing between them, after a failure, a kill
// or a power cut too.
//
// Each file is written beside its place under another name, handed to the disk with
// fsync(2) and then renamed; the folder, which has the name, is handed to the disk
// last. How long the disk took is told apart, for it is the machine's time.
//
// A file that is replaced keeps its mode, a new one has what the umask leaves of 0666,
// and a link keeps leading where it led. What is no plain file, such as a pipe or
// /dev/full, is written to as it is.
package wholefile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A File is one to write.
type File struct {
	Path string

	// Write writes its content, once. What it writes to is buffered, and is no more
	// than an io.Writer.
	Write func(io.Writer) error
}

// An Error says which file could not be written.
type Error struct {
	Path string
	Err  error // why; it does not name the file
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns why.
func (e *Error) Unwrap() error { return e.Err }

// Write writes files, of which none is renamed before all are on the disk. Errors are
// *[Error]; after one of a rename, which there should be none of by then, the files
// before it are new and the others old. synced is how long the disk took, of the
// files and of their folders.
func Write(files ...File) (synced time.Duration, err error) { return osSystem.write(files) }

// Check says whether a file could be written, and leaves what is there as it is.
func Check(path string) error {
	at, err := find(path)
	if err != nil || at.stream {
		return fault(path, err)
	}
	temp, err := osSystem.create(filepath.Dir(at.path), at.mode)
	if err != nil {
		return fault(path, err)
	}
	return errors.Join(temp.Close(), os.Remove(temp.Name()))
}

// A pending file is written beside its place.
type pending struct{ temp, path string }

func (s system) write(files []File) (synced time.Duration, err error) {
	var all []pending
	defer func() { // also where writing panics
		for _, p := range all {
			os.Remove(p.temp)
		}
	}()
	for _, f := range files {
		at, err := find(f.Path)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		if at.stream {
			if err := s.stream(f); err != nil {
				return 0, fault(f.Path, err)
			}
			continue
		}
		temp, err := s.create(filepath.Dir(at.path), at.mode)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		all = append(all, pending{temp.Name(), at.path})
		took, err := s.fill(temp, f, at)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		synced += took
	}
	var folders []string
	for len(all) > 0 {
		if err := s.rename(all[0].temp, all[0].path); err != nil {
			return 0, fault(all[0].path, err)
		}
		if dir := filepath.Dir(all[0].path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
		all = all[1:]
	}
	start := time.Now()
	for _, dir := range folders {
		s.syncFolder(dir)
	}
	return synced + time.Since(start), nil
}

// fill writes a file beside its place and hands it to the disk.
func (s system) fill(temp *os.File, f File, at destination) (synced time.Duration, err error) {
	closed := false
	defer func() {
		if !closed {
			temp.Close()
		}
	}()
	if at.replaces { // before its content is there, which not everybody may read
		if err := s.chmod(temp, at.mode); err != nil {
			return 0, err
		}
	}
	if err := copyTo(temp, f); err != nil {
		return 0, err
	}
	start := time.Now()
	if err := s.sync(temp); err != nil {
		return 0, err
	}
	synced = time.Since(start)
	closed = true
	return synced, s.close(temp)
}

// stream writes to what is no plain file.
func (s system) stream(f File) error {
	out, err := os.OpenFile(f.Path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(copyTo(out, f), s.close(out))
}

// copyTo writes the content of a file through a buffer.
func copyTo(w io.Writer, f File) error {
	buffered := bufio.NewWriterSize(w, 1<<18)
	// An encoder that is given more than a writer may close or seek it.
	if err := f.Write(struct{ io.Writer }{buffered}); err != nil {
		return err
	}
	return buffered.Flush()
}

// fault returns the error of a file. What the system says of the name that it has
// meanwhile is left out, and of a full disk it says what helps.
func fault(path string, err error) error {
	var of *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &of) && (of.Path == path || strings.HasPrefix(filepath.Base(of.Path), tempPrefix)):
		err = of.Err
	case errors.As(err, &link):
		err = link.Err
	}
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("%w: free some space, or name a file elsewhere", err)
	}
	return &Error{path, err}
}
