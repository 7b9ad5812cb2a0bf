package input

import (
	"context"
	"fmt"
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
		{Source{Data: "description.gct", Columns: "^x"}, `--columns "^x": no sample has such a name: the names are "s1", "s2", "s3", …`},
		{Source{Data: "../npy/testdata/f8le.npy", Columns: "^s"}, `--columns "^s": no sample has such a name: the names are "c1", "c2", "c3"`},
		{Source{Data: "../parquet/testdata/two-texts.parquet", Columns: "^x"}, `--columns "^x": no column has such a name: the names are "`},
		{Source{Data: "../vcf/testdata/kinds.vcf", Columns: "("}, "give a regular expression on names of columns"},
		{Source{Data: "../npy/testdata/f8le.npy", NA: []string{"0"}}, "is no table of text"},
		{Source{Data: "no-header.csv", TextColumns: -1}, "the number of columns of text"},
		{Source{Data: "description.gct", IDs: "none"}, "has its names in fixed places"},
	} {
		tt.source.Data = "testdata/" + tt.source.Data
		if _, err := Load(context.Background(), tt.source); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.source, err, tt.want)
		}
	}
	for _, s := range []Source{{NoHeader: true}, {Columns: "^a"}} {
		s.Data = "golub"
		if _, err := Load(context.Background(), s); err == nil {
			t.Errorf("%+v is accepted for data that need no file", s)
		}
	}
}

// TestChosenColumns: samples are chosen by their names in a file of any format, with their fields;
// other columns of a Parquet file describe the rows.
func TestChosenColumns(t *testing.T) {
	for _, tt := range []struct {
		source Source
		want   string // samples, the first row, the fields of the samples, and ids and fields of the first row
	}{
		{Source{Data: "testdata/description.gct", Columns: "^s[24]$"}, "[s2 s4] [2 4] g1 Description=TP53"},
		{Source{Data: "testdata/fields.txt", Columns: "[134]$"}, "[GSM1 GSM3 GSM4] [1 3 4] title=[t1 t3 t4] disease state=[case control control] 1007_s_at"},
		{Source{Data: "testdata/fields.txt", Columns: "[134]$", GroupField: "disease state", Contrast: "control,case"},
			"[GSM3 GSM4 GSM1] [3 4 1] title=[t3 t4 t1] disease state=[control control case] 1007_s_at"},
		{Source{Data: "npy/testdata/f8le.npy", Columns: "^c[13]$"}, "[c1 c3] [1.7976931348623157e+308 2.2250738585072014e-308]"},
		{Source{Data: "vcf/testdata/plain.vcf.gz", Columns: "^NA1?1$"}, "[NA1 NA11] [1 2] rs0 chromosome=1 position=100 A1=T A2=C"},
		{Source{Data: "parquet/testdata/two-texts.parquet", Columns: "^c$"}, "[c] [1] x b=x"},
		{Source{Data: "parquet/testdata/pandas-and-text.parquet", Columns: "^s$"}, "[s] [7] 1 gene=x"},
		{Source{Data: "parquet/testdata/int-ids.parquet", Columns: "^a$"}, "[a] [0] 100"},
	} {
		d := load(t, tt.source)
		defer d.Close()
		got := fmt.Sprint(d.Samples, " ", d.Block(make([]float64, d.Cols), 0, 1))
		for _, f := range d.Fields {
			got += fmt.Sprintf(" %s=%s", f.Name, f.Values)
		}
		if d.Rows != nil {
			got += " " + d.Rows[0]
		}
		for _, f := range d.RowFields {
			got += fmt.Sprintf(" %s=%s", f.Name, f.Values[0])
		}
		if got != tt.want {
			t.Errorf("%+v: %s\nwant %s", tt.source, got, tt.want)
		}
	}
}
