//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd)

package flock

import (
	"errors"
	"os"
)

// Try always returns [errors.ErrUnsupported]: this system has no flock(2).
func Try(*os.File) (free bool, err error) { return false, errors.ErrUnsupported }
