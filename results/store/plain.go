package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// openPlain opens a file of the folder, or the one that a link names. It opens no pipe and no
// device: the first has nobody who writes to it, so that it is waited for without end, and the
// second may have no end.
func openPlain(path string) (*os.File, error) {
	if err := CheckPlain(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", path, errors.Unwrap(err))
	}
	return f, nil
}

// CheckPlain returns an error where a path in the folder leads to no plain file. The error names
// what it leads to and what to do about it.
func CheckPlain(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		cause := errors.Unwrap(err)
		if link, lost := os.Lstat(path); lost == nil && link.Mode()&fs.ModeSymlink != 0 {
			return fmt.Errorf("%s is a link that leads to no file (%w): remove it from the folder", path, cause)
		}
		return fmt.Errorf("result file %s: %w", path, cause)
	}
	what := "a device"
	switch mode := info.Mode(); {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		what = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		what = "a pipe"
	case mode&fs.ModeSocket != 0:
		what = "a socket"
	}
	return fmt.Errorf("%s is %s and no result file: remove it from the folder", path, what)
}
