package scratch

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"

	"serialfraction/harness/wholefile"
)

// Here reports whether this system has arrays.
const Here = true

func create(dir string, n int) (*Array, error) {
	f, err := wholefile.Unnamed(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close() // the mapping keeps the file
	var on unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &on); err == nil && (on.Type == unix.TMPFS_MAGIC || on.Type == unix.RAMFS_MAGIC) {
		return nil, errMemory
	}
	if err := wholefile.Uninterrupted(func() error { return unix.Fallocate(int(f.Fd()), 0, 0, 8*int64(n)) }); err != nil {
		return nil, fmt.Errorf("a file of %d bytes: %w: free some space, or name results elsewhere", 8*int64(n), err)
	}
	return mapped(f, n)
}

// mapped maps the n values of a file.
func mapped(f *os.File, n int) (*Array, error) {
	bytes, err := unix.Mmap(int(f.Fd()), 0, 8*n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	return &Array{Values: unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(bytes))), n), bytes: bytes}, nil
}

// Close frees the file. Values must not be used afterwards.
func (a *Array) Close() error {
	if a.bytes == nil {
		return nil
	}
	bytes := a.bytes
	a.Values, a.bytes = nil, nil
	return unix.Munmap(bytes)
}
