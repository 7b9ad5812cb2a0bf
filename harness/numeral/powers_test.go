package numeral

import (
	"encoding/binary"
	"math/big"
	"testing"

	"serialfraction/harness/golden"
)

// The powers of ten are right to the last bit.
func TestPowers(t *testing.T) {
	var made []byte
	for k := minPower; k <= maxPower; k++ {
		up := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(k, -k))), nil)
		p := roundedUp(up, big.NewInt(1))
		if k < 0 {
			p = roundedUp(big.NewInt(1), up)
		}
		made = binary.LittleEndian.AppendUint64(made, p.hi)
		made = binary.LittleEndian.AppendUint64(made, p.lo)
	}
	golden.File(t, "powers.bin", made)
}

// roundedUp returns a/b times the power of two that brings it to 128 bits.
func roundedUp(a, b *big.Int) power10 {
	shift := 128 - a.BitLen() + b.BitLen()
	for ; ; shift-- {
		n, d := new(big.Int).Set(a), new(big.Int).Set(b)
		if shift >= 0 {
			n.Lsh(n, uint(shift))
		} else {
			d.Lsh(d, uint(-shift))
		}
		n.Add(n, d).Sub(n, big.NewInt(1)).Quo(n, d)
		if n.BitLen() <= 128 {
			lo := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1)).Uint64()
			return power10{n.Rsh(n, 64).Uint64(), lo}
		}
	}
}
