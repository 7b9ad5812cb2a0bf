// Package scratch has numbers that lie in a file without a name, for what has no room in memory. They are
// mapped: the system writes pages to the file when it needs their memory and reads them again when they are
// used, so that no more of them is in memory than there is room for. It is for long arrays that are gone over
// from one end to the other; what is read here and there waits for the disk each time.
//
// The whole file has its place on the disk before it is used, so that a full disk is an error here. Not every
// file system keeps that promise, nor every disk its data: then the use of a value is a fault, which is a panic
// under [debug.SetPanicOnFault], and [Array.Guard] makes it an error. The file is gone with the process,
// however that ends.
package scratch

import (
	"errors"
	"fmt"
	"runtime/debug"
	"unsafe"

	"serialfraction/harness/crash"
)

// An Array is numbers in a file without a name.
type Array struct {
	Values []float64 // 0 until they are written

	bytes []byte // the same, mapped
	dir   string
}

// errMemory is the error of a folder whose files lie in memory, such as /dev/shm.
var errMemory = errors.New("its files lie in memory: name results on a disk")

// New makes an array of n values, at least one, in a folder. The caller closes it. An error is of the folder,
// and names it.
func New(dir string, n int) (*Array, error) {
	a, err := create(dir, n)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	a.dir = dir
	return a, nil
}

// Guard calls f, which may use the values, and returns its error, or where f or a goroutine that it waits for had
// a fault in them, the error of their folder. A goroutine that sees no fault as a panic ends the process.
func (a *Array) Guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			fault, _ := cause.(error)
			if err = a.blame(fault); err == fault {
				panic(crash.Of(cause))
			}
		}
	}()
	return a.blame(f())
}

// blame returns err, or where it is of a fault in the values of a, the error of its folder.
func (a *Array) blame(err error) error {
	var fault interface {
		error
		Addr() uintptr
	}
	if !errors.As(err, &fault) {
		return err
	}
	start := uintptr(unsafe.Pointer(unsafe.SliceData(a.bytes)))
	if at := fault.Addr(); at < start || at-start >= uintptr(len(a.bytes)) {
		return err
	}
	return fmt.Errorf("%s: a file of %d bytes has no more room there, or its disk failed: free some space, or name results elsewhere", a.dir, len(a.bytes))
}
