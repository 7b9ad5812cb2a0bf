package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"serialfraction/harness/wholefile"
)

// Open opens a file for reading; a folder is an error.
func Open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, wholefile.ErrFolder)
	}
	return f, nil
}

// reason drops the operation and the path from an error of package os.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
