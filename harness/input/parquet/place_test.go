package parquet_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	sut "serialfraction/harness/input/parquet"
	"serialfraction/harness/machine"
	"serialfraction/harness/scratch"
)

// made returns a file of 20,000 rows and 60 columns with ids, whose values take 9.6 MB, and the rows in it.
func made(t *testing.T) ([]byte, *harness.Dataset) {
	t.Helper()
	const rows, cols = 20_000, 60
	d := &harness.Dataset{Cols: cols}
	for col := range cols {
		d.Samples = append(d.Samples, fmt.Sprint("s", col))
	}
	for row := range rows {
		d.Rows = append(d.Rows, fmt.Sprint("r", row))
		for col := range cols {
			d.Values = append(d.Values, float64(row)/7+float64(col))
		}
	}
	var b bytes.Buffer
	if err := sut.Write(t.Context(), &b, d, func(float64) {}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), d
}

// onDisk returns a folder that has room for arrays in files; "" where there is none.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	a, err := scratch.New(dir, 1)
	if err != nil {
		return ""
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Rows that have no room in memory are the same in a file without a name: values, ids, digest, and columns in
// another order. None of their values stay in memory of the program's own.
func TestAside(t *testing.T) {
	dir := onDisk(t)
	if dir == "" {
		t.Skip("the folder for temporary files lies in memory, or this system has no arrays in files")
	}
	file, want := made(t)
	for name, room := range map[string]int64{"three columns at a time": 5 << 20, "stripes as usual": 9 << 20} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		d, err := sut.Open(t.Context(), &content.Mapping{Name: "x.parquet", Bytes: file, Room: machine.Room{Bytes: room}, Aside: dir})
		if err != nil {
			t.Fatal(name, err)
		}
		runtime.GC()
		runtime.GC() // what pools keep is gone with the second
		runtime.ReadMemStats(&after)
		if more := int64(after.HeapAlloc) - int64(before.HeapAlloc); more > int64(8*len(want.Values))/4 {
			t.Errorf("%s: %d bytes of memory are in use for values of %d bytes", name, more, 8*len(want.Values))
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("%s: the folder has %v", name, left)
		}
		if !slices.Equal(d.Values, want.Values) || !slices.Equal(d.Rows, want.Rows) || d.Store == nil || d.NumRows() != want.NumRows() || d.Digest() != want.Digest() {
			t.Errorf("%s: %d values and %d ids differ from %d and %d, digest %s", name, len(d.Values), len(d.Rows), len(want.Values), len(want.Rows), d.Digest())
		}
		for _, columns := range [][]int{nil, {7, 0, 59}} {
			got, width := make([]float64, 2*want.Cols), want.Cols
			if columns != nil {
				width = len(columns)
			}
			d.Store.Decode(got[:2*width], 11, 2, columns)
			for i := range 2 * width {
				col := i % width
				if columns != nil {
					col = columns[col]
				}
				if got[i] != want.Row(11 + i/width)[col] {
					t.Errorf("%s: columns %v: value %d is %v", name, columns, i, got[i])
				}
			}
		}
		if len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "20000 rows of 60 values have no room in memory: they are in a file of 9 MB without a name in "+dir) {
			t.Errorf("%s: notes %q", name, d.Notes)
		}
		for range 2 {
			if err := d.Close(); err != nil {
				t.Error(name, err)
			}
		}
	}
}

// What has no room is refused before it is read, in one line, with what has.
func TestNoRoom(t *testing.T) {
	file, _ := made(t)
	type refusal struct {
		room  machine.Room
		aside string
		want  string
	}
	refusals := []refusal{
		{machine.Room{Bytes: 5 << 20}, "", "5.24 MB are free: end other programs; or give a .npy file, which is read where it lies"},
		{machine.Room{Bytes: 5 << 20, Limit: machine.AddressSpace}, t.TempDir(), "ulimit -v leaves 5.24 MB: type ulimit -v unlimited; or give a .npy file"},
		{machine.Room{Bytes: 400_000}, t.TempDir(), "0.4 MB are free: end other programs; or give a .npy file"}, // not even for the ids
	}
	if dir := onDisk(t); dir != "" {
		refusals = append(refusals,
			refusal{machine.Room{Bytes: 5 << 20}, dir + "/none", "9600000 bytes of rows have no room in memory, nor in a file: " + dir + "/none: no such file"},
			refusal{machine.Room{Bytes: 1 << 20}, dir, "its pages take about 1.57 MB of memory, and 1.05 MB are free: end other programs; or write the file with smaller pages"})
	}
	for _, r := range refusals {
		_, err := sut.Open(t.Context(), &content.Mapping{Name: "x.parquet", Bytes: file, Room: r.room, Aside: r.aside})
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "x.parquet: ") || strings.Contains(err.Error(), "take about") && !strings.Contains(err.Error(), "9.6 MB for values") && !strings.Contains(err.Error(), "pages take") || !strings.Contains(err.Error(), r.want) {
			t.Errorf("error %v, want %s", err, r.want)
		}
	}
}
