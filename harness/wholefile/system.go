package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A system holds the calls of the operating system that writing needs. Each may fail; tests
// replace them. A new file has the given mode less the umask.
type system struct {
	createUnnamed func(dir string, mode fs.FileMode) (*os.File, error) // it has no name before link; it fails where there are no such files
	createNamed   func(dir string, mode fs.FileMode) (*os.File, error)
	chmod         func(*os.File, fs.FileMode) error
	sync          func(*os.File) error
	close         func(*os.File) error
	link          func(unnamed *os.File, to string) error // to must not exist
	rename        func(from, to string) error
	syncFolder    func(dir string)
}

var osSystem = system{
	createUnnamed: createUnnamed,
	createNamed: func(dir string, mode fs.FileMode) (*os.File, error) {
		// os.CreateTemp would make a file that only the user can read.
		return os.OpenFile(tempName(dir), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode.Perm())
	},
	chmod:      (*os.File).Chmod,
	sync:       (*os.File).Sync,
	close:      (*os.File).Close,
	link:       linkUnnamed,
	rename:     os.Rename,
	syncFolder: SyncFolder,
}

// tempName returns a new name in a folder for a file that is being written.
func tempName(dir string) string {
	return filepath.Join(dir, fmt.Sprintf("%s%016x", tempPrefix, rand.Uint64()))
}

// Unnamed creates a file in a folder that has no name, for this user alone: it is gone when it is closed, or
// when its process ends in whatever way.
func Unnamed(dir string) (*os.File, error) {
	if f, err := osSystem.createUnnamed(dir, 0o600); err == nil {
		return f, nil
	}
	f, err := osSystem.createNamed(dir, 0o600)
	if err != nil {
		return nil, errors.Unwrap(err) // the name is nobody's
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(errors.Unwrap(err), f.Close())
	}
	return f, nil
}

// tempPrefix begins the name of a file that is being written. Only a kill leaves such a file
// behind; where files without a name are to be had, one in the microseconds between two calls.
const tempPrefix = ".harness-"

// SyncFolder writes the names in a folder to the disk. Not every file system can; without it
// only a power cut can lose a name.
func SyncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
