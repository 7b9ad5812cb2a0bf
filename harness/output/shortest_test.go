package output

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// awkwardNumbers are ends of ranges, powers and numbers of few digits.
func awkwardNumbers() (list []float64) {
	for e := range 2047 {
		v := math.Float64frombits(uint64(e) << 52)
		list = append(list, v, math.Nextafter(v, 0), math.Nextafter(v, math.Inf(1)), v*1.5)
	}
	for e := -323; e <= 308; e++ {
		for _, m := range []string{"1", "1.5", "9.5", "1.2345678901234567", "9.007199254740993"} {
			v, _ := strconv.ParseFloat(m+"e"+strconv.Itoa(e), 64)
			list = append(list, v, math.Nextafter(v, 0))
		}
	}
	for n := range 2000 {
		list = append(list, float64(n), float64(n)/1000, float64(n)*1e3, 1/float64(n+1))
	}
	return append(list, math.Copysign(0, -1), 999_999, 1e6, 1e6+1, 123456789, 1e20, 1e21, 1e22, 1<<53, 1<<63, math.MaxFloat64, math.SmallestNonzeroFloat64)
}

func checkShortest(t *testing.T, v float64) {
	t.Helper()
	for _, v := range []float64{v, -v} {
		if got, want := string(appendShortest(nil, v)), strconv.FormatFloat(v, 'g', -1, 64); got != want {
			t.Fatalf("%x: %s, want %s", math.Float64bits(v), got, want)
		}
	}
}

func TestShortestAwkward(t *testing.T) {
	for _, v := range awkwardNumbers() {
		if v <= math.MaxFloat64 {
			checkShortest(t, v)
		}
	}
}

func TestShortestRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	for range 500_000 {
		if v := math.Float64frombits(rng.Uint64() &^ (1 << 63)); v <= math.MaxFloat64 {
			checkShortest(t, v)
		}
		checkShortest(t, rng.Float64())
		checkShortest(t, float64(rng.IntN(1000))/float64(1+rng.IntN(1000)))
	}
}

func FuzzShortest(f *testing.F) {
	for _, v := range []float64{0.1, 1e-5, 2e-308, 9007199254740993, 5e-324} {
		f.Add(math.Float64bits(v))
	}
	f.Fuzz(func(t *testing.T, bits uint64) {
		if v := math.Float64frombits(bits); v-v == 0 {
			checkShortest(t, v)
		}
	})
}

func BenchmarkShortest(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	var x [1024]float64
	for i := range x {
		x[i] = rng.Float64()
	}
	buf := make([]byte, 0, 32)
	b.Run("strconv", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			buf = strconv.AppendFloat(buf[:0], x[i%1024], 'g', -1, 64)
		}
	})
	b.Run("here", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			buf = appendShortest(buf[:0], x[i%1024])
		}
	})
}
