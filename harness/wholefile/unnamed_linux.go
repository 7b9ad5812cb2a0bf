package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// createUnnamed creates a file in a folder that has no name yet, so that nothing is left of it after a
// kill: O_TMPFILE of open(2). It returns an error where the file system has none, or where
// there is no /proc, by which [linkUnnamed] finds the file.
func createUnnamed(dir string, mode fs.FileMode) (*os.File, error) {
	var fd int
	err := Uninterrupted(func() (err error) {
		fd, err = unix.Open(dir, unix.O_RDWR|unix.O_TMPFILE|unix.O_CLOEXEC, uint32(mode.Perm()))
		return err
	})
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), tempName(dir))
	if _, err := os.Lstat(procPath(f)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// linkUnnamed gives a file of createUnnamed a name.
func linkUnnamed(f *os.File, path string) error {
	err := Uninterrupted(func() error {
		return unix.Linkat(unix.AT_FDCWD, procPath(f), unix.AT_FDCWD, path, unix.AT_SYMLINK_FOLLOW)
	})
	if err != nil {
		return &os.LinkError{Op: "link", Old: f.Name(), New: path, Err: err}
	}
	return nil
}

// Uninterrupted makes a system call that a signal may end before it is done (EINTR of signal(7)), as those by which Go
// interrupts its own goroutines do on file systems that can be interrupted. It makes the call again until it ends
// by itself.
func Uninterrupted(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}

func procPath(f *os.File) string { return "/proc/self/fd/" + strconv.Itoa(int(f.Fd())) }
