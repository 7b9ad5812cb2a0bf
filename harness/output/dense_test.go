package output_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"

	"serialfraction/harness"
	"serialfraction/harness/output"
	"serialfraction/harness/raced"
)

// written returns the bytes of a results file of that name.
func written(t *testing.T, name string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if _, err := output.WriteFile(t.Context(), path, data, table, 2); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// An .npy file has the numbers row by row, to the bit, behind a header of numpy.
func TestNPY(t *testing.T) {
	file := written(t, "r.npy")
	if !bytes.Contains(file, []byte("'descr': '<f8', 'fortran_order': False, 'shape': (3, 2)")) {
		t.Errorf("header %q", file[:min(len(file), 128)])
	}
	numbers := file[len(file)-8*len(table.Values):]
	for i, want := range table.Values {
		if got := binary.LittleEndian.Uint64(numbers[8*i:]); got != math.Float64bits(want) {
			t.Errorf("number %d is %v, want %v", i, math.Float64frombits(got), want)
		}
	}
}

// A Parquet file has the ids as strings and the numbers as doubles, to the bit.
func TestParquet(t *testing.T) {
	file := written(t, "r.parquet")
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range f.Root().Columns() {
		names = append(names, c.Name())
	}
	if len(names) != 3 || names[0] != "row" || names[1] != "t" || names[2] != "p" || f.NumRows() != 3 {
		t.Fatalf("columns %q, %d rows", names, f.NumRows())
	}
	rows := f.RowGroups()[0].Rows()
	defer rows.Close()
	got := make([]parquet.Row, 3)
	if n, _ := rows.ReadRows(got); n != 3 {
		t.Fatalf("%d rows", n)
	}
	for i, row := range got {
		if id := row[0].String(); id != data.Rows[i] {
			t.Errorf("row %d is %q, want %q", i, id, data.Rows[i])
		}
		for k, want := range table.Values[2*i : 2*i+2] {
			if v := row[1+k].Double(); math.Float64bits(v) != math.Float64bits(want) {
				t.Errorf("row %d, number %d is %v, want %v", i, k, v, want)
			}
		}
	}
}

// However many workers make a file of several blocks, its bytes are the same, with the rows in their order.
func TestDenseByWorkers(t *testing.T) {
	const rows = 300_000
	d, many := &harness.Dataset{Store: &harness.Store{Rows: rows}}, &harness.Table{Columns: []string{"x"}, Values: make([]float64, rows)}
	for i := range many.Values {
		many.Values[i] = math.Sqrt(float64(i))
	}
	for _, name := range []string{"r.npy", "r.parquet"} {
		var first []byte
		numbers := []int{1, 2, 5}
		if raced.On {
			numbers = numbers[1:] // one worker has nobody to race with
		}
		for _, workers := range numbers {
			path := filepath.Join(t.TempDir(), name)
			if _, err := output.WriteFile(t.Context(), path, d, many, workers); err != nil {
				t.Fatal(err)
			}
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = file
			}
			if !bytes.Equal(file, first) {
				t.Errorf("%s: %d workers write other bytes than %d", name, workers, numbers[0])
			}
		}
		if raced.On {
			continue // what the bytes are is looked at without the race detector
		}
		if name == "r.npy" {
			for i, want := range many.Values {
				if got := binary.LittleEndian.Uint64(first[len(first)-8*(rows-i):]); got != math.Float64bits(want) {
					t.Fatalf("number %d is %v, want %v", i, math.Float64frombits(got), want)
				}
			}
			continue
		}
		f, err := parquet.OpenFile(bytes.NewReader(first), int64(len(first)))
		if err != nil || f.NumRows() != rows || len(f.RowGroups()) < 3 {
			t.Fatalf("%d rows in %d groups, %v", f.NumRows(), len(f.RowGroups()), err)
		}
		row := 0
		for _, g := range f.RowGroups() {
			all, at := make([]parquet.Row, g.NumRows()), g.Rows()
			if n, _ := at.ReadRows(all); int64(n) != g.NumRows() {
				t.Fatalf("%d rows of a group of %d", n, g.NumRows())
			}
			at.Close()
			for _, r := range all {
				if id := strconv.Itoa(row + 1); r[0].String() != id || r[1].Double() != many.Values[row] {
					t.Fatalf("row %d is %v", row, r)
				}
				row++
			}
		}
	}
}

// What .npy has no place for is said.
func TestNoPlace(t *testing.T) {
	if got, want := output.NoPlace("a/r.npy", data, table.Columns), "a/r.npy has the numbers alone, in the order of the rows: .npy has no place for the ids of the rows and the names of the columns, which are t and p"; got != want {
		t.Errorf("%s", got)
	}
	if got, want := output.NoPlace("r.npy", &harness.Dataset{}, []string{"x"}), "r.npy has the numbers alone, in the order of the rows: .npy has no place for the names of the columns, which are x"; got != want {
		t.Errorf("%s", got)
	}
	for _, path := range []string{"r.csv", "r.tsv.zst", "r.parquet"} {
		if got := output.NoPlace(path, data, table.Columns); got != "" {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// A path is parted at the ending of its format.
func TestSplit(t *testing.T) {
	for path, want := range map[string][3]any{
		"a.b/r.csv.gz": {"a.b/r", ".csv.gz", true}, "r.tsv.zst": {"r", ".tsv.zst", true}, "r.csv": {"r", ".csv", true},
		"r.npy": {"r", ".npy", false}, "r.parquet": {"r", ".parquet", false}, "r.xlsx": {"r.xlsx", "", false}, "r.gz": {"r.gz", "", false},
	} {
		if name, ending, text := output.Split(path); [3]any{name, ending, text} != want {
			t.Errorf("%s: %q, %q, %v", path, name, ending, text)
		}
	}
}
