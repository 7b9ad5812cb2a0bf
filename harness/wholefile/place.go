package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A place is where a path leads.
type place struct {
	path     string      // links followed
	replaces bool        // a plain file is there
	mode     fs.FileMode // of what is there; of a new file before the umask
	stream   bool        // a device, a pipe or a socket is there
}

// find follows a path. A link that leads nowhere is itself the place.
func find(path string) (place, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{path: path, mode: 0o666}, nil
	case err != nil:
		return place{}, err
	case info.IsDir():
		return place{}, errors.New("this is a folder: name a file in it")
	case !info.Mode().IsRegular():
		return place{path: path, stream: true}, nil
	}
	real, err := filepath.EvalSymlinks(path)
	return place{path: real, replaces: true, mode: info.Mode().Perm()}, err
}
