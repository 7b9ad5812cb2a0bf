package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"serialfraction/results"
)

// NewPath returns the path for a sweep that was given no file: in the folder of [Default],
// which it creates for its user alone, with a name made of the UTC time, the workload and the host.
func NewPath(getenv func(string) string, h results.Header) (string, error) {
	folder, err := Default(getenv)
	if err != nil {
		return "", &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	if err := os.MkdirAll(folder.Dir, 0o700); err != nil {
		return "", &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	name := h.Time.UTC().Format("20060102T150405.000Z") + workloadPart(h.Workload) + fileWord(h.Machine.Hostname) + extension
	return filepath.Join(folder.Dir, name), nil
}

// workloadPart returns the part of a file name that is made of the workload.
func workloadPart(workload string) string { return "-" + fileWord(workload) + "-" }

// CheckNew returns an error if no file can be made at the path of [NewPath]. It creates
// nothing, not even a folder. It lets a caller find out before the work of a sweep begins.
// The error is a *[results.DestinationError].
func CheckNew(getenv func(string) string) error {
	folder, err := Default(getenv)
	if err != nil {
		return &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	at := folder.Dir // or the nearest folder above it that exists
	for {
		if _, err = os.Stat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	if err != nil {
		return &results.DestinationError{Err: fmt.Errorf("result file: no file can be made in %s: %w: name one", folder.Dir, errors.Unwrap(err))}
	}
	err = results.CheckNew(filepath.Join(at, "new"+extension))
	var cause syscall.Errno
	if errors.As(err, &cause) { // which names the file in the folder above, of which nobody has heard
		return &results.DestinationError{Err: fmt.Errorf("result file: no file can be made in %s: %w: name one", folder.Dir, cause)}
	}
	return err
}

// fileWord replaces by _ every character of s that is not plain in a file name.
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
