package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A destination is where a path leads.
type destination struct {
	path     string      // links followed
	replaces bool        // a plain file is there
	mode     fs.FileMode // of what is there; of a new file before the umask
	stream   bool        // a device, a pipe or a socket is there
}

// find follows a path. Where a link leads nowhere yet, the file is to be where it leads.
func find(path string) (destination, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		end, err := endOf(path)
		return destination{path: end, mode: 0o666}, err
	case err != nil:
		return destination{}, err
	case info.IsDir():
		return destination{}, errors.New("this is a folder: name a file in it")
	case !info.Mode().IsRegular():
		return destination{path: path, stream: true}, nil
	}
	real, err := filepath.EvalSymlinks(path)
	return destination{path: real, replaces: true, mode: info.Mode().Perm()}, err
}

// endOf follows links from a path to where nothing is. The system has followed them
// before and found their end, so they go in no circle; maxLinks is for one that is made
// meanwhile.
func endOf(path string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil { // no link
			return path, nil
		}
		if !filepath.IsAbs(to) {
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		// A .. goes up from the folder that a link leads to, not from its name.
		dir, name := filepath.Split(to)
		if dir, err = filepath.EvalSymlinks(dir); err != nil {
			return "", fmt.Errorf("this link leads to %s, which is in no folder: make the folder, or name another file", to)
		}
		path = filepath.Join(dir, name)
	}
	return "", syscall.ELOOP
}

// maxLinks is how many links Linux follows (path_resolution(7)).
const maxLinks = 40
