package scratch

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inFile makes an array in a folder on a disk.
func inFile(t *testing.T, n int) (a *Array, dir string) {
	t.Helper()
	dir = t.TempDir()
	a, err := New(dir, n)
	if errors.Is(err, errMemory) {
		t.Skip("the folder for temporary files lies in memory: set TMPDIR to one on a disk")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, dir
}

// An array is zeros until it is written, has no name in its folder, and keeps what is written when its
// memory is given up.
func TestArray(t *testing.T) {
	const n = 1 << 18
	a, dir := inFile(t, n)
	for i := range a.Values {
		if a.Values[i] != 0 {
			t.Fatalf("value %d is %v before it is written", i, a.Values[i])
		}
		a.Values[i] = float64(i)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 || len(a.Values) != n {
		t.Errorf("%d values, and the folder has %v", len(a.Values), left)
	}
	if err := unix.Msync(a.bytes, unix.MS_SYNC); err != nil {
		t.Fatal(err)
	}
	if err := unix.Madvise(a.bytes, unix.MADV_DONTNEED); err != nil {
		t.Fatal(err)
	}
	if kB := resident(t, a); kB != 0 {
		t.Errorf("%d kB are resident after they were given up", kB)
	}
	for i, v := range a.Values {
		if v != float64(i) {
			t.Fatalf("value %d is %v", i, v)
		}
	}
	for range 2 {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

// resident returns how much of an array this process has in memory (proc_pid_smaps(5)).
func resident(t *testing.T, a *Array) (kB int) {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	start, within := fmt.Sprintf("%x-", uintptr(unsafe.Pointer(unsafe.SliceData(a.bytes)))), false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		within = within || strings.HasPrefix(line, start)
		if n, _ := fmt.Sscanf(line, "Rss: %d kB", &kB); within && n == 1 {
			return kB
		}
	}
	t.Fatal("the mapping is not in /proc/self/smaps")
	return 0
}

// A folder that has no room, or whose files lie in memory, is refused before anything is written.
func TestNoPlace(t *testing.T) {
	_, dir := inFile(t, 1)
	if _, err := New(dir, 1<<54); err == nil || !strings.Contains(err.Error(), "name results elsewhere") || !strings.HasPrefix(err.Error(), dir) {
		t.Errorf("of 128 PiB: %v", err)
	}
	if _, err := New("/dev/shm", 1); err == nil {
		t.Error("an array in memory was made")
	}
	if _, err := New(dir+"/none", 1); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of no folder: %v", err)
	}
}
