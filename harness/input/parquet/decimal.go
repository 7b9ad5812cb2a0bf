package parquet

import (
	"encoding/binary"
	"errors"
	"math/big"
	"strconv"

	"github.com/parquet-go/parquet-go/encoding"

	"serialfraction/harness/input/dataset"
)

// stored is how the numbers of a column of bytes, or of whole numbers with a scale, are
// stored.
type stored int

const (
	plain   stored = iota // numbers of the machine
	half                  // floats of 16 bits
	decimal               // whole numbers, to be divided by 10 to the scale
)

// maxExact10 is the largest power of ten that float64 holds.
const maxExact10 = 22

// pow10 has the powers of ten that float64 holds.
var pow10 = func() (table [maxExact10 + 1]float64) {
	table[0] = 1
	for i := 1; i < len(table); i++ {
		table[i] = 10 * table[i-1]
	}
	return table
}()

// errDecimal is the error of a page that holds other bytes than its column tells of.
var errDecimal = errors.New("its pages hold no such numbers")

// convertStored appends halves and decimals.
func (c *numberColumn) convertStored(to []float64, data encoding.Values) ([]float64, error) {
	switch data.Kind() {
	case encoding.Int32:
		for _, v := range data.Int32() {
			to = append(to, c.decimal(int64(v)))
		}
	case encoding.Int64:
		for _, v := range data.Int64() {
			to = append(to, c.decimal(v))
		}
	case encoding.FixedLenByteArray:
		values, size := data.FixedLenByteArray()
		if size <= 0 || c.stored == half && size != 2 {
			return to, errDecimal
		}
		for ; len(values) >= size; values = values[size:] {
			if c.stored == half {
				to = append(to, dataset.Half(binary.LittleEndian.Uint16(values)))
			} else {
				to = append(to, c.bigDecimal(values[:size]))
			}
		}
	case encoding.ByteArray:
		values, offsets := data.ByteArray()
		for i := 1; i < len(offsets); i++ {
			to = append(to, c.bigDecimal(values[offsets[i-1]:offsets[i]]))
		}
	default:
		return to, errDecimal
	}
	return to, nil
}

// decimal returns the float64 nearest to a decimal.
func (c *numberColumn) decimal(unscaled int64) float64 {
	switch {
	case c.scale == 0:
		return c.rounded.Int(unscaled, c.at)
	case c.scale > 0 && c.scale <= maxExact10 && dataset.Magnitude(unscaled) <= 1<<53:
		return float64(unscaled) / pow10[c.scale] // both are exact, so that the quotient is the nearest
	}
	return nearest(strconv.FormatInt(unscaled, 10), c.scale)
}

// bigDecimal is decimal of a number of any size, big-endian in two's complement.
func (c *numberColumn) bigDecimal(unscaled []byte) float64 {
	sign := byte(0)
	if len(unscaled) > 0 && unscaled[0] >= 0x80 {
		sign = 0xff
	}
	for len(unscaled) > 8 && unscaled[0] == sign && (unscaled[1]^sign) < 0x80 {
		unscaled = unscaled[1:]
	}
	if len(unscaled) <= 8 {
		v := int64(int8(sign))
		for _, b := range unscaled {
			v = v<<8 | int64(b)
		}
		return c.decimal(v)
	}
	v := new(big.Int).SetBytes(unscaled)
	if sign != 0 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(unscaled))))
	}
	text := v.String()
	at := nearest(text, c.scale)
	if c.scale == 0 {
		c.rounded.Digits(at, []byte(text), func() string { return c.at })
	}
	return at
}

// nearest returns the float64 nearest to a whole number divided by 10 to the scale.
func nearest(unscaled string, scale int) float64 {
	v, _ := strconv.ParseFloat(unscaled+"e"+strconv.Itoa(-scale), 64) // its form is right, and too large is infinite
	return v
}
