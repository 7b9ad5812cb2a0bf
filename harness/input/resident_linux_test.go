package input

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"serialfraction/harness"
)

// What docs/large-data.md promises of rows that are mapped: a run copies none of them into memory of its own,
// and what it has in memory of their file are pages as the disk has them. These the system may take at any
// moment without writing them anywhere, and does here when it is asked as if memory were short; the rows are
// then what they were. So a run needs room for a page at a time, whatever the size of the file.
func TestMappedRowsAreTheSystems(t *testing.T) {
	const rows, cols = 12_000, 1000 // 96 MB
	const fileKB = rows * cols * 8 / 1024
	for _, tt := range []struct {
		descr string
		size  int
	}{{"<f8", 8}, {">f8", 8}} { // rows that are used where they lie, and rows that are decoded chunk by chunk
		path := sparseNPY(t, tt.descr, rows, cols, tt.size)
		if liesInMemory(t, path) {
			t.Skip("the folder for temporary files lies in memory: set TMPDIR to one on a disk")
		}
		synced(t, path)
		d := openTest(t, path)
		j := &harness.Job{Data: d, ChunkRows: 50, Workload: harness.Workload{Name: "sum", Outputs: []string{"sum"}, Kernel: func(dst []float64, c harness.Chunk) {
			for i := range c.Rows {
				dst[i] = 1
				for _, v := range c.Values[i*c.Cols : (i+1)*c.Cols] {
					dst[i] += v
				}
			}
		}}}
		own := statusKB(t, "RssAnon:")
		for _, pass := range []string{"first", "second"} {
			answer, _, err := harness.Once(t.Context(), &harness.Pool{Schedule: harness.Schedules[0]}, j, 2)
			if err != nil {
				t.Fatal(err)
			}
			for row, sum := range answer {
				if math.IsNaN(sum) || sum != 1 {
					t.Fatalf("%s, %s pass: row %d is %v", tt.descr, pass, row, sum)
				}
			}
			if more := statusKB(t, "RssAnon:") - own; more > fileKB/4 {
				t.Errorf("%s, %s pass: %d kB of memory of its own for a file of %d kB", tt.descr, pass, more, fileKB)
			}
			file := mapped(t, d.Name)
			if kB := file.kB["Rss:"]; kB == 0 || kB > fileKB+4 {
				t.Errorf("%s, %s pass: %d kB of the file are in memory", tt.descr, pass, kB)
			}
			for _, none := range []string{"Private_Dirty:", "Shared_Dirty:", "Anonymous:", "Swap:", "Locked:"} {
				if file.kB[none] != 0 {
					t.Errorf("%s, %s pass: %s %d kB, which the system cannot drop", tt.descr, pass, none, file.kB[none])
				}
			}
			if _, _, errno := unix.Syscall(unix.SYS_MADVISE, file.from, file.to-file.from, unix.MADV_PAGEOUT); errno != 0 {
				t.Logf("%s: the system was not asked for its pages: %v", tt.descr, errno)
			} else if kB := mapped(t, d.Name).kB["Rss:"]; kB > fileKB/4 {
				t.Errorf("%s, %s pass: the system took its pages back, and %d kB are still here", tt.descr, pass, kB)
			}
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

// synced has the disk have a file that was just written.
func synced(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err == nil {
		err = errors.Join(f.Sync(), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// statusKB returns a line of /proc/self/status in kB.
func statusKB(t *testing.T, name string) (kB int) {
	t.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	_, rest, found := strings.Cut(string(text), name)
	if _, err := fmt.Sscan(rest, &kB); !found || err != nil {
		t.Skipf("this kernel tells no %s", name)
	}
	return kB
}

// A region is a mapping of this process, with what proc_pid_smaps(5) tells of it.
type region struct {
	from, to uintptr
	kB       map[string]int
}

// mapped returns the mapping of a file.
func mapped(t *testing.T, path string) region {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	var r region
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var name string
		var kB int
		switch n, _ := fmt.Sscanf(lines.Text(), "%s %d kB", &name, &kB); {
		case n == 2 && r.kB != nil:
			r.kB[name] = kB
		case n == 2:
		case r.kB != nil && strings.Contains(strings.Fields(name)[0], "-"):
			return r // the next mapping
		case strings.HasSuffix(lines.Text(), " "+path):
			if _, err := fmt.Sscanf(name, "%x-%x", &r.from, &r.to); err != nil {
				t.Fatal(err)
			}
			r.kB = map[string]int{}
		}
	}
	if r.kB == nil {
		t.Fatalf("%s is not mapped", path)
	}
	return r
}

// liesInMemory reports whether a file lies in memory itself, where the system has nowhere to take its pages to.
func liesInMemory(t *testing.T, path string) bool {
	t.Helper()
	var on unix.Statfs_t
	return unix.Statfs(path, &on) == nil && (on.Type == unix.TMPFS_MAGIC || on.Type == unix.RAMFS_MAGIC)
}
