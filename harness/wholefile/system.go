package wholefile

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A system holds the calls of the operating system that writing needs. Each may fail; tests
// replace them.
type system struct {
	create     func(dir string, mode fs.FileMode) (*os.File, error) // a new file in a folder, of that mode less the umask
	chmod      func(*os.File, fs.FileMode) error
	sync       func(*os.File) error
	close      func(*os.File) error
	rename     func(from, to string) error
	syncFolder func(dir string)
}

var osSystem = system{
	create: func(dir string, mode fs.FileMode) (*os.File, error) {
		// os.CreateTemp would make a file that only the user can read.
		return os.OpenFile(filepath.Join(dir, fmt.Sprintf("%s%016x", tempPrefix, rand.Uint64())), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode.Perm())
	},
	chmod:      (*os.File).Chmod,
	sync:       (*os.File).Sync,
	close:      (*os.File).Close,
	rename:     os.Rename,
	syncFolder: SyncFolder,
}

// tempPrefix begins the name of a file that is being written. Only a kill leaves such a file
// behind.
const tempPrefix = ".harness-"

// SyncFolder writes the names in a folder to the disk. Not every file system can; without it
// only a power cut can lose a name.
func SyncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
