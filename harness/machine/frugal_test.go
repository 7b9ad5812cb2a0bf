package machine

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// The limit is that of reading, more where what is in use needs it, and none but its own where
// GOMEMLIMIT asks for one; afterwards it is as before.
func TestFrugal(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	growth := debug.SetGCPercent(100)
	defer debug.SetGCPercent(growth)
	for _, tc := range []struct {
		asked string
		rows  int64
		least int64
		most  int64
	}{{"", 0, ReadingMemory, ReadingMemory}, {"", ReadingMemory, ReadingMemory + ReadingMemory/4, 2 * ReadingMemory}, {"1GiB", 0, before, before}} {
		t.Setenv("GOMEMLIMIT", tc.asked)
		rows := make([]byte, tc.rows)
		runtime.GC()
		end := Frugal()
		within := debug.SetMemoryLimit(-1)
		end()
		end()
		if after := debug.SetGCPercent(100); after != 100 {
			t.Errorf("GOMEMLIMIT=%q: the heap grows by %d %% afterwards", tc.asked, after)
		}
		if after := debug.SetMemoryLimit(-1); within < tc.least || within > tc.most || after != before {
			t.Errorf("GOMEMLIMIT=%q beside %d bytes: %d, want %d to %d; after it %d, before it %d", tc.asked, len(rows), within, tc.least, tc.most, after, before)
		}
		runtime.KeepAlive(rows)
	}
}

// What was used meanwhile and is not any more is collected at the end, or the heap would grow to twice it.
func TestFrugalCollects(t *testing.T) {
	end := Frugal()
	read := make([]byte, 2*muchMemory)
	runtime.GC()
	if live() < int64(len(read)) {
		t.Fatalf("%d bytes in use, of which %d were read", live(), len(read))
	}
	runtime.KeepAlive(read)
	end()
	if live() > muchMemory {
		t.Errorf("%d bytes count as in use at the end, want %d at most", live(), muchMemory)
	}
}
