package join

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Load reads the join file at a path. One that others than its owner can read is refused: they may
// have read it.
func Load(path string, now time.Time) (File, error) {
	text, open, err := private(path, JoinFile)
	if err != nil {
		return File{}, err
	}
	f, err := Parse(text, path, now)
	if err == nil && open != nil {
		err = open
	}
	return f, err
}

// private reads a file that is for its owner alone. Where others can read it, open is the error of that.
func private(path, what string) (text []byte, open, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, unreadable(path, what, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, unreadable(path, what, err)
	}
	if info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		open = fmt.Errorf("the %s %s can be read by others: type chmod 600 %[2]s, or start the coordinator anew if others may have it", what, path)
	}
	if text, err = io.ReadAll(io.LimitReader(file, most+1)); err != nil {
		return nil, nil, unreadable(path, what, err)
	}
	return text, open, nil
}

// The files that are for their owner alone.
const (
	JoinFile        = "join file"
	CredentialsFile = "credentials"
)

// An UnreadableError is the error of a file that cannot be read.
type UnreadableError struct {
	What  string // JoinFile or CredentialsFile
	Path  string
	Cause error
}

func (e *UnreadableError) Unwrap() error { return e.Cause }

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("the %s %s cannot be read: %v", e.What, e.Path, e.Cause)
}

// unreadable is the error of a file that cannot be read.
func unreadable(path, what string, err error) error {
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		err = at.Err
	}
	return &UnreadableError{what, path, err}
}

// An OtherFileError is the error of a join file in whose place there is a file of another kind.
type OtherFileError struct{ Path string }

func (e *OtherFileError) Error() string {
	return fmt.Sprintf("%s exists and is no join file: type another name", e.Path)
}

// Writable returns an error where a join file cannot be written at a path. An older join file there
// is replaced; another file is not.
func Writable(path string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		_, err := os.Stat(filepath.Dir(path))
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("the file there cannot be read, so it may be no join file: %w: type another name", err)
	}
	if _, ok := unmarshal(text); !ok {
		return &OtherFileError{path}
	}
	return nil
}

// Write writes the join file for its owner alone. Nobody reads half of it: it appears as a whole.
func (f File) Write(path string) error {
	if err := Writable(path); err != nil {
		return err
	}
	return KeepPrivate(path, f.Text())
}

// KeepPrivate writes a file for its owner alone, as a whole, in place of an older one.
func KeepPrivate(path string, text []byte) (failed error) {
	part, err := os.CreateTemp(filepath.Dir(path), ".join-") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if failed != nil {
			failed = errors.Join(failed, os.Remove(part.Name()))
		}
	}()
	_, err = part.Write(text)
	if err := errors.Join(err, part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), path)
}

// Remove removes the join file that was written at a path, if it is there still: nobody can join by
// it any more.
func (f File) Remove(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	if now, ok := unmarshal(text); !ok || now.Session != f.Session {
		return nil // another coordinator's
	}
	return os.Remove(path)
}
