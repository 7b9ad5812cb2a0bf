package numeral

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// Append writes what strconv writes: powers of two and ten with their neighbours, whose next
// float64 are unevenly far, subnormals, integers, short decimals, results of tests, and any bits.
func TestAppend(t *testing.T) {
	numbers := []float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1022, 9007199254740993, 5e-324}
	near := func(v float64) {
		numbers = append(numbers, v, math.Nextafter(v, math.Inf(1)), math.Nextafter(v, math.Inf(-1)), -v)
	}
	for e := -1074; e < 1024; e++ {
		near(math.Ldexp(1, e))
	}
	for e := -323; e <= 308; e++ {
		v, _ := strconv.ParseFloat("1e"+strconv.Itoa(e), 64)
		near(v)
		near(3 * v)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		numbers = append(numbers, math.Float64frombits(r.Uint64()), r.NormFloat64(), 97+r.Float64(), math.Erfc(3*r.NormFloat64()),
			float64(r.Uint64()>>r.IntN(64)), float64(r.IntN(1e6))/1000, math.Ldexp(r.Float64(), -1060), math.Trunc(1e17*r.Float64()))
	}
	for _, v := range numbers {
		writtenAsStrconv(t, v)
	}
	for size := 1; len(numbers) > 0; size = size%40 + 1 {
		some := numbers[:min(size, len(numbers))]
		numbers = numbers[len(some):]
		text := []byte("x")
		var want []byte
		for _, v := range some {
			want = strconv.AppendFloat(append(want, ','), v, 'g', -1, 64)
		}
		if got := AppendEach(text, ',', some); string(got) != "x"+string(want) {
			t.Fatalf("%x: %q, want %q behind an x", some, got, want)
		}
	}
}

// writtenAsStrconv fails where Append writes a number in another way than strconv, at the end of a
// text or where there is room behind it.
func writtenAsStrconv(t *testing.T, v float64) {
	var roomy [64]byte
	for _, text := range [][]byte{roomy[:1], roomy[:2:2]} {
		want := string(strconv.AppendFloat(nil, v, 'g', -1, 64))
		if got := Append(text, v); string(got) != string(text)+want {
			t.Fatalf("%x: %q, want %q", math.Float64bits(v), got, want)
		}
		if got := AppendEach(text, ';', []float64{v}); string(got) != string(text)+";"+want {
			t.Fatalf("%x: %q behind a ;, want %q", math.Float64bits(v), got, want)
		}
	}
}

// What one product tells is what Schubfach's three tell, of numbers of each size, those at the ends of
// a size and in the middle of it.
func TestDigitsOf(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for q := -1074; q <= 971; q++ {
		for i := range uint64(64) {
			for _, c := range []uint64{1<<52 + 1 + i, 1<<53 - 1 - i, 1<<52 | r.Uint64()>>12 | 1} {
				if got, want := digitsOf(c, q), normal(shortest(c, q, 0)); got != want {
					t.Fatalf("%d·2^%d: %v, want %v", c, q, got, want)
				}
			}
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, v := range []float64{0, -1, 989, 1e23, 9007199254740993, 0.1, 123456.5, 1e-5, 0x1p-1074, math.Inf(-1)} {
		f.Add(math.Float64bits(v))
	}
	f.Fuzz(func(t *testing.T, bits uint64) { writtenAsStrconv(t, math.Float64frombits(bits)) })
}

// Numbers are written without memory where there is room.
func TestAppendAllocates(t *testing.T) {
	text, numbers := make([]byte, 0, 2048), make([]float64, 50)
	if n := testing.AllocsPerRun(100, func() { AppendEach(Append(text, math.Pi), ',', numbers) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
