//go:build unix

package machine

import (
	"math"

	"golang.org/x/sys/unix"
)

// addressSpace returns the limit of the address space of this process in bytes, math.MaxInt64
// where there is none.
func addressSpace() int64 {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_AS, &limit); err != nil || uint64(limit.Cur) > math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(limit.Cur)
}

// filesLimit returns how many files this process may have open, math.MaxInt where there is no limit.
func filesLimit() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || uint64(limit.Cur) > math.MaxInt32 {
		return math.MaxInt
	}
	return int(limit.Cur)
}
