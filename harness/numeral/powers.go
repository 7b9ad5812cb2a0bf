package numeral

import (
	_ "embed"
	"encoding/binary"
)

// A power10 is a power of ten times a power of two, rounded up, in [2^127, 2^128).
type power10 struct{ hi, lo uint64 }

// The powers of ten that the float64 need.
const minPower, maxPower = -293, 324

// powers are 10^minPower … 10^maxPower: of each the high word and the low word, the lowest byte first.
// They are made by TestPowers, since to make them takes longer than some runs.
//
//go:embed powers.bin
var powers []byte

// powerOf returns 10^k.
func powerOf(k int) power10 {
	at := powers[16*(k-minPower):][:16]
	return power10{binary.LittleEndian.Uint64(at), binary.LittleEndian.Uint64(at[8:])}
}
