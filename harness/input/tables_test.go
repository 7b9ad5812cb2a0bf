package input

import (
	"context"
	"math"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

// TestFieldTables reads small tables of the kinds that are met in the field, made by hand:
// each is read right, or refused with what to type.
func TestFieldTables(t *testing.T) {
	two := []string{"s1", "s2"}
	for _, tt := range []struct {
		source Source
		want   harness.Dataset
		notes  string // what the only note contains, "" = there is none
	}{
		{Source{Data: "cr-only.csv"}, harness.Dataset{Cols: 2, Samples: two, Rows: []string{"g1", "g2"}, Values: []float64{1, 2, 3, 4}}, ""},
		{Source{Data: "xz-named.csv"}, harness.Dataset{Cols: 4, Samples: []string{"s1", "s2", "s3", "s4"}, Rows: []string{"g1", "g2"}, Values: []float64{1, 2, 3, 4, 5, 6, 7, 8}}, ""},
		{Source{Data: "quoted-semicolons.csv"}, harness.Dataset{Cols: 2, Samples: two, Rows: []string{"g1", "g2"}, Values: []float64{1.5, 2.25, 3.5, 4.5}}, `commas are read as decimal marks, "1,5" as 1.5`},
		{Source{Data: "quoted-spaces.tsv"}, harness.Dataset{Cols: 2, Samples: two, Rows: []string{"g1", "g2"}, Values: []float64{1.5, 2, 3, 4}}, ""},
		{Source{Data: "counter-output.tsv"}, harness.Dataset{Cols: 2, Samples: []string{"one.bam", "two.bam"}, Rows: []string{"G1"}, Values: []float64{5, 7}}, `"Chr", "Start", "End", … describe the rows`},
		{Source{Data: "counter-output.tsv", Columns: "bam$"}, harness.Dataset{Cols: 2, Samples: []string{"one.bam", "two.bam"}, Rows: []string{"G1"}, Values: []float64{5, 7}}, ""},
		{Source{Data: "all-missing.csv"}, harness.Dataset{Cols: 2, Samples: two, Rows: []string{"g1"}, Values: []float64{math.NaN(), math.NaN()}}, ""},
		{Source{Data: "no-header.csv"}, harness.Dataset{Cols: 3, Samples: []string{"1", "2", "3"}, Rows: []string{"g2", "g3"}, Values: []float64{4, 5, 6, 7, 8, 9}}, "no-header.csv:1: all names of samples are numbers"},
		{Source{Data: "no-header.csv", NoHeader: true}, harness.Dataset{Cols: 3, Samples: []string{"c1", "c2", "c3"}, Rows: []string{"g1", "g2", "g3"}, Values: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}}, ""},
		{Source{Data: "counter-output.tsv", TextColumns: 5}, harness.Dataset{Cols: 2, Samples: []string{"one.bam", "two.bam"}, Rows: []string{"G1"}, Values: []float64{5, 7}}, ""},
	} {
		name := tt.source.Data
		tt.source.Data = "testdata/" + name
		d := load(t, tt.source)
		if diff := readertest.Difference(d, &tt.want); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got := strings.Join(d.Notes, "\n"); (got == "") != (tt.notes == "") || !strings.Contains(got, tt.notes) {
			t.Errorf("%s: notes %q, want %q", name, got, tt.notes)
		}
	}
	for _, tt := range []struct {
		source Source
		want   string
	}{
		{Source{Data: "no-header.csv", IDs: "id"}, `--ids "id": no such column: type first, none, or the name of one: "g1", "1", "2", …`},
		{Source{Data: "no-header.csv", IDs: "id", NoHeader: true}, "without a header no column has a name"},
		{Source{Data: "no-header.csv", Columns: "^1", NoHeader: true}, "without a header no column has a name"},
		{Source{Data: "no-header.csv", Columns: "^1", TextColumns: 1}, "leave --text-columns out"},
		{Source{Data: "no-header.csv", Columns: "("}, "give a regular expression on names of columns"},
		{Source{Data: "description.gct", Columns: "^s"}, "has its names in fixed places"},
		{Source{Data: "fields.txt", Columns: "^s"}, "has its names in fixed places"},
		{Source{Data: "../npy/testdata/f8le.npy", NA: []string{"0"}}, "is no table of text"},
		{Source{Data: "no-header.csv", TextColumns: -1}, "the number of columns of text"},
		{Source{Data: "description.gct", IDs: "none"}, "has its names in fixed places"},
	} {
		tt.source.Data = "testdata/" + tt.source.Data
		if _, err := Load(context.Background(), tt.source); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.source, err, tt.want)
		}
	}
	if _, err := Load(context.Background(), Source{Data: "golub", NoHeader: true}); err == nil {
		t.Error("--no-header is accepted for data that need no file")
	}
}
