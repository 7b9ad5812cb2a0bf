// Package wholefile writes files that appear whole or not at all. A reader sees the old file or
// the new one and nothing between them, also after a failure, a kill or a power cut.
//
// Each file is written in the same folder without a name, synced to the disk with fsync(2) and then
// given its name: a kill leaves nothing. Where the system has no such files, it has another name
// until it is renamed. The folder, which holds the name, is synced last. The time that the disk
// took is returned separately, because it is the machine's and not the program's.
//
// A file that is replaced keeps its mode, a new one has mode 0666 less the umask, and a link
// keeps its target. Where the path is no plain file, such as a pipe or /dev/full, the content
// is written to it directly.
package wholefile

import (
	"bufio"
	"context"
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

	"serialfraction/harness/crash"
)

// A File is a file to write.
type File struct {
	Path string

	// Write writes the content to a buffered writer, which has no other method than
	// Write. It is called once.
	Write func(io.Writer) error
}

// An Error names a file that could not be written.
type Error struct {
	Path string
	Err  error // why; it does not name the file
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Write writes files. It renames none before all are on the disk. Errors are *[Error]. Only
// after an error of a rename, which is unlikely at that point, are some files new and the
// others old. synced is the time that the disk took for the files and their folders. The end of
// ctx ends a wait for the reader of a pipe, and nothing else: a file is written to its end.
func Write(ctx context.Context, files ...File) (synced time.Duration, err error) {
	return osSystem.write(ctx, files)
}

// Check returns an error where a file could not be written. It leaves an existing file as it is.
func Check(path string) error {
	at, err := find(path)
	if err != nil || at.stream {
		return fault(path, err)
	}
	p, err := osSystem.create(at)
	if err != nil {
		return fault(path, err)
	}
	p.drop()
	return nil
}

// Rehearse writes a file as Write does, but for its name: nothing of it is left. It is for measuring what
// writing takes: took is until the content is in the file and on the disk, synced the part of it that the disk
// took. To drop the file, whose memory the system gives back on one thread, is in neither. The path must not
// be of a device, a pipe or a socket, whose reader would get it.
func Rehearse(f File) (took, synced time.Duration, err error) {
	start := time.Now()
	at, err := find(f.Path)
	if err == nil && at.stream {
		err = errors.New("this is no plain file")
	}
	if err != nil {
		return 0, 0, fault(f.Path, err)
	}
	p, err := osSystem.create(at)
	if err != nil {
		return 0, 0, fault(f.Path, err)
	}
	defer p.drop()
	synced, err = osSystem.fill(p, f)
	return time.Since(start), synced, fault(f.Path, err)
}

func (s system) write(ctx context.Context, files []File) (synced time.Duration, err error) {
	var all []*pending
	defer func() { // runs also where writing panics
		for _, p := range all {
			p.drop()
		}
	}()
	for _, f := range files {
		at, err := find(f.Path)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		if at.stream {
			if err := s.stream(ctx, f); err != nil {
				return 0, fault(f.Path, err)
			}
			continue
		}
		p, err := s.create(at)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		all = append(all, p)
		took, err := s.fill(p, f)
		if err != nil {
			return 0, fault(f.Path, err)
		}
		synced += took
	}
	var folders []string
	for _, p := range all {
		if err := s.place(p); err != nil {
			return 0, fault(p.at.path, err)
		}
		if dir := filepath.Dir(p.at.path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	start := time.Now()
	for _, dir := range folders {
		s.syncFolder(dir)
	}
	return synced + time.Since(start), nil
}

// stream writes to a device, a pipe or a socket.
func (s system) stream(ctx context.Context, f File) error {
	out, err := openStream(ctx, f.Path)
	if err != nil {
		return err
	}
	// A file that takes no deadline is one that nobody is waited for at.
	stop := context.AfterFunc(ctx, func() {
		_ = crash.Catch(func() error { return out.SetWriteDeadline(time.Unix(1, 0)) })
	})
	defer stop()
	err = errors.Join(copyTo(out, f), s.close(out))
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return context.Cause(ctx)
	}
	return err
}

// openStream opens what is no plain file, which waits for the reader of a pipe. A wait that is
// given up goes on until there is a reader, or to the end of this process.
func openStream(ctx context.Context, path string) (out *os.File, err error) {
	var opened *os.File
	err = crash.CatchUntil(ctx, func() (err error) {
		opened, err = os.OpenFile(path, os.O_WRONLY, 0)
		return err
	})
	if err != nil { // opened may still be written to
		return nil, err
	}
	return opened, nil
}

// copyTo writes the content of a file through a buffer.
func copyTo(w io.Writer, f File) error {
	buffered := bufio.NewWriterSize(w, 1<<18)
	// An encoder might close or seek the file, so it gets a writer without these methods.
	if err := f.Write(struct{ io.Writer }{buffered}); err != nil {
		return err
	}
	return buffered.Flush()
}

// fault returns the error of a file. It leaves the temporary name out of the system's error,
// and adds what to do where the disk, the quota or the size of a file is used up.
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
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		err = fmt.Errorf("%w: free some space, or name a file elsewhere", err)
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM), errors.Is(err, syscall.EROFS):
		err = fmt.Errorf("%w: name a file elsewhere", err)
	case errors.Is(err, syscall.EFBIG):
		err = fmt.Errorf("%w: raise the limit on the size of files, see ulimit -f", err)
	}
	return &Error{path, err}
}
