package npy

import (
	"fmt"
	"math/bits"
	"runtime"
	"strconv"
	"unsafe"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/dataset"
)

// roundedBlock is the number of integers that are looked at together: all are exact where none has
// a bit beyond 2^53, so most need no look of their own.
const roundedBlock = 1 << 12

// rounded returns the integers that float64 does not hold. d is the dataset of a. All CPUs read,
// each a part of the array.
func (a *array) rounded(d *harness.Dataset) (dataset.Rounded, error) {
	if a.element.bits == nil {
		return dataset.Rounded{}, nil
	}
	values := a.rows * a.cols
	parts := make([]dataset.Rounded, max(1, min(runtime.GOMAXPROCS(0), values/roundedBlock)))
	var all errgroup.Group
	for i := range parts {
		all.Go(crash.Guard(func() error {
			return dataset.Guard(d, func() error {
				parts[i] = a.roundedOf(i*values/len(parts), (i+1)*values/len(parts))
				return nil
			})
		}))
	}
	if err := all.Wait(); err != nil {
		return dataset.Rounded{}, err
	}
	for _, later := range parts[1:] {
		parts[0].Merge(later)
	}
	return parts[0], nil
}

// roundedOf is rounded of the integers [lo, hi), in the order of the file.
func (a *array) roundedOf(lo, hi int) (r dataset.Rounded) {
	size := a.element.size
	for ; lo < hi; lo += roundedBlock {
		block := a.data[lo*size : min(lo+roundedBlock, hi)*size]
		if a.element.bits(block)>>53 == 0 {
			continue
		}
		for i := range len(block) / size {
			a.roundedOne(&r, lo+i)
		}
	}
	return r
}

// roundedOne counts integer i of the file where float64 does not hold it.
func (a *array) roundedOne(r *dataset.Rounded, i int) {
	magnitude, negative := a.element.magnitude(a.data[i*a.element.size:])
	if dataset.Exact(magnitude) {
		return
	}
	nearest, sign := float64(magnitude), ""
	if negative {
		nearest, sign = -nearest, "-"
	}
	r.Add(nearest, func() (original, at string) {
		row, col := i/a.cols, i%a.cols
		if a.fortran {
			row, col = i%a.rows, i/a.rows
		}
		return sign + strconv.FormatUint(magnitude, 10), fmt.Sprintf("row %d, column %d", row+1, col+1)
	})
}

// signedBits returns the function that returns the bits that any integer has, a negative one as the
// number below its magnitude. That is below 2^53 where the magnitude is 2^53 at most, and such a one
// is exact.
func signedBits(swap bool) func(src []byte) uint64 {
	if swap {
		return func(src []byte) (all uint64) {
			for _, v := range words(src) {
				v = bits.ReverseBytes64(v)
				all |= v ^ uint64(int64(v)>>63)
			}
			return all
		}
	}
	return func(src []byte) (all uint64) {
		for _, v := range words(src) {
			all |= v ^ uint64(int64(v)>>63)
		}
		return all
	}
}

// unsignedBits is signedBits of integers without a sign.
func unsignedBits(swap bool) func(src []byte) uint64 {
	return func(src []byte) (all uint64) {
		for _, v := range words(src) {
			all |= v
		}
		if swap {
			all = bits.ReverseBytes64(all)
		}
		return all
	}
}

// words returns src, whose length is a multiple of 8, as words in the byte order of this machine.
func words(src []byte) []uint64 {
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(src))), len(src)/8)
}
