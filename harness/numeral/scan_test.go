package numeral

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sameAsStrconv fails where Scan reads all of s as another number than strconv. It
// reports whether Scan read all of s.
func sameAsStrconv(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) bool {
	t.Helper()
	v, n, ok := Scan([]byte(s))
	if !ok || n < len(s) {
		return false
	}
	want, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Float64bits(v) != math.Float64bits(want) {
		t.Fatalf("Scan(%q) = %v (%x), strconv reads %v (%x), %v", s, v, math.Float64bits(v), want, math.Float64bits(want), err)
	}
	return true
}

func TestScan(t *testing.T) {
	for _, s := range []string{
		"0", "-0", "+0", "0.0", ".5", "5.", "-.5e1", "1e5", "1E+5", "1e-05", "00012.500",
		"7.4794453457028816", "-1.45769", "12345678", "123456789.12345678", "9007199254740993",
		"9007199254740992.5", "9999999999999999999", "0.00000000012345678901",
		"1e22", "1e23", "123456789012345678e27", "9999999999999999999e27", "1e-27", "9999999999999999999e-27",
		"5e-1", "0.1", "0.30000000000000004", "179769313486231.57", "0.000000000000000000000000000",
		"9007199254740993e1", "1152921504606846977", "4503599627370497.5", "4503599627370496.5",
	} {
		t.Run(s, func(t *testing.T) {
			if !sameAsStrconv(t, s) {
				t.Errorf("left to strconv, though it is of the short kind")
			}
		})
	}
	for _, s := range []string{
		"", "-", "+", ".", "e5", "1e", "1e+", "NaN", "inf", "0x10", "1e99999", "1e28", "1e-28",
		"12345678901234567890123", "18446744073709551615", "18446744073709551616", "1.00000000000000000000000000001", "--1", "a",
	} {
		t.Run("left to strconv: "+s, func(t *testing.T) {
			if v, n, ok := Scan([]byte(s)); ok && n == len(s) {
				t.Errorf("Scan(%q) = %v", s, v)
			}
		})
	}
	if v, n, ok := Scan([]byte("12.5,7")); v != 12.5 || n != 4 || !ok {
		t.Errorf("Scan stops at a comma: got %v, %d, %v", v, n, ok)
	}
}

// TestScanRoundTrip reads numbers as programs write them, at the magnitudes of
// measurements, and their neighbours half a unit in the last place away.
func TestScanRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := math.Ldexp(rapid.Float64Range(0.5, 1).Draw(t, "mantissa"), rapid.IntRange(-30, 60).Draw(t, "exponent"))
		if rapid.Bool().Draw(t, "negative") {
			v = -v
		}
		if s := strconv.FormatFloat(v, 'g', -1, 64); !sameAsStrconv(t, s) {
			t.Fatalf("%s was left to strconv", s)
		}
		format := rapid.SampledFrom([]byte("efg")).Draw(t, "format")
		sameAsStrconv(t, strconv.FormatFloat(v, format, rapid.IntRange(0, 25).Draw(t, "precision"), 64))
	})
}

// TestDecimalTies reads the numbers that are hardest to round: those half way
// between two float64s, and their neighbours.
func TestDecimalTies(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		half := rapid.Uint64Range(1<<53, 1<<54).Draw(t, "half") | 1
		half <<= rapid.IntRange(0, 9).Draw(t, "shift")
		half += rapid.SampledFrom([]uint64{0, 1, ^uint64(0)}).Draw(t, "neighbour")
		digits := strconv.FormatUint(half, 10)
		zeros := strings.Repeat("0", rapid.IntRange(0, 8).Draw(t, "zeros"))
		if sameAsStrconv(t, digits) {
			read++
		}
		sameAsStrconv(t, digits+zeros)
		sameAsStrconv(t, digits+"e"+strconv.Itoa(rapid.IntRange(-30, 30).Draw(t, "exponent")))
	})
	if read == 0 {
		t.Error("every number was left to strconv")
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"0", "-1.5e-7", "9007199254740993", "1e27", "0.1234567890123456789", "1e-27", "NaN", "00000000.00000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { sameAsStrconv(t, s) })
}
