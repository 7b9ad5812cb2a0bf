package parquet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness/input/content"
	"serialfraction/harness/machine"
)

// FuzzParquet opens any bytes: the result is an error of one line or a whole dataset. It is fast
// because its seeds are small, and because files that state many rows are left out: of the memory
// for those most of the time would be spent.
func FuzzParquet(f *testing.F) {
	const most = 256 // rows and columns
	for _, name := range []string{"no-lz4", "new-logical", "no-rows", "bool", "boolean-missing", "bigint", "big-unsigned", "int-ids", "timestamp", "pandas-range", "pandas-two", "pandas-int-index", "two-texts", "list", "struct"} {
		file, err := os.ReadFile(filepath.Join("testdata", name+".parquet"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
		f.Add(file[:len(file)/2])
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		large := false
		_ = guard(func() error {
			r, err := openFile(file, machine.Room{})
			large = err == nil && (r.NumRows() > most || len(r.Root().Columns()) > most)
			return err
		})
		if large {
			return
		}
		d, err := Open(t.Context(), &content.Mapping{Name: "x", Bytes: file})
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x: ") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		if d.NumRows() == 0 || d.Cols != len(d.Samples) || len(d.Values) != d.NumRows()*d.Cols {
			t.Fatalf("%d rows, %d columns, %d samples, %d values", d.NumRows(), d.Cols, len(d.Samples), len(d.Values))
		}
	})
}
