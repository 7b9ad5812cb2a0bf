package output_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"serialfraction/harness"
	"serialfraction/harness/output"
)

var (
	data  = &harness.Dataset{Rows: []string{"g1", `odd "name", with comma`, "tab\there"}}
	table = &harness.Table{Columns: []string{"t", "p"}, Values: []float64{0.1, 5e-324, math.NaN(), math.Inf(-1), 1.0 / 3, 1e22}}
)

// Every layout reads back to the same bits, row by row.
func TestWriteFileRoundTrip(t *testing.T) {
	for _, name := range []string{"r.csv", "r.tsv", "r.csv.gz", "r.tsv.gz", "r.csv.zst"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if _, err := output.WriteFile(t.Context(), path, data, table, 2); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var r io.Reader = f
			switch filepath.Ext(name) {
			case ".gz":
				r, err = gzip.NewReader(f)
			case ".zst":
				var z *zstd.Decoder
				z, err = zstd.NewReader(f)
				defer z.Close()
				r = z
			}
			if err != nil {
				t.Fatal(err)
			}
			lines := csv.NewReader(r)
			if strings.Contains(name, "tsv") {
				lines.Comma = '\t'
			}
			got, err := lines.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if h := strings.Join(got[0], ","); h != "row,t,p" || len(got) != 4 {
				t.Fatalf("header %q, %d lines", h, len(got))
			}
			for i, row := range got[1:] {
				if row[0] != data.Rows[i] {
					t.Errorf("row %d is %q, want %q", i, row[0], data.Rows[i])
				}
				for k, text := range row[1:] {
					v, err := strconv.ParseFloat(text, 64)
					want := table.Values[2*i+k]
					if err != nil || math.Float64bits(v) != math.Float64bits(want) && !(math.IsNaN(v) && math.IsNaN(want)) {
						t.Errorf("row %d: %q reads back as %v (%v), want %v", i, text, v, err, want)
					}
				}
			}
		})
	}
}

func TestWriteFileRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := output.Check(filepath.Join(dir, "r.xlsx"), true); !errors.As(err, new(*harness.FlagError)) {
		t.Errorf("error is %v, want a *FlagError", err)
	}
	if err := output.Check(filepath.Join(dir, "none", "r.csv"), true); err == nil || !strings.Contains(err.Error(), "no folder") {
		t.Errorf("error is %v", err)
	}
	folder, lost := filepath.Join(t.TempDir(), "r.csv"), filepath.Join(t.TempDir(), "r.csv")
	if err := errors.Join(os.Mkdir(folder, 0o755), os.Symlink(filepath.Join("none", "r.csv"), lost)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{folder: ": this is a folder: name a file in it", lost: "make the folder, or name another file"} {
		if err := output.Check(path, true); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("error is %v, want it to end in %s", err, want)
		}
	}
	other := filepath.Join(t.TempDir(), "other.csv")
	if err := os.WriteFile(other, []byte("id,a,b\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := output.Check(other, true); err == nil || !strings.Contains(err.Error(), "exists and does not hold results") {
		t.Errorf("error is %v", err)
	}
	for _, name := range []string{"old.csv", "old.tsv.gz", "old.csv.zst"} {
		old := filepath.Join(t.TempDir(), name)
		_, err := output.WriteFile(t.Context(), old, data, table, 2)
		if err := errors.Join(err, output.Check(old, true)); err != nil {
			t.Errorf("older results: %v", err)
		}
		if err := output.Check(old, false); !errors.As(err, new(*output.ExistsError)) {
			t.Errorf("older results that may not be replaced: error is %v", err)
		}
	}
	for _, name := range []string{"old.npy", "old.parquet"} { // it may be the data, typed by mistake
		old := filepath.Join(t.TempDir(), name)
		_, err := output.WriteFile(t.Context(), old, data, table, 2)
		if err != nil {
			t.Fatal(err)
		}
		if err := output.Check(old, true); !errors.As(err, new(*harness.FlagError)) || !strings.Contains(err.Error(), "does not tell results from other data") {
			t.Errorf("older results in %s: error is %v", name, err)
		}
	}
	empty := filepath.Join(t.TempDir(), "empty.csv")
	if err := errors.Join(os.WriteFile(empty, nil, 0o644), output.Check(empty, false)); err != nil {
		t.Errorf("an empty file: %v", err)
	}
	if _, err := output.WriteFile(t.Context(), filepath.Join(dir, "none", "r.csv"), data, table, 2); err == nil {
		t.Error("wrote into a folder that is not there")
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
