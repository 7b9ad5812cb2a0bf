package input

import (
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
)

func TestReadGEO(t *testing.T) {
	d := load(t, Source{Data: "text/testdata/example_series_matrix.txt.gz"})
	if d.NumRows() != 60 || d.Cols != 12 || d.Samples[11] != "GSM900012" || d.Rows[0] != "1000_at" {
		t.Fatalf("%d x %d, %q, %q", d.NumRows(), d.Cols, d.Samples, d.Rows)
	}
	words := func(text string) []string { return strings.Split(text, "|") }
	want := []harness.Field{
		{Name: "title", Values: words("patient 1|patient 2|patient 3|patient 4|patient 5|patient 6|patient 7|patient 8|patient 9|patient 10|patient 11|patient 12")},
		{Name: "source_name_ch1", Values: words("bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|bone marrow|blood|blood")},
		{Name: "disease state", Values: words("AML|AML|AML|AML|AML|ALL|ALL|ALL|ALL|ALL|ALL|ALL")},
		{Name: "Sex", Values: words("F|M||M|F|M|F|M|F|M|F|M")},
		{Name: "age", Values: words("40|41|42|43|44|45|46|47|48|49|50|51")},
		{Name: "time", Values: words("12:30|12:30||||||||||")},
	}
	if !readertest.SameFields(d.Fields, want) {
		t.Errorf("fields %q\nwant %q", d.Fields, want)
	}
	grouped := load(t, Source{Data: "text/testdata/example_series_matrix.txt.gz", GroupField: "disease state"})
	if g := (harness.Groups{Names: [2]string{"ALL", "AML"}, Sizes: [2]int{7, 5}}); grouped.Groups != g {
		t.Errorf("groups %+v, want %+v", grouped.Groups, g)
	}
	by := load(t, Source{Data: "text/testdata/example_series_matrix.txt.gz", GroupField: "age", GroupBy: "^[45]"})
	if g := (harness.Groups{Names: [2]string{"4", "5"}, Sizes: [2]int{10, 2}}); by.Groups != g {
		t.Errorf("groups %+v, want %+v", by.Groups, g)
	}
}

func TestGEOUnknownField(t *testing.T) {
	_, err := Load(t.Context(), Source{Data: "text/testdata/example_series_matrix.txt.gz", GroupField: "disease"})
	want := `has no such field of its samples: type one of "title", "source_name_ch1", "disease state", "Sex", "age", "time"`
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v\nwant … %s", err, want)
	}
}

// TestGCTKeepsFields writes fields and reads them back. Arranging the samples by group
// arranges the values of the fields too.
func TestGCTKeepsFields(t *testing.T) {
	d := load(t, Source{Data: "text/testdata/example_series_matrix.txt.gz", GroupField: "disease state"})
	path := t.TempDir() + "/x.gct.gz"
	if err := WriteFile(t.Context(), path, d, nil); err != nil {
		t.Fatal(err)
	}
	got := load(t, Source{Data: path, GroupField: "disease state"})
	if diff := readertest.Difference(got, d); diff != "" {
		t.Error(diff)
	}
	if !readertest.SameFields(got.Fields, d.Fields) {
		t.Errorf("fields %q\nwant %q", got.Fields, d.Fields)
	}
	if d.Fields[2].Values[0] != "ALL" || d.Fields[4].Values[7] != "40" {
		t.Errorf("fields %q are not in the order of the groups", d.Fields)
	}
}
