package probe

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// diskAlign is the alignment of memory, a page, that reading without the cache needs.
const diskAlign = 4096

// alignedBlock returns a buffer for reading without the cache.
func alignedBlock() []byte {
	buf := make([]byte, diskBlock+diskAlign)
	off := -uintptr(unsafe.Pointer(&buf[0])) & (diskAlign - 1) // the heap does not move
	return buf[off : off+diskBlock]
}

// openUncached opens a file once more, so that reading it bypasses the cache. cached is true
// where that is impossible, because the file system is in memory, as tmpfs is.
func openUncached(f *os.File) (_ *os.File, cached bool, err error) {
	var fs unix.Statfs_t
	inMemory := unix.Fstatfs(int(f.Fd()), &fs) == nil && (int64(fs.Type) == unix.TMPFS_MAGIC || int64(fs.Type) == unix.RAMFS_MAGIC)
	if direct, err := os.OpenFile(f.Name(), os.O_RDONLY|unix.O_DIRECT, 0); err == nil {
		return direct, inMemory, nil // tmpfs accepts the flag and ignores it
	}
	again, err := os.Open(f.Name())
	return again, true, err
}
