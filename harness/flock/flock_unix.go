//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package flock

import (
	"errors"
	"os"
	"syscall"
)

// Try takes the advisory lock of an open file and reports whether it was free. The system
// releases the lock when the file is closed, or when the process ends in whatever way. On a
// network file system without locks it returns an error, on a system without flock(2)
// [errors.ErrUnsupported].
func Try(f *os.File) (free bool, err error) {
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
