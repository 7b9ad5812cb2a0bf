package counters

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// A page that is touched for the first time is a fault of the thread that touched it.
func TestOpen(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	g := Open()
	defer g.Close()
	const pages, size = 64, 4096
	memory := fresh(t, pages*size)
	for i := range pages {
		memory[i*size] = 1
	}
	c := g.Stop()
	if c == nil || c.Software == nil {
		t.Skip("SKIP: this kernel counts nothing for a thread")
	}
	if s := c.Software; s.MinorFaults < pages || s.MajorFaults < 0 || s.Involuntary < 0 || s.Migrations != nil && *s.Migrations < 0 {
		t.Errorf("%+v after %d fresh pages", s, pages)
	}
	access := Look()
	if known := c.Hardware != nil; known != (access.Refusal == Granted) {
		t.Errorf("the processor's counters: %+v, and the access is %+v", c.Hardware, access)
	}
	t.Logf("%+v, hardware %+v", access, c.Hardware)
}

// BenchmarkRead is what a reading costs, twice for each worker of a run, outside of what is timed.
func BenchmarkRead(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	g := Open()
	defer g.Close()
	for b.Loop() {
		g.Mark()
	}
}

// BenchmarkOpen is what a worker pays before each run, with closing after it.
func BenchmarkOpen(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for b.Loop() {
		g := Open()
		g.Close()
	}
}

// fresh returns memory that no thread has touched, in pages of the least size.
func fresh(t *testing.T, bytes int) []byte {
	t.Helper()
	memory, err := unix.Mmap(-1, 0, bytes, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Munmap(memory) })
	_ = unix.Madvise(memory, unix.MADV_NOHUGEPAGE)
	return memory
}
