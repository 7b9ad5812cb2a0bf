//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package results

import (
	"errors"
	"os"
	"syscall"
)

// flock takes the advisory lock of an open file and reports whether it was free. The
// system gives it back when the file is closed or the process ends, however it does.
// Some network file systems have no locks; that is an error.
func flock(f *os.File) (free bool, err error) {
	conn, err := f.SyscallConn()
	if err != nil {
		return false, err
	}
	var locked error
	if err := conn.Control(func(fd uintptr) {
		locked = syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB)
	}); err != nil {
		return false, err
	}
	if errors.Is(locked, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return locked == nil, locked
}

// hardLinks returns how many names a file has.
func hardLinks(info os.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink)
	}
	return 1
}

// noFollow opens a file that is no symbolic link.
const noFollow = syscall.O_NOFOLLOW
