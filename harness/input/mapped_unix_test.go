//go:build unix

package input

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/npy"
)

// npyHead returns the first 128 bytes of a file of that shape.
func npyHead(descr string, rows, cols int) []byte {
	dict := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }", descr, rows, cols)
	return append([]byte("\x93NUMPY\x01\x00\x76\x00"), dict+strings.Repeat(" ", 128-10-len(dict))...)
}

// TestOpenNPYReadsTheHeader opens an array of 8 GiB of which only the header can be
// read at all, and arranges its columns: reading more would end the test.
func TestOpenNPYReadsTheHeader(t *testing.T) {
	const rows, cols = 1 << 20, 1 << 10
	region, err := unix.Mmap(-1, 0, 128+8*rows*cols, unix.PROT_NONE, unix.MAP_ANON|unix.MAP_PRIVATE|unix.MAP_NORESERVE)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(region)
	if err := unix.Mprotect(region[:os.Getpagesize()], unix.PROT_READ|unix.PROT_WRITE); err != nil {
		t.Fatal(err)
	}
	copy(region, npyHead("<f8", rows, cols))
	d, err := npy.Open(t.Context(), &content.Mapping{Name: "x", Bytes: region})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Values) != rows*cols || d.NumRows() != rows {
		t.Errorf("%d rows, %d values", d.NumRows(), len(d.Values))
	}
	groups := make([]string, cols)
	groups[1], groups[7] = "a", "b"
	if err := arrange(d, groups, &[2]string{"b", "a"}); err != nil || d.Values != nil || !slices.Equal(d.Store.Columns, []int{7, 1}) {
		t.Errorf("%v, columns %v", err, d.Store.Columns)
	}
}

// sparseNPY makes a file of that shape whose values are holes: zeros that take no
// room on the disk.
func sparseNPY(t *testing.T, descr string, rows, cols, size int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sparse.npy")
	if err := os.WriteFile(path, npyHead(descr, rows, cols), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, int64(128+rows*cols*size)); err != nil {
		t.Fatal(err)
	}
	return path
}

// pagesRead returns the pages of memory that this process has touched for the first
// time so far.
func pagesRead(t *testing.T) int64 {
	t.Helper()
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return int64(usage.Minflt) + int64(usage.Majflt)
}

// TestLargeFileIsNotRead loads 8 GiB, arranges its columns and takes its digest
// while next to none of it is read.
func TestLargeFileIsNotRead(t *testing.T) {
	for _, tt := range []struct {
		descr string
		size  int
	}{{"<f8", 8}, {"<f4", 4}} {
		t.Run(tt.descr, func(t *testing.T) {
			const cols = 1024
			rows := 8 << 30 / cols / tt.size
			path := sparseNPY(t, tt.descr, rows, cols, tt.size)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			pages := pagesRead(t)
			d := load(t, Source{Data: path, GroupBy: "^c[12]$", Contrast: "c2,c1"})
			whole := openTest(t, path)
			digests := d.Digest() + " " + whole.Digest()
			pages = pagesRead(t) - pages
			runtime.ReadMemStats(&after)
			if err := d.Close(); err != nil {
				t.Error(err)
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
				t.Errorf("%d MiB allocated", got>>20)
			}
			if most := int64(256 << 20 / os.Getpagesize()); pages > most {
				t.Errorf("%d pages touched, %d are allowed", pages, most)
			}
			if d.NumRows() != rows || d.Cols != 2 || whole.Cols != cols || strings.Count(digests, "sampled:") != 2 {
				t.Errorf("%d x %d of %d, digests %s", d.NumRows(), d.Cols, whole.Cols, digests)
			}
		})
	}
}

// TestFileCutShort cuts a mapped file while it is in use: each engine returns an error
// that names rows and file, and so does a writer.
func TestFileCutShort(t *testing.T) {
	sum := harness.Workload{Name: "sum", Outputs: []string{"sum"}, Kernel: func(dst []float64, c harness.Chunk) {
		for i := range c.Rows {
			dst[i] = 0
			for _, v := range c.Values[i*c.Cols : (i+1)*c.Cols] {
				dst[i] += v
			}
		}
	}}
	engines := map[string]harness.Engine{"serial": harness.Serial{}, "control": &harness.Control{}}
	for _, s := range harness.Schedules {
		engines["pool "+s.Name] = &harness.Pool{Schedule: s}
	}
	for _, descr := range []string{"<f8", ">f8"} {
		path := sparseNPY(t, descr, 4000, 100, 8)
		d := openTest(t, path)
		if err := os.Truncate(path, 2<<20); err != nil {
			t.Fatal(err)
		}
		j := &harness.Job{Data: d, Workload: sum, ChunkRows: 50}
		for name, e := range engines {
			t.Run(name+" "+descr, func(t *testing.T) {
				_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 1)
				var kernel *harness.KernelError
				if !errors.As(err, &kernel) {
					t.Fatalf("error is %v, want a *KernelError", err)
				}
				want := path + " can no longer be read here: it was cut short, or its disk failed; restore it and run again"
				if fmt.Sprint(kernel.Cause) != want {
					t.Errorf("cause is %v, want %s", kernel.Cause, want)
				}
			})
		}
		t.Run("written "+descr, func(t *testing.T) {
			for _, name := range []string{"x.csv", "x.npy", "x.gct", "x.parquet", "x.bed"} {
				dir := t.TempDir()
				err := WriteFile(t.Context(), filepath.Join(dir, name), d, nil)
				if err == nil || !strings.Contains(err.Error(), path+" can no longer be read") {
					t.Errorf("%s: %v", name, err)
				}
				if left, _ := os.ReadDir(dir); len(left) > 0 {
					t.Errorf("%s left %v", name, left)
				}
			}
		})
	}
}
