package content

import (
	"fmt"
	"os"

	"serialfraction/harness/wholefile"
)

// Open opens a file for reading; a folder is an error.
func Open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, wholefile.Unreadable(path, err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, wholefile.ErrFolder)
	}
	return f, nil
}
