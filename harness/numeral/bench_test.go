package numeral

import "testing"

func BenchmarkScan(b *testing.B) {
	text := []byte("7.4794453457028816,")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, ok := Scan(text); !ok {
			b.Fatal("left to strconv")
		}
	}
}
