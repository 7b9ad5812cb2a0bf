package probe

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// diskAlign is what reading around the cache wants of memory: a page.
const diskAlign = 4096

// alignedBlock returns memory that can be read into around the cache.
func alignedBlock() []byte {
	buf := make([]byte, diskBlock+diskAlign)
	off := -uintptr(unsafe.Pointer(&buf[0])) & (diskAlign - 1) // the heap does not move
	return buf[off : off+diskBlock]
}

// openUncached opens a file once more, so that reading it does not end at the cache;
// cached where the file system lives there, as tmpfs does.
func openUncached(f *os.File) (_ *os.File, cached bool, err error) {
	var fs unix.Statfs_t
	inMemory := unix.Fstatfs(int(f.Fd()), &fs) == nil && (int64(fs.Type) == unix.TMPFS_MAGIC || int64(fs.Type) == unix.RAMFS_MAGIC)
	if direct, err := os.OpenFile(f.Name(), os.O_RDONLY|unix.O_DIRECT, 0); err == nil {
		return direct, inMemory, nil // tmpfs takes the flag, and no notice of it
	}
	again, err := os.Open(f.Name())
	return again, true, err
}
