package workloads

import "testing"

// The sum of a row is that of its words, one by one, around the end of the array.
func TestStreamSums(t *testing.T) {
	ds := matrix(1, 0, make([]float64, 50))
	w, err := newStream(ds, Args{"bytes-per-row": "1.1KiB", "array": "3KiB", "imbalance": "2"})
	if err != nil {
		t.Fatal(err)
	}
	const perRow, words = 1126 / 8, 3 << 10 / 8
	got := make([]float64, 50)
	w.Kernel(got, whole(ds))
	for row := range 50 {
		var sum uint64
		for i := range int(perRow * rowWeight(row, 2)) {
			sum += uint64((row*perRow+i)%words+1) * 0x9E3779B97F4A7C15
		}
		if got[row] != float64(sum>>11) {
			t.Errorf("row %d: %v, want %v", row, got[row], float64(sum>>11))
		}
	}
}

// BenchmarkStream has the bandwidth of the kernel beside that of a plain loop over the
// same memory.
func BenchmarkStream(b *testing.B) {
	ds := matrix(1, 0, make([]float64, 256))
	w, err := newStream(ds, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("kernel", func(b *testing.B) {
		dst := make([]float64, 256)
		b.SetBytes(256 << 20)
		for b.Loop() {
			w.Kernel(dst, whole(ds))
		}
	})
	b.Run("plain loop", func(b *testing.B) {
		a := newWordRing(256 << 20 / wordBytes)
		b.SetBytes(256 << 20)
		sum := uint64(0)
		for b.Loop() {
			for _, v := range a {
				sum += v
			}
		}
		if sum == 1 {
			b.Error("nothing was read")
		}
	})
}
