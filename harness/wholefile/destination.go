package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ErrFolder is the error of a path that names a folder where a file is expected, to read or
// to write.
var ErrFolder = errors.New("this is a folder: name a file in it")

// A destination is the place that a path leads to.
type destination struct {
	path     string      // with links followed
	replaces bool        // a plain file exists there
	mode     fs.FileMode // of the existing file; of a new file before the umask
	stream   bool        // a device, a pipe or a socket exists there
}

// find follows a path. The target of a link need not exist: the new file will be there.
func find(path string) (destination, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		end, err := endOf(path)
		return destination{path: end, mode: 0o666}, err
	case err != nil:
		return destination{}, err
	case info.IsDir():
		return destination{}, ErrFolder
	case !info.Mode().IsRegular():
		return destination{path: path, stream: true}, nil
	}
	real, err := filepath.EvalSymlinks(path)
	return destination{path: real, replaces: true, mode: info.Mode().Perm()}, err
}

// endOf follows links from a path to a target that does not exist. The system has followed
// them before, so they form no circle; maxLinks guards against one that is made meanwhile.
func endOf(path string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil { // not a link
			return path, nil
		}
		if !filepath.IsAbs(to) {
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		// In a target, .. goes up from the real folder of the link, not from its name.
		dir, name := filepath.Split(to)
		if dir, err = filepath.EvalSymlinks(dir); err != nil {
			return "", fmt.Errorf("this link leads to %s, which is in no folder: make the folder, or name another file", to)
		}
		path = filepath.Join(dir, name)
	}
	return "", syscall.ELOOP
}

// maxLinks is the number of links that Linux follows (path_resolution(7)).
const maxLinks = 40
