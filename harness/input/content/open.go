package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Open opens a file for reading; a directory is an error.
func Open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s: this is a directory: name a file in it", path)
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
