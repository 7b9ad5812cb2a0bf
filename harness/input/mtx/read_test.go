package mtx

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// read reads text under the name of a file.
func read(name, text string) (*harness.Dataset, error) {
	s, err := content.NewStream(name, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return Read(context.Background(), s)
}

// fileOf returns the text of a file.
func fileOf(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSciPy: the values of a file of every kind are those that SciPy reads.
func TestSciPy(t *testing.T) {
	files, err := filepath.Glob("testdata/*.mtx")
	if err != nil || len(files) != 10 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		d, err := read(path, fileOf(t, path))
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(fileOf(t, strings.TrimSuffix(path, ".mtx")+".want"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var want []float64
		for _, row := range rows {
			for _, field := range row {
				v, err := strconv.ParseFloat(field, 64)
				if err != nil {
					t.Fatal(err)
				}
				want = append(want, v+0) // SciPy writes -0
			}
		}
		got := slices.Clone(d.Block(nil, 0, d.NumRows()))
		for i := range got {
			got[i] += 0
		}
		readertest.SameValues(t, path, got, want)
		if d.NumRows() != len(rows) || d.Rows != nil || d.Samples[0] != "c1" {
			t.Errorf("%s: %d rows %v, samples %v", path, d.NumRows(), d.Rows, d.Samples)
		}
		if notes := strings.Join(d.Notes, "|"); (notes != "") != strings.HasSuffix(path, "unordered.mtx") {
			t.Errorf("%s: %s", path, notes)
		}
	}
}

// TestColumns: some columns in any order are those of the whole rows.
func TestColumns(t *testing.T) {
	d, err := read("x.mtx", fileOf(t, "testdata/integer.mtx"))
	if err != nil {
		t.Fatal(err)
	}
	all := d.Block(nil, 0, d.NumRows())
	for _, columns := range [][]int{{0, 1, 2, 3, 4}, {1, 3, 0, 4}, {4, 3, 2, 1, 0}, {2}, {3, 3, 1, 1}} {
		got := make([]float64, 5*len(columns))
		d.Store.Decode(got, 1, 5, columns)
		var want []float64
		for row := 1; row < 6; row++ {
			for _, col := range columns {
				want = append(want, all[row*d.Cols+col])
			}
		}
		readertest.SameValues(t, fmt.Sprint(columns), got, want)
	}
}

// TestNames: the names beside a matrix, under the names of files that are met.
func TestNames(t *testing.T) {
	const matrix = "%%MatrixMarket matrix coordinate integer general\n3 2 2\n3 1 7\n1 2 4\n"
	const genes, cells = "E1\tS1\tGene Expression\nE2\tS2\tGene Expression\nE3\tS3\tAntibody Capture\n", "AC-1\nAG-1\n"
	for _, tt := range []struct {
		matrix, features, barcodes string
		packed                     string
	}{
		{"matrix.mtx", "features.tsv", "barcodes.tsv", ""},
		{"matrix.mtx", "features.tsv.gz", "barcodes.tsv.gz", "gzip"},
		{"matrix.mtx", "genes.tsv", "barcodes.tsv", ""},
		{"GSM1_matrix.mtx", "GSM1_features.tsv", "GSM1_barcodes.tsv", ""},
		{"counts.mtx", "counts.genes.tsv", "counts.barcodes.tsv", ""},
		{"GSM1_counts.mtx", "GSM1_genes.tsv", "GSM1_barcodes.tsv", ""},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{tt.features: genes, tt.barcodes: strings.ReplaceAll(cells, "\n", "\r\n")} {
			file := []byte(text)
			if tt.packed != "" {
				file = readertest.Pack(t, tt.packed, text)
			}
			if err := os.WriteFile(filepath.Join(dir, name), file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		d, err := read(filepath.Join(dir, tt.matrix), matrix)
		if err != nil {
			t.Errorf("%s: %v", tt.matrix, err)
			continue
		}
		if got := fmt.Sprint(d.Rows, d.Samples, d.RowFields, d.Notes); got != "[E1 E2 E3] [AC-1 AG-1] [{symbol [S1 S2 S3] [ ]} {type [Gene Expression Gene Expression Antibody Capture] [ ]}] []" {
			t.Errorf("%s: %s", tt.matrix, got)
		}
	}
}

// TestTransposed: cells in the rows become the samples, with a note.
func TestTransposed(t *testing.T) {
	path := readertest.File(t, "cells_x_genes.genes.txt", "E1\nE2\nE3\n")
	dir := filepath.Dir(path)
	if err := os.WriteFile(filepath.Join(dir, "cells_x_genes.barcodes.txt"), []byte("AC\nAG\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := read(filepath.Join(dir, "cells_x_genes.mtx"), "%%MatrixMarket matrix coordinate real general\n2 3 2\n1 3 7\n2 1 4\n")
	if err != nil {
		t.Fatal(err)
	}
	readertest.SameValues(t, "transposed", d.Block(nil, 0, 3), []float64{0, 4, 0, 0, 7, 0})
	if got := fmt.Sprint(d.Rows, d.Samples, d.Notes); got != "[E1 E2 E3] [AC AG] [its rows are cells, as cells_x_genes.genes.txt and cells_x_genes.barcodes.txt show: genes are the rows here]" {
		t.Error(got)
	}
}

// TestRefused: what cannot be read is refused in one line that tells where.
func TestRefused(t *testing.T) {
	const head = "%%MatrixMarket matrix coordinate integer general\n"
	for _, tt := range []struct{ name, text, want string }{
		{"a table", "id,a\n", `x.mtx:1: it begins with "id,a" and not %%MatrixMarket matrix FORM FIELD SYMMETRY`},
		{"complex", "%%MatrixMarket matrix array complex general\n1 1\n1 2\n", "x.mtx:1: its values are complex"},
		{"Hermitian", "%%MatrixMarket matrix array real hermitian\n1 1\n1\n", `x.mtx:1: the symmetry "hermitian" is none of`},
		{"no sizes", head + "% only this\n", "x.mtx:3: the file ends above its entries"},
		{"two sizes", head + "3 2\n", `x.mtx:2: "3 2": 3 numbers are expected, of rows, columns and entries`},
		{"a size", head + "3 2 x\n", `x.mtx:2: "x" is no whole number`},
		{"nothing", head + "0 2 0\n", "x.mtx:2: a matrix of 0 rows and 2 columns has no values"},
		{"not square", "%%MatrixMarket matrix coordinate real symmetric\n3 2 1\n", "x.mtx:2: a matrix of 3 rows and 2 columns is not symmetric"},
		{"row 0", head + "3 2 1\n0 1 5\n", `x.mtx:3: "0 1 5": row 1 to 3 is expected first`},
		{"column 3", head + "3 2 1\n1 3 5\n", `x.mtx:3: "1 3 5": column 1 to 2 is expected second`},
		{"no value", head + "3 2 1\n1 2\n", `x.mtx:3: "1 2": a value is expected behind row and column`},
		{"a word", head + "3 2 1\n1 2 x\n", `x.mtx:3: "x" `},
		{"too few", head + "3 2 2\n1 2 4\n", "x.mtx: 1 value, but its head tells of 2: the file is cut short"},
		{"too many", head + "3 2 1\n1 2 4\n1 1 4\n", "x.mtx: more than the 1 values that its head tells of"},
		{"far too large", head + "2000000000 2 1\n1 2 4\n", "x.mtx: a matrix of 2000000000 rows and 2 columns with 1 value: is its head right?"},
	} {
		_, err := read("x.mtx", tt.text)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	path := readertest.File(t, "features.tsv", "a\nb\n")
	want := path + ": 2 names, but the matrix has 1 rows: is its first line a header? Remove it"
	if _, err := read(filepath.Join(filepath.Dir(path), "matrix.mtx"), head+"1 2 1\n1 1 1\n"); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestRounded: whole numbers that float64 does not hold are told.
func TestRounded(t *testing.T) {
	d, err := read("x.mtx", "%%MatrixMarket matrix coordinate integer general\n1 2 2\n1 1 9007199254740993\n1 2 9007199254740992\n")
	if want := "1 whole number beyond 2^53 is rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (line 3)"; err != nil || !slices.Equal(d.Notes, []string{want}) {
		t.Errorf("%v, %v", d.Notes, err)
	}
}

// FuzzRead: a damaged file is an error or a dataset that is whole, never a panic.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"integer", "skew", "pattern", "array", "array-symmetric", "unordered"} {
		f.Add(fileOf(f, "testdata/"+name+".mtx"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read("x.mtx", text)
		if err != nil {
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "panic") {
				t.Errorf("%v", err)
			}
			return
		}
		if n := d.NumRows() * d.Cols; n < 1<<20 && len(d.Block(nil, 0, d.NumRows())) != n {
			t.Errorf("%d rows of %d values", d.NumRows(), d.Cols)
		}
	})
}

// A matrix takes the memory of the values that the file leaves out too.
func TestRoom(t *testing.T) {
	for symmetry, want := range map[string]string{
		"general":        "",
		"symmetric":      "x.mtx:2: 2 values take about 0.000128 MB of memory, and ",
		"skew-symmetric": "x.mtx:2: 2 values take about 0.000128 MB of memory, and ",
	} {
		s, err := content.NewStream("x.mtx", strings.NewReader("%%MatrixMarket matrix coordinate real "+symmetry+"\n3 3 2\n2 1 5\n3 1 6\n"))
		if err != nil {
			t.Fatal(err)
		}
		s.Room = machine.Room{Bytes: 100}
		if _, err = Read(t.Context(), s); (err == nil) != (want == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", symmetry, err)
		}
		s.Close()
	}
}
