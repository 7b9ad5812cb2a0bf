package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A destination is where a path leads.
type destination struct {
	path     string      // links followed
	replaces bool        // a plain file is there
	mode     fs.FileMode // of what is there; of a new file before the umask
	stream   bool        // a device, a pipe or a socket is there
}

// find follows a path. A link that leads nowhere is itself the destination.
func find(path string) (destination, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return destination{path: path, mode: 0o666}, nil
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
