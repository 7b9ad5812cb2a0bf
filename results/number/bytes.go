package number

import (
	"fmt"
	"math"
)

var bytesUnits = []string{"B", "kB", "MB", "GB", "TB"}

// Bytes writes an amount of memory with at most three digits, in the units of the SI:
// "1.23 GB", "10 GB".
func Bytes(n int64) string { return climbed(float64(n), bytesUnits...) }

// FileSize writes how long a file is, with one digit behind the point below 100 of a
// unit: "812 B", "1.0 kB", "12.3 MB", "123 MB".
func FileSize(n int64) string {
	const step = 1000
	v, i := float64(n), 0
	for ; v >= step && i < len(bytesUnits)-1; i++ {
		v /= step
	}
	if i == 0 || v >= 100 {
		return fmt.Sprintf("%.0f %s", v, bytesUnits[i])
	}
	return fmt.Sprintf("%.1f %s", v, bytesUnits[i])
}

// climbed writes x with at most three digits in the unit that suits it. x is given in the
// first of units, each of which is a thousand times the one before.
func climbed(x float64, units ...string) string {
	for math.Abs(x) >= 999.5 && len(units) > 1 {
		x, units = x/1000, units[1:]
	}
	return fmt.Sprintf("%.3g %s", x, units[0])
}
