// Package wire is what coordinator and workers of the remote engine write to each other: the
// subjects, the tasks and results in a binary form, and the rare messages in JSON.
//
// All numbers are little-endian. A task and a result begin with a magic number, and have the size that
// their header names; whatever else comes is refused. A task has a checksum. A result ends with a code
// that only the coordinator and its worker can make, so that nobody else answers for that worker. Reading a task or a result allocates nothing: what is read is a view of the message.
package wire

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// Version is the number of this form of the messages. Coordinator and workers of different numbers
// do not work together.
const Version = 2

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// PutFloats writes values into dst, which has room for 8 bytes of each.
func PutFloats(dst []byte, values []float64) {
	for i, v := range values {
		binary.LittleEndian.PutUint64(dst[8*i:], math.Float64bits(v))
	}
}

// Floats reads values from src, which has 8 bytes of each.
func Floats(dst []float64, src []byte) {
	for i := range dst {
		dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(src[8*i:]))
	}
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
