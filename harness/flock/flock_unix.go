//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package flock

import (
	"errors"
	"os"
	"syscall"
)

// Try takes the advisory lock of an open file and reports whether it was free. The
// system gives it back when the file is closed or the process ends, however it does.
// Some network file systems have no locks; that is an error. A system without flock(2)
// is [errors.ErrUnsupported].
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
