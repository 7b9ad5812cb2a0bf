package npy

import (
	"encoding/binary"

	"serialfraction/harness/input/dataset"
)

// copyBools converts booleans, of which every byte but 0 is true.
func copyBools(dst []float64, step int, src []byte, stride, n int) {
	for i := range n {
		dst[i*step] = 0
		if src[i*stride] != 0 {
			dst[i*step] = 1
		}
	}
}

// copyHalf returns the copy of floats of 16 bits.
func copyHalf(order binary.ByteOrder) func(dst []float64, step int, src []byte, stride, n int) {
	return func(dst []float64, step int, src []byte, stride, n int) {
		for i := range n {
			dst[i*step] = dataset.Half(order.Uint16(src[i*stride:]))
		}
	}
}
