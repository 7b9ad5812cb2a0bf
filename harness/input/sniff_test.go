package input

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

// TestContentTellsTheFormat: what the name leaves open, the content tells, packed or not.
func TestContentTellsTheFormat(t *testing.T) {
	const rows = "r\t1\t2\n"
	want := &harness.Dataset{Cols: 2, Samples: []string{"A1", "B1"}, Rows: []string{"r"}, Values: []float64{1, 2}}
	for _, tt := range []struct{ name, text, format string }{
		{"x.txt", "id\tA1\tB1\n" + rows, "table"},
		{"x.txt", "A1 B1\nr 1 2\n", "table"},
		{"x.txt", "\n#1.2\n1\t2\nName\tDescription\tA1\tB1\nr\tna\t1\t2\n", "gct"},
		{"x.txt", "\ufeff!Series_title\t\"x\"\n!series_matrix_table_begin\nID_REF\tA1\tB1\n" + rows + "!series_matrix_table_end\n", "geo"},
		{"x.zip", string(readertest.Zip(t, "any.csv", "id,A1,B1\nr,1,2\n")), "table"},
		{"x.gz", string(readertest.Pack(t, "gzip", "#1.2\n1\t2\nName\tDescription\tA1\tB1\nr\tna\t1\t2\n")), "gct"},
		{"x.txt.xz", string(readertest.Pack(t, "xz", "id,A1,B1\nr,1,2\n")), "table"},
	} {
		d := load(t, Source{Data: readertest.File(t, tt.name, tt.text)})
		if diff := readertest.Difference(d, want); diff != "" || d.Format != tt.format {
			t.Errorf("%s, %q: format %s, want %s; %s", tt.name, tt.text, d.Format, tt.format, diff)
		}
	}
}

// TestPipe reads a pipe, which has no name: its content tells the format, of text and of others.
func TestPipe(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("pipes have no paths here")
	}
	parquet := filepath.Join(t.TempDir(), "x.parquet")
	want := load(t, Source{Data: "testdata/order.csv"})
	if err := WriteFile(t.Context(), parquet, want, nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"testdata/order.csv", parquet} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			w.Write(b)
			w.Close()
		}()
		d := load(t, Source{Data: fmt.Sprintf("/dev/fd/%d", r.Fd())})
		r.Close()
		if diff := readertest.Difference(d, want); diff != "" || d.Format == "" {
			t.Errorf("%s: format %s; %s", path, d.Format, diff)
		}
	}
}
