package output

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// appendShortest writes what strconv writes: powers of two and ten with their neighbours, whose next
// float64 are unevenly far, subnormals, integers, short decimals, results of tests, and any bits.
func TestAppendShortest(t *testing.T) {
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
	var got, want []byte
	for _, v := range numbers {
		got, want = appendShortest(got[:0], v), strconv.AppendFloat(want[:0], v, 'g', -1, 64)
		if string(got) != string(want) {
			t.Fatalf("%x: %s, want %s", math.Float64bits(v), got, want)
		}
	}
}

func BenchmarkAppendShortest(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	var of [4096]float64
	for i := range of {
		of[i] = r.NormFloat64()
	}
	var text []byte
	b.Run("here", func(b *testing.B) {
		for i := range b.N {
			text = appendShortest(text[:0], of[i%len(of)])
		}
	})
	b.Run("strconv", func(b *testing.B) {
		for i := range b.N {
			text = strconv.AppendFloat(text[:0], of[i%len(of)], 'g', -1, 64)
		}
	})
}
