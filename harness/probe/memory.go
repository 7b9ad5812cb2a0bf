package probe

import (
	"context"
	"runtime"
	"unsafe"

	"serialfraction/harness/machine"
)

// Memory is how fast memory can be read, and how fast it can be read and written together.
type Memory struct {
	CacheBytes int64   // all caches of the last level; 0 = unknown, and then smallArray was read
	ArrayBytes int64   // each of the three arrays: by the rule of STREAM 4 times CacheBytes
	Read       []Point // one pass over an array, each thread its part: ArrayBytes are moved
	Triad      []Point // a = b + s·c over all three: 3·ArrayBytes are moved, as STREAM counts
}

// The size of an array is 4 times the caches of the last level, because data in a cache is not
// read from memory (J. D. McCalpin, STREAM, 1995). It is at most a twelfth of the free memory,
// so that three arrays take a quarter, and at most largeArray, so that reading it does not
// take too long.
const (
	cacheTimes = 4
	freeShare  = 12
	smallArray = 64 << 20
	largeArray = 1 << 30
)

// arrayBytes returns the size of an array, a whole number of pages.
func arrayBytes(cache, free int64) int64 {
	size := int64(smallArray)
	if cache > 0 {
		size = cacheTimes * cache
	}
	size = min(size, largeArray)
	if free > 0 {
		size = min(size, free/freeShare)
	}
	return max(size&^(1<<12-1), 1<<20)
}

// lastLevel returns the bytes of all caches of the last level together.
func lastLevel(m *machine.Description) int64 {
	level, bytes := 0, int64(0)
	for _, c := range m.Caches {
		switch of := c.Bytes * int64(c.Count); {
		case c.Type == "Instruction":
		case c.Level > level:
			level, bytes = c.Level, of
		case c.Level == level:
			bytes += of
		}
	}
	return bytes
}

// freeBytes returns how much memory may be used, by what the machine had and by what this process may
// take now; 0 = unknown.
func freeBytes(m *machine.Description, room machine.Room) int64 {
	free := m.AvailableBytes
	if limit := m.Cgroup.MemoryBytes; limit > 0 && (free == 0 || limit < free) {
		free = limit
	}
	if room.Bytes > 0 && (free == 0 || room.Bytes < free) {
		free = room.Bytes
	}
	return free
}

// ReadMemory measures reading and triad on each number of threads in grid, in blocks.
func ReadMemory(ctx context.Context, threads Threads, grid []int, blocks int, m *machine.Description) (*Memory, error) {
	mem := &Memory{CacheBytes: lastLevel(m)}
	mem.ArrayBytes = arrayBytes(mem.CacheBytes, freeBytes(m, machine.MemoryRoom()))
	words := int(mem.ArrayBytes / 8)
	a, b, c := make([]float64, words), make([]float64, words), make([]float64, words)
	most := grid[len(grid)-1]
	_, err := threads(ctx, most, func(i int) { // the system maps memory, near the thread, at the first write
		lo, hi := part(words, most, i)
		for k := lo; k < hi; k++ {
			a[k], b[k], c[k] = 0, 1, 2
		}
	})
	if err != nil {
		return nil, err
	}
	mem.Read, err = Scale(ctx, threads, grid, blocks, func(n, i int) {
		lo, hi := part(words, n, i)
		runtime.KeepAlive(readWords(a[lo:hi]))
	})
	if err != nil {
		return nil, err
	}
	mem.Triad, err = Scale(ctx, threads, grid, blocks, func(n, i int) {
		lo, hi := part(words, n, i)
		triad(a[lo:hi], b[lo:hi], c[lo:hi], 3)
	})
	return mem, err
}

// part returns the words [lo, hi) of thread i of n. Parts are whole cache lines, except that
// the last ends with the words.
func part(words, n, i int) (lo, hi int) {
	at := func(i int) int { return int(int64(words) * int64(i) / int64(n) &^ 7) }
	if lo = at(i); i == n-1 {
		return lo, words
	}
	return lo, at(i + 1)
}

// readWords reads memory and does almost nothing else. It adds the bits as integers, because
// additions of floats must keep their order and would wait for each other.
func readWords(x []float64) uint64 {
	if len(x) == 0 {
		return 0
	}
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&x[0])), len(x))
	var a, b, c, d uint64
	for ; len(words) >= 8; words = words[8:] {
		a += words[0] ^ words[4]
		b += words[1] ^ words[5]
		c += words[2] ^ words[6]
		d += words[3] ^ words[7]
	}
	for _, w := range words {
		a += w
	}
	return a + b + c + d
}

// triad sets a = b + s·c. All have one length.
func triad(a, b, c []float64, s float64) {
	b, c = b[:len(a)], c[:len(a)]
	for i := range a {
		a[i] = b[i] + s*c[i]
	}
}
