package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"serialfraction/results"
)

// NewPath returns where a sweep is kept that names no file: in the folder of
// [Default], which it makes, under a name of the UTC time, the workload and the
// host.
func NewPath(getenv func(string) string, h results.Header) (string, error) {
	folder, err := Default(getenv)
	if err != nil {
		return "", &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	if err := os.MkdirAll(folder.Dir, 0o755); err != nil {
		return "", &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	name := h.Time.UTC().Format("20060102T150405.000Z") + workloadPart(h.Workload) + fileWord(h.Machine.Hostname) + extension
	return filepath.Join(folder.Dir, name), nil
}

// workloadPart is what the name of a sweep has of its workload.
func workloadPart(workload string) string { return "-" + fileWord(workload) + "-" }

// CheckNew says whether a file could be made where [NewPath] says, and makes nothing, no
// folder either: the place to find out is before the work of a sweep. The error is a
// *[results.DestinationError].
func CheckNew(getenv func(string) string) error {
	folder, err := Default(getenv)
	if err != nil {
		return &results.DestinationError{Err: fmt.Errorf("result file: %w: name one", err)}
	}
	at := folder.Dir // or the folder above that the others can be made in
	for {
		if _, err = os.Stat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	if err != nil {
		return &results.DestinationError{Err: fmt.Errorf("result file: no file can be made in %s: %w: name one", folder.Dir, errors.Unwrap(err))}
	}
	return results.CheckNew(filepath.Join(at, "new"+extension))
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
