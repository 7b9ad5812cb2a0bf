package wire

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// alike reports whether this machine keeps numbers as messages do, the lowest byte first. Values are then
// copied as they lie, which takes a half to a sixth of the time of one after the other.
var alike = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// PutFloats writes values into dst, which has room for 8 bytes of each.
func PutFloats(dst []byte, values []float64) {
	if alike {
		copy(dst[:8*len(values)], bytesOf(values))
		return
	}
	for i, v := range values {
		binary.LittleEndian.PutUint64(dst[8*i:], math.Float64bits(v))
	}
}

// Floats reads values from src, which has 8 bytes of each.
func Floats(dst []float64, src []byte) {
	if alike {
		copy(bytesOf(dst), src[:8*len(dst)])
		return
	}
	for i := range dst {
		dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(src[8*i:]))
	}
}

// bytesOf returns the memory of values.
func bytesOf(values []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values))
}

// FromBits makes values of their bits.
func FromBits(dst []float64, bits []uint64) {
	for i, b := range bits {
		dst[i] = math.Float64frombits(b)
	}
}

// Bits returns the bits of values. JSON has no NaN.
func Bits(values []float64) []uint64 {
	bits := make([]uint64, len(values))
	for i, v := range values {
		bits[i] = math.Float64bits(v)
	}
	return bits
}
