package output_test

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/output"
)

// room returns room for so many rows.
func room(rows int, columns []string) *harness.Held {
	return &harness.Held{Answer: make([]float64, rows*len(columns)), Has: make([]bool, rows)}
}

// What WriteFile writes, ReadFile reads: all rows or some, to the same bits.
func TestReadFile(t *testing.T) {
	for _, name := range []string{"r.csv", "r.tsv", "r.csv.gz", "r.tsv.gz", "r.tsv.zst"} {
		path := filepath.Join(t.TempDir(), name)
		some := &harness.Dataset{Rows: data.Rows[1:]}
		if _, err := output.WriteFile(t.Context(), path, some, &harness.Table{Columns: table.Columns, Values: table.Values[2:]}, 1); err != nil {
			t.Fatal(err)
		}
		h := room(len(data.Rows), table.Columns)
		if err := output.ReadFile(path, data, table.Columns, h); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(h.Has, []bool{false, true, true}) || !slices.EqualFunc(h.Answer[2:], table.Values[2:], func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("%s: %v, %v", name, h.Has, h.Answer)
		}
	}
}

// A file of other rows or columns, or one that was cut short, is an error that names the line.
func TestReadFileRefuses(t *testing.T) {
	d := &harness.Dataset{Rows: []string{"g1", "g2", "twice", "twice"}}
	for text, want := range map[string]string{
		"":                          "it is empty",
		"row,t,q\n":                 `line 1: found "row,t,q" where "row,t,p" should be`,
		"row,t,p\ng1,1,2\ng3,1,2\n": `line 3: row "g3" is not among the rows of the data`,
		"row,t,p\ng1,1,2\ng1,1,2\n": `line 3: row "g1" is not among the rows of the data, or stands here twice`,
		"row,t,p\ng1,1,x\n":         `line 2: p is "x", which is no number`,
		"row,t,p\ng1,1\n":           "line 2: wrong number of fields",
		"row,t,p\ng1,1,2":           "the last line is cut short",
		"row,t,p\ng1,1,\"2\n":       "line 2: extraneous or missing",
	} {
		path := filepath.Join(t.TempDir(), "r.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := output.ReadFile(path, d, []string{"t", "p"}, room(4, []string{"t", "p"})); err == nil || !strings.Contains(err.Error(), path+": "+want) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
	path := filepath.Join(t.TempDir(), "r.csv")
	if err := os.WriteFile(path, []byte("row,t,p\ntwice,1,2\ng2,3,4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := room(4, []string{"t", "p"})
	if err := output.ReadFile(path, d, []string{"t", "p"}, h); err != nil || !slices.Equal(h.Has, []bool{false, true, false, false}) {
		t.Errorf("%v, %v", h, err)
	}
	if err := output.ReadFile("rows.npy", d, nil, nil); err == nil || !strings.Contains(err.Error(), "type a name that ends in .csv or .tsv, either with .gz or .zst: rows are taken from text alone") {
		t.Errorf("a format without ids: %v", err)
	}
	if err := output.ReadFile(path+".gz", d, nil, nil); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// Rows without ids are known by their numbers, as they are written and not otherwise, and no memory is taken
// for these.
func TestReadFileOfNumberedRows(t *testing.T) {
	d := &harness.Dataset{Cols: 1, Values: make([]float64, 12)}
	for text, want := range map[string]int{"1": 0, "12": 11, "0": -1, "13": -1, "01": -1, "+1": -1, "-1": -1, "1.0": -1, "x": -1, "": -1} {
		path := filepath.Join(t.TempDir(), "r.csv")
		if err := os.WriteFile(path, []byte("row,p\n"+text+",0.5\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		h := room(12, []string{"p"})
		err := output.ReadFile(path, d, []string{"p"}, h)
		if (err == nil) != (want >= 0) || want >= 0 && (!h.Has[want] || h.Answer[want] != 0.5 || h.Rows() != 1) {
			t.Errorf("%q: %v, %v", text, h.Has, err)
		}
	}
	if got := output.ReadingBytes(d); got != 0 {
		t.Errorf("%d bytes", got)
	}
}

// Ids take no more than is counted for them, and not much less.
func TestReadingBytes(t *testing.T) {
	const rows = 115_000 // just above where the map grows
	d := &harness.Dataset{Cols: 1, Values: make([]float64, rows)}
	d.Store = &harness.Store{Rows: rows, ID: func(row int) string { return "rs" + strconv.Itoa(1_000_000+row) }}
	path := filepath.Join(t.TempDir(), "r.csv")
	if err := os.WriteFile(path, []byte("row,p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := room(rows, []string{"p"})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := output.ReadFile(path, d, []string{"p"}, h); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took, counted := int64(after.TotalAlloc-before.TotalAlloc), output.ReadingBytes(d); took > counted+counted/10 || took < counted/4 {
		t.Errorf("%d bytes for an id are counted, and %d were taken", counted/rows, took/rows)
	}
}
