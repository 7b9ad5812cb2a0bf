//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd)

package results

import (
	"errors"
	"os"
)

// flock knows no locks on this system.
func flock(*os.File) (free bool, err error) { return false, errors.ErrUnsupported }

func hardLinks(os.FileInfo) uint64 { return 1 }

const noFollow = 0
