package numeral

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func BenchmarkScan(b *testing.B) {
	text := []byte("7.4794453457028816,")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, ok := Scan(text); !ok {
			b.Fatal("left to strconv")
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	of := make([]float64, 1<<16) // more than the branches of a CPU can be learnt of
	for i := range of {
		of[i] = r.Float64()
	}
	var text []byte
	b.Run("here", func(b *testing.B) {
		for i := range b.N {
			text = Append(text[:0], of[i%len(of)])
		}
	})
	b.Run("each of 8", func(b *testing.B) {
		for i := 0; i < b.N; i += 8 {
			text = AppendEach(text[:0], ',', of[i%len(of):][:8])
		}
	})
	b.Run("strconv", func(b *testing.B) {
		for i := range b.N {
			text = strconv.AppendFloat(text[:0], of[i%len(of)], 'g', -1, 64)
		}
	})
}
