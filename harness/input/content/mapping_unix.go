//go:build unix

package content

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapFile maps the first size bytes of a file for reading.
func mapFile(f *os.File, size int64) (bytes []byte, unmap func() error, ok bool) {
	if int64(int(size)) != size {
		return nil, nil, false
	}
	bytes, err := unix.Mmap(int(f.Fd()), 0, int(size), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, nil, false
	}
	return bytes, func() error { return unix.Munmap(bytes) }, true
}

// sparse has the system read single pages that are mapped, or as usual those around them too.
func sparse(pages []byte, single bool) {
	advice := unix.MADV_NORMAL
	if single {
		advice = unix.MADV_RANDOM
	}
	_ = unix.Madvise(pages, advice) // advice may be refused
}
