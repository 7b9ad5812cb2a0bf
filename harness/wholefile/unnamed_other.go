//go:build !linux

package wholefile

import (
	"errors"
	"io/fs"
	"os"
)

// Only Linux has files without a name that can get one.

func createUnnamed(string, fs.FileMode) (*os.File, error) { return nil, errors.ErrUnsupported }

func linkUnnamed(*os.File, string) error { return errors.ErrUnsupported }
