package wholefile

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A system is what writing asks of the operating system, each of which may fail.
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
		// os.CreateTemp would make it the user's alone.
		return os.OpenFile(filepath.Join(dir, fmt.Sprintf("%s%016x", tempPrefix, rand.Uint64())), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode.Perm())
	},
	chmod:      (*os.File).Chmod,
	sync:       (*os.File).Sync,
	close:      (*os.File).Close,
	rename:     os.Rename,
	syncFolder: SyncFolder,
}

// tempPrefix begins the name of a file that is being written; it is left behind only
// by a kill.
const tempPrefix = ".harness-"

// SyncFolder hands the names in a folder to the disk, where the system can: not every
// file system does, and what is lost then is lost by a power cut alone.
func SyncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
