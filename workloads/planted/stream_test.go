package planted

import (
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// The sum of a row is that of its words, one by one, around the end of the array,
// wherever a worker begins.
func TestStreamSums(t *testing.T) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 50))
	w, err := newStream(ds, spec.Args{"bytes-per-row": {"1.1KiB"}, "array": {"3KiB"}, "imbalance": {"2"}})
	if err != nil {
		t.Fatal(err)
	}
	const perRow = 1126 / 8
	for range 4 { // workers
		got := make([]float64, 50)
		workloadtest.Kernel(t, w)(got, workloadtest.Whole(ds))
		for row := range 50 {
			var sum uint64
			for i := range int(perRow * rowWeight(row, 2)) {
				sum += uint64(i%perRow+1) * goldenWord
			}
			if got[row] != float64(sum>>11) {
				t.Errorf("row %d: %v, want %v", row, got[row], float64(sum>>11))
			}
		}
	}
}

// Workers begin at pieces of their own, apart from each other.
func TestStreamPlaces(t *testing.T) {
	a := newWordRing(4, 256)
	taken := map[int]bool{}
	for i := range uint64(64) {
		at := a.start(i, 4)
		if at%4 != 0 || at < 0 || at >= len(a) || taken[at] {
			t.Fatalf("worker %d begins at %d of %d words, taken: %t", i, at, len(a), taken[at])
		}
		taken[at] = true
	}
	if gap := a.start(2, 4) - a.start(1, 4); max(gap, -gap) < len(a)/4 {
		t.Errorf("the first two are %d of %d words apart", gap, len(a))
	}
}

// BenchmarkStream has the bandwidth of the kernel beside that of a plain loop over the
// same memory.
func BenchmarkStream(b *testing.B) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 256))
	w, err := newStream(ds, nil)
	if err != nil {
		b.Fatal(err)
	}
	kernel := func(dst []float64, c harness.Chunk) { workloadtest.Kernel(b, w)(dst, c) }
	b.Run("kernel", func(b *testing.B) {
		dst := make([]float64, 256)
		b.SetBytes(256 << 20)
		for b.Loop() {
			kernel(dst, workloadtest.Whole(ds))
		}
	})
	b.Run("plain loop", func(b *testing.B) {
		a := newWordRing(256<<20/wordBytes, 1)
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
