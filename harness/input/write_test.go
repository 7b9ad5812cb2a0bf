package input

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/raced"
)

// drawDataset generates values of all kinds, and names that are hard to write.
func drawDataset(rt *rapid.T) *harness.Dataset {
	rows, cols := rapid.IntRange(1, 30).Draw(rt, "rows"), rapid.IntRange(1, 6).Draw(rt, "cols")
	bits := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, 1 << 63, 1, math.Float64bits(math.NaN()),
		math.Float64bits(math.Inf(1)), math.Float64bits(math.Inf(-1)), math.Float64bits(math.MaxFloat64), math.Float64bits(0.1), math.Float64bits(1e22)}))
	name := rapid.StringOfN(rapid.RuneFrom([]rune{'a', 'b', '"', ',', '\t', ' ', 'é', '\'', '#', '1', '.'}), 0, 8, -1)
	d := &harness.Dataset{Name: "x", Cols: cols, Values: make([]float64, rows*cols),
		Samples: rapid.SliceOfNDistinct(name.Filter(func(s string) bool { return s != "" }), cols, cols, rapid.ID).Draw(rt, "samples")}
	for i := range d.Values {
		d.Values[i] = math.Float64frombits(bits.Draw(rt, "value"))
	}
	if rapid.Bool().Draw(rt, "ids") {
		d.Rows = rapid.SliceOfN(name, rows, rows).Draw(rt, "ids")
	}
	if rapid.Bool().Draw(rt, "stored") {
		values := d.Values
		d.Values = nil
		d.Store = &harness.Store{Rows: rows, Decode: func(dst []float64, row, _ int, _ []int) { copy(dst, values[row*cols:]) }}
	}
	return d
}

// writable returns the formats of one file that can be written.
func writable(t testing.TB) []Format {
	var list []Format
	for _, f := range Formats() {
		if f.Write != nil && f.Beside == nil {
			list = append(list, f)
		}
	}
	if len(list) < 3 {
		t.Fatalf("%d formats can be written", len(list))
	}
	return list
}

// TestWriteReadsBack: what is written in any format reads back as the same bits,
// with the names that the format has a place for.
func TestWriteReadsBack(t *testing.T) {
	for _, f := range writable(t) {
		t.Run(f.Name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				d := drawDataset(rt)
				var file bytes.Buffer
				last := 0.0
				err := f.Write(t.Context(), &file, d, func(done float64) {
					if done <= last || done > 1 {
						rt.Fatalf("progress goes from %v to %v", last, done)
					}
					last = done
				})
				if err != nil {
					rt.Fatal(err)
				}
				if last != 1 {
					rt.Fatalf("progress ends at %v", last)
				}
				got, err := Read(t.Context(), "x", &file, f.Name)
				if err != nil {
					rt.Fatal(err)
				}
				defer got.Close()
				if diff := readertest.Difference(inMemory(got), expected(f, d)); diff != "" {
					rt.Fatal(diff)
				}
			})
		})
	}
}

// inMemory returns a dataset with all its values decoded in memory.
func inMemory(d *harness.Dataset) *harness.Dataset {
	m := *d
	m.Values, m.Store = d.Block(nil, 0, d.NumRows()), nil
	return &m
}

// expected returns the dataset that is read back after d was written in format f.
func expected(f Format, d *harness.Dataset) *harness.Dataset {
	m := inMemory(d)
	switch {
	case f.Name == "npy":
		m.Rows, m.Samples = nil, dataset.Numbered(d.Cols)
	case m.Rows == nil && f.Name != "parquet":
		for i := range d.NumRows() {
			m.Rows = append(m.Rows, d.ID(i))
		}
	}
	return m
}

// TestWriteFile writes many blocks in every format and compression, on one CPU and
// on more.
func TestWriteFile(t *testing.T) {
	d := load(t, Source{Data: "synth:rows=13000,cols=11,missing=0.1"})
	for _, f := range writable(t) {
		extensions := []string{""}
		if f.Name == "csv" { // compression lies below all of them
			extensions = append(extensions, ".gz", ".zst", ".GZ")
		}
		for _, ext := range extensions {
			t.Run(f.Name+ext, func(t *testing.T) {
				all := []int{1, 3}
				if raced.On {
					all = all[1:] // the goroutines on one CPU are no others
				}
				for _, procs := range all {
					defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
					path := filepath.Join(t.TempDir(), "x"+f.Extensions[0]+ext)
					if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
						t.Fatal(err)
					}
					if err := WriteFile(t.Context(), path, d, nil); err != nil {
						t.Fatal(err)
					}
					head, err := os.ReadFile(path)
					if err != nil {
						t.Fatal(err)
					}
					packed := content.Of(head[:4])
					if (packed != nil) != (ext != "") {
						t.Errorf("compressed: %v", packed)
					}
					got := openTest(t, path)
					want := expected(f, d)
					want.Groups = harness.Groups{}
					if diff := readertest.Difference(inMemory(got), want); diff != "" {
						t.Error(diff)
					}
				}
			})
		}
	}
}

// TestWriteFails: after any failure the error is one line that names the file, no part
// of a file is left, and an older file stays.
func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	small := &harness.Dataset{Name: "x", Cols: 1, Values: []float64{1, 2}}
	cancelled, stop := context.WithCancel(t.Context())
	stop()
	cause := errors.New("enough")
	ended, end := context.WithCancelCause(t.Context())
	end(cause)
	var known []string
	for _, f := range Formats() {
		if f.Write != nil {
			known = append(known, f.Extensions...)
		}
	}
	for _, tt := range []struct {
		name string
		ctx  context.Context
		d    *harness.Dataset
		want string
	}{
		{"no/x.csv", t.Context(), small, "no such file or directory"},
		{"x.txt", t.Context(), small, "geo files can be read, but not written: name it one of " + strings.Join(known, " ") + ", each also with .gz or .zst"},
		{"x.csv.xz", t.Context(), small, "files of xz can be read, but not written: name it x.csv, x.csv.gz or x.csv.zst"},
		{"x.csv", cancelled, small, "context canceled"},
		{"x.npy", ended, small, "enough"},
		{"x.csv", t.Context(), &harness.Dataset{Cols: 1, Samples: []string{"a\nb"}, Values: []float64{1}}, `the name "a\nb" has characters that cannot be written on a line of text: rename it`},
		{"x.tsv.gz", t.Context(), &harness.Dataset{Cols: 1, Rows: []string{"a", "\x00"}, Values: []float64{1, 2}}, `row 2: the name "\x00" has characters that cannot be written on a line of text: rename it`},
		{"x.npy", t.Context(), &harness.Dataset{Cols: 1, Values: []float64{}}, "there is no value to write"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			path := filepath.Join(dir, tt.name)
			if filepath.Dir(path) == dir {
				if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			err := WriteFile(tt.ctx, path, tt.d, nil)
			if err == nil || err.Error() != path+": "+tt.want {
				t.Fatalf("%v\nwant %s: %s", err, path, tt.want)
			}
			if text, err := os.ReadFile(path); filepath.Dir(path) == dir && string(text) != "older" {
				t.Errorf("the older file holds %q, %v", text, err)
			}
		})
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is left", e.Name())
		}
	}
	if err := CheckWrite("x.csv.gz"); err != nil {
		t.Error(err)
	}
	if err := CheckWrite("x.doc"); err == nil || !strings.Contains(err.Error(), `no format has the extension ".doc"`) {
		t.Error(err)
	}
}

// TestWriteStops: writing stops between two blocks when its context ends.
func TestWriteStops(t *testing.T) {
	d := &harness.Dataset{Name: "x", Cols: 1024, Values: slices.Repeat([]float64{1}, 40*dataset.BlockValues)}
	for _, f := range writable(t) {
		t.Run(f.Name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			blocks := 0
			err := f.Write(ctx, new(bytes.Buffer), d, func(float64) { blocks++; stop() })
			if !errors.Is(err, context.Canceled) || blocks != 1 {
				t.Errorf("after %s: %v", fmt.Sprint(blocks, " blocks"), err)
			}
		})
	}
}
