package npy

import (
	"math"
	"math/bits"

	"serialfraction/harness/input/dataset"
)

// What is no number of this machine is first copied as an integer without a sign, which float64
// holds, or eight bytes as they are, and then made a number where it lies, in the cache.

// integer2 is the integer of 16 bits that was copied, and integer4 that of 32.
func integer2(v float64) uint16 { return uint16(int32(v)) }
func integer4(v float64) uint32 { return uint32(int64(v)) }

// swapFloats8 and those below turn the bytes of each number round.
func swapFloats8(dst []float64) {
	for i, v := range dst {
		dst[i] = math.Float64frombits(bits.ReverseBytes64(math.Float64bits(v)))
	}
}

func swapFloats4(dst []float64) {
	for i, v := range dst {
		dst[i] = float64(math.Float32frombits(bits.ReverseBytes32(integer4(v))))
	}
}

func swapIntegers8[T int64 | uint64](dst []float64) {
	for i, v := range dst {
		dst[i] = float64(T(bits.ReverseBytes64(math.Float64bits(v))))
	}
}

func swapIntegers4[T int32 | uint32](dst []float64) {
	for i, v := range dst {
		dst[i] = float64(T(bits.ReverseBytes32(integer4(v))))
	}
}

func swapIntegers2[T int16 | uint16](dst []float64) {
	for i, v := range dst {
		dst[i] = float64(T(bits.ReverseBytes16(integer2(v))))
	}
}

// halves makes floats of 16 bits, and swapHalves those in the other byte order.
func halves(dst []float64) {
	for i, v := range dst {
		dst[i] = dataset.Half(integer2(v))
	}
}

func swapHalves(dst []float64) {
	for i, v := range dst {
		dst[i] = dataset.Half(bits.ReverseBytes16(integer2(v)))
	}
}

// bools makes booleans, of which every byte but 0 is true.
func bools(dst []float64) {
	for i, v := range dst {
		dst[i] = min(v, 1)
	}
}
