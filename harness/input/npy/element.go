package npy

import (
	"encoding/binary"
	"math/bits"
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

	// copy converts n numbers of src, stride bytes apart, to every step-th place
	// of dst.
	copy func(dst []float64, step int, src []byte, stride, n int)
}

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
		e := elementAs[float64](swap)
		e.native = !swap
		return e, true
	case "f4":
		return elementAs[float32](swap), true
	case "f2":
		return element{size: 2, copy: copyHalf(orderOf(little != swap))}, true
	case "b1":
		return element{size: 1, copy: copyBools}, true
	case "i1":
		return elementAs[int8](swap), true
	case "i2":
		return elementAs[int16](swap), true
	case "i4":
		return elementAs[int32](swap), true
	case "i8":
		e, order := elementAs[int64](swap), orderOf(little != swap)
		e.magnitude = func(src []byte) (uint64, bool) {
			v := int64(order.Uint64(src))
			return dataset.Magnitude(v), v < 0
		}
		return e, true
	case "u1":
		return elementAs[uint8](swap), true
	case "u2":
		return elementAs[uint16](swap), true
	case "u4":
		return elementAs[uint32](swap), true
	case "u8":
		e, order := elementAs[uint64](swap), orderOf(little != swap)
		e.magnitude = func(src []byte) (uint64, bool) { return order.Uint64(src), false }
		return e, true
	}
	return element{}, false
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

func elementAs[T number](swap bool) element {
	e := element{size: sizeOfType[T](), copy: copyAs[T]}
	if swap {
		e.copy = copySwapped[T]
	}
	return e
}

func sizeOfType[T number]() int {
	var v T
	return int(unsafe.Sizeof(v))
}

func copyAs[T number](dst []float64, step int, src []byte, stride, n int) {
	if n == 0 {
		return
	}
	size := sizeOfType[T]()
	_, _ = dst[(n-1)*step], src[(n-1)*stride+size-1]
	if step == 1 && stride == size {
		for i, v := range unsafe.Slice((*T)(unsafe.Pointer(&src[0])), n) {
			dst[i] = float64(v)
		}
		return
	}
	at := unsafe.Pointer(&src[0])
	for i := range n {
		dst[i*step] = float64(*(*T)(unsafe.Add(at, i*stride)))
	}
}

func copySwapped[T number](dst []float64, step int, src []byte, stride, n int) {
	for i := range n {
		at := unsafe.Pointer(&src[i*stride : i*stride+sizeOfType[T]()][0])
		var v T
		switch to := unsafe.Pointer(&v); sizeOfType[T]() {
		case 1:
			*(*uint8)(to) = *(*uint8)(at)
		case 2:
			*(*uint16)(to) = bits.ReverseBytes16(*(*uint16)(at))
		case 4:
			*(*uint32)(to) = bits.ReverseBytes32(*(*uint32)(at))
		case 8:
			*(*uint64)(to) = bits.ReverseBytes64(*(*uint64)(at))
		}
		dst[i*step] = float64(v)
	}
}
