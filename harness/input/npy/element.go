package npy

import (
	"encoding/binary"
	"unsafe"

	"serialfraction/harness/input/dataset"
)

// An element describes how an array stores one number.
type element struct {
	size   int
	native bool // float64 in the byte order of this machine

	// magnitude returns that of an integer of 64 bits in its size bytes, and whether it is
	// negative; nil where every element is exact.
	magnitude func(src []byte) (of uint64, negative bool)

	// bits returns a number below 2^53 only where every integer of 64 bits in src is exact; nil
	// where magnitude is.
	bits func(src []byte) uint64

	// copy converts n numbers of src, stride bytes apart, to every step-th place
	// of dst.
	copy func(dst []float64, step int, src []byte, stride, n int)

	// strip converts the first n numbers of stripCols columns that each lie together in src,
	// the first of each at those bytes, to n rows of dst, width apart.
	strip func(dst []float64, width int, src []byte, at [stripCols]int, n int)

	// finish makes numbers of what copy and strip have put into dst; nil where those are the
	// numbers.
	finish func(dst []float64)
}

// stripCols is how many columns are turned into rows at once: their values fill a line of the
// cache, of 64 bytes, which is then written as a whole.
const stripCols = 8

// elementOf returns the element of a NumPy dtype, such as "<f8", and false for a dtype
// that is not a plain number, or one that float64 cannot hold.
func elementOf(descr string) (element, bool) {
	if descr == "" {
		return element{}, false
	}
	little := binary.NativeEndian.Uint16([]byte{1, 0}) == 1
	swap := false
	switch descr[0] {
	case '<':
		swap = !little
	case '>':
		swap = little
	case '=', '|':
	default:
		return element{}, false
	}
	switch descr[1:] {
	case "f8":
		e := either(swap, elementAs[float64](nil), elementAs[float64](swapFloats8))
		e.native = !swap
		return e, true
	case "f4":
		return either(swap, elementAs[float32](nil), elementAs[uint32](swapFloats4)), true
	case "f2":
		return either(swap, elementAs[uint16](halves), elementAs[uint16](swapHalves)), true
	case "b1":
		return elementAs[uint8](bools), true
	case "i1":
		return elementAs[int8](nil), true
	case "i2":
		return either(swap, elementAs[int16](nil), elementAs[uint16](swapIntegers2[int16])), true
	case "i4":
		return either(swap, elementAs[int32](nil), elementAs[uint32](swapIntegers4[int32])), true
	case "i8":
		e := either(swap, elementAs[int64](nil), elementAs[float64](swapIntegers8[int64]))
		order := orderOf(little != swap)
		e.magnitude = func(src []byte) (uint64, bool) {
			v := int64(order.Uint64(src))
			return dataset.Magnitude(v), v < 0
		}
		e.bits = signedBits(swap)
		return e, true
	case "u1":
		return elementAs[uint8](nil), true
	case "u2":
		return either(swap, elementAs[uint16](nil), elementAs[uint16](swapIntegers2[uint16])), true
	case "u4":
		return either(swap, elementAs[uint32](nil), elementAs[uint32](swapIntegers4[uint32])), true
	case "u8":
		e := either(swap, elementAs[uint64](nil), elementAs[float64](swapIntegers8[uint64]))
		order := orderOf(little != swap)
		e.magnitude = func(src []byte) (uint64, bool) { return order.Uint64(src), false }
		e.bits = unsignedBits(swap)
		return e, true
	}
	return element{}, false
}

// either returns the element in the byte order of this machine, or in the other.
func either(swap bool, native, swapped element) element {
	if swap {
		return swapped
	}
	return native
}

// orderOf returns the byte order of an array.
func orderOf(little bool) binary.ByteOrder {
	if little {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// number lists the types that are converted to float64. Integers become the nearest
// float64, ties to even: they are exact up to 2^53.
type number interface {
	float32 | float64 | int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64
}

// elementAs returns the element that is read as T and then finished.
func elementAs[T number](finish func(dst []float64)) element {
	return element{size: sizeOfType[T](), copy: copyAs[T], strip: stripAs[T], finish: finish}
}

func sizeOfType[T number]() int {
	var v T
	return int(unsafe.Sizeof(v))
}

// load returns the number at a place.
func load[T number](at unsafe.Pointer) float64 { return float64(*(*T)(at)) }

func copyAs[T number](dst []float64, step int, src []byte, stride, n int) {
	if n == 0 {
		return
	}
	size := sizeOfType[T]()
	_, _ = dst[(n-1)*step], src[(n-1)*stride+size-1]
	at := unsafe.Pointer(&src[0])
	if step == 1 && stride == size {
		for i := range dst[:n] {
			dst[i] = load[T](unsafe.Add(at, i*size))
		}
		return
	}
	for i := range n {
		dst[i*step] = load[T](unsafe.Add(at, i*stride))
	}
}

func stripAs[T number](dst []float64, width int, src []byte, at [stripCols]int, n int) {
	size := sizeOfType[T]()
	p := columnsAt(src, at, n*size)
	for i := range n {
		row, off := dst[i*width:][:stripCols:stripCols], i*size
		row[0] = load[T](unsafe.Add(p[0], off))
		row[1] = load[T](unsafe.Add(p[1], off))
		row[2] = load[T](unsafe.Add(p[2], off))
		row[3] = load[T](unsafe.Add(p[3], off))
		row[4] = load[T](unsafe.Add(p[4], off))
		row[5] = load[T](unsafe.Add(p[5], off))
		row[6] = load[T](unsafe.Add(p[6], off))
		row[7] = load[T](unsafe.Add(p[7], off))
	}
}

// columnsAt returns where columns of so many bytes begin in src, and panics where one is not
// within it.
func columnsAt(src []byte, at [stripCols]int, bytes int) (p [stripCols]unsafe.Pointer) {
	for k, from := range at {
		p[k] = unsafe.Pointer(unsafe.SliceData(src[from : from+bytes]))
	}
	return p
}
