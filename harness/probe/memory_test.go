package probe

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness/machine"
)

func TestArrayBytes(t *testing.T) {
	for _, tc := range []struct{ cache, free, want int64 }{
		{32 << 20, 16 << 30, 128 << 20},
		{0, 16 << 30, smallArray},
		{0, 0, smallArray},
		{512 << 20, 256 << 30, largeArray},
		{32 << 20, 600 << 20, 50 << 20},
		{32 << 20, 1 << 20, 1 << 20},
	} {
		if got := arrayBytes(tc.cache, tc.free); got != tc.want {
			t.Errorf("cache %d, free %d: %d, want %d", tc.cache, tc.free, got, tc.want)
		}
	}
}

func TestMachineMemory(t *testing.T) {
	m := &machine.Description{AvailableBytes: 8 << 30, Cgroup: machine.Cgroup{MemoryBytes: 1 << 30}, Caches: []machine.Cache{
		{Level: 1, Type: "Data", Bytes: 32 << 10, Count: 8}, {Level: 1, Type: "Instruction", Bytes: 32 << 10, Count: 8},
		{Level: 3, Type: "Unified", Bytes: 32 << 20, Count: 2}, {Level: 3, Type: "Unified", Bytes: 96 << 20, Count: 1}, {Level: 2, Type: "Unified", Bytes: 1 << 20, Count: 8},
	}}
	if got := lastLevel(m); got != 160<<20 {
		t.Errorf("last level is %d", got)
	}
	if got := freeBytes(m, machine.Room{}); got != 1<<30 {
		t.Errorf("free are %d", got)
	}
	if got := freeBytes(m, machine.Room{Bytes: 1 << 20, Limit: machine.AddressSpace}); got != 1<<20 {
		t.Errorf("free under a limit of the address space are %d", got)
	}
	if got := lastLevel(&machine.Description{}); got != 0 {
		t.Errorf("last level of nothing is %d", got)
	}
}

// The parts of all threads are the whole, and begin at cache lines.
func TestPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words, n := rapid.IntRange(0, 5000).Draw(t, "words"), rapid.IntRange(1, 70).Draw(t, "n")
		end := 0
		for i := range n {
			lo, hi := part(words, n, i)
			if lo != end || hi < lo || lo%8 != 0 {
				t.Fatalf("part %d is %d to %d, after %d", i, lo, hi, end)
			}
			end = hi
		}
		if end != words {
			t.Fatalf("the parts end at %d of %d", end, words)
		}
	})
}

func TestKernels(t *testing.T) {
	for n := range 40 {
		a, b, c := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			b[i], c[i] = float64(i), 2
		}
		triad(a, b, c, 3)
		for i := range n {
			if a[i] != float64(i)+6 {
				t.Fatalf("a[%d] of %d is %v", i, n, a[i])
			}
		}
		before := readWords(b)
		for i := range b { // every word counts
			b[i]++
			if readWords(b) == before {
				t.Fatalf("word %d of %d is not read", i, n)
			}
			b[i]--
		}
	}
	x := make([]float64, 64)
	if allocs := testing.AllocsPerRun(10, func() { readWords(x); triad(x, x, x, 1) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestReadMemory(t *testing.T) {
	f := &fakeMachine{busy: func(n int) time.Duration { return time.Second / time.Duration(min(n, 2)) }}
	m, err := ReadMemory(t.Context(), f.threads, []int{1, 2, 4}, 3, &machine.Description{AvailableBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if m.ArrayBytes != 1<<20 || m.CacheBytes != 0 {
		t.Errorf("%+v", m)
	}
	for k, want := range []float64{1, 2, 2} {
		if got := m.Read[k].Rate(1).Value; got != want {
			t.Errorf("read at level %d: %v, want %v", k, got, want)
		}
		if got := m.Triad[k].Rate(1).Value; got != want {
			t.Errorf("triad at level %d: %v, want %v", k, got, want)
		}
	}
}

// Where one core cannot saturate the memory, the bandwidth of this plain Go code should be
// that of the vector code in workloads/ttest, BenchmarkReadBandwidth.
func BenchmarkRead(b *testing.B) {
	x := make([]float64, 16<<20)
	for i := range x {
		x[i] = 1
	}
	b.SetBytes(int64(8 * len(x)))
	for b.Loop() {
		if readWords(x) == 1 {
			b.Fatal("nothing was read")
		}
	}
}
