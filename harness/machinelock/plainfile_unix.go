//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package machinelock

import (
	"os"
	"syscall"
)

// hardLinks returns how many names a file has.
func hardLinks(info os.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink)
	}
	return 1
}

// noFollow is the flag that refuses to open a symbolic link.
const noFollow = syscall.O_NOFOLLOW
