package input

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/wholetext"
)

// TestValuesOfPandas reads the examples of text formats and compares their values, bit
// for bit, with those that pandas reads in them: see text/testdata/make.py.
func TestValuesOfPandas(t *testing.T) {
	f, err := content.Open("text/testdata/values.hex.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := wholetext.Read("values.hex.gz", f, 64<<20, "is it the file of values?")
	if err != nil {
		t.Fatal(err)
	}
	d, row, files := load(t, Source{Data: "golub"}), 0, 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) == 1 {
			d, row = load(t, Source{Data: "text/testdata/" + cells[0]}), 0
			files++
			continue
		}
		if row == d.NumRows() || d.Rows[row] != cells[0] || d.Cols != len(cells)-1 {
			t.Fatalf("%s: row %d of %d x %d is not %q", d.Name, row, d.NumRows(), d.Cols, cells[0])
		}
		for col, cell := range cells[1:] {
			want, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Row(row)[col]; math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s: %s of %s is %v, pandas reads %v", d.Name, d.Samples[col], cells[0], got, want)
			}
		}
		if row++; row == 60 && d.NumRows() != 60 {
			t.Errorf("%s: %d rows, pandas reads 60", d.Name, d.NumRows())
		}
	}
	if files != 3 {
		t.Errorf("%d files, want 3", files)
	}
}
