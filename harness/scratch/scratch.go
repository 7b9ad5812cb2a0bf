// Package scratch has numbers that lie in a file without a name, for what has no room in memory. They are
// mapped: the system writes pages to the file when it needs their memory and reads them again when they are
// used, so that no more of them is in memory than there is room for. It is for long arrays that are gone over
// from one end to the other; what is read here and there waits for the disk each time.
//
// The whole file has its place on the disk before it is used, so that a full disk is an error here and not a
// fault later. It is gone with the process, however that ends.
package scratch

import (
	"errors"
	"fmt"
)

// An Array is numbers in a file without a name.
type Array struct {
	Values []float64 // 0 until they are written

	bytes []byte // the same, mapped
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
	return a, nil
}
