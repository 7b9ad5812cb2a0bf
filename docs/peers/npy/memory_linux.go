package main

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePages returns room for n values in pages of 2 MB where the system gives them, which NumPy asks
// for too: small ones cost more than the copy.
func largePages(n int) ([]float64, error) {
	memory, err := unix.Mmap(-1, 0, 8*n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	_ = unix.Madvise(memory, unix.MADV_HUGEPAGE) // advice may be refused
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(memory))), n), nil
}
