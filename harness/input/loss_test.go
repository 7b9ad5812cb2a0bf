package input

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/readertest"
)

// full returns a dataset of everything that a reader may find, with values that every
// format has a place for.
func full() *harness.Dataset {
	column := func(name string, values ...string) harness.Field { return harness.Field{Name: name, Values: values} }
	return &harness.Dataset{
		Name: "full", Cols: 2, Samples: []string{"s", "t"}, Rows: []string{"r1", "r2", "r3"}, Values: []float64{0, 1, 2, 0, 1, 1},
		Fields: []harness.Field{column("phenotype", "case", "control"), column("sex", "male", ""), column("family", "f", "g"),
			column("father", "", "s"), column("tissue", "liver", "")},
		RowFields: []harness.Field{column("chromosome", "1", "1", "X"), column("centimorgans", "0", "0.5", "0"), column("position", "7", "9", "4"),
			column("A1", "A", "C", "G"), column("A2", "T", "T", "T"), column("gene", "TP53", "", "EGFR")},
	}
}

// TestLossIsWhatIsLost writes everything in every format: what does not read back is a loss,
// and nothing else is.
func TestLossIsWhatIsLost(t *testing.T) {
	words, numbers := full(), full()
	words.Fields[0].Values, words.Fields[1].Values = []string{"tumor", "case"}, []string{"M", "female"}
	numbers.Fields[0].Values = []string{"1.5", ""}
	for _, f := range Formats() {
		if f.Write == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) { checkLoss(t, f, full()) })
		t.Run(f.Name+", phenotypes and sexes in words", func(t *testing.T) { checkLoss(t, f, words) })
		t.Run(f.Name+", phenotypes in numbers", func(t *testing.T) { checkLoss(t, f, numbers) })
	}
}

// checkLoss writes d in the format f and compares what reads back with the loss.
func checkLoss(t *testing.T, f Format, d *harness.Dataset) {
	path := filepath.Join(t.TempDir(), "x"+f.Extensions[0])
	if err := WriteFile(t.Context(), path, d, nil); err != nil {
		t.Fatal(err)
	}
	got := load(t, Source{Data: path, KeepOrder: true})
	loss, err := LossOf(path, d)
	if err != nil {
		t.Fatal(err)
	}
	if names := !slices.Equal(got.Samples, d.Samples) || !slices.Equal(got.Rows, d.Rows); names != loss.Names {
		t.Errorf("names lost: %v, told: %v", names, loss.Names)
	}
	if lost := missingFrom(got.Fields, d.Fields); !slices.Equal(lost, loss.Fields) {
		t.Errorf("fields of samples lost: %q, told: %q", lost, loss.Fields)
	}
	if lost := missingFrom(got.WholeRowFields(), d.RowFields); !slices.Equal(lost, loss.RowFields) {
		t.Errorf("fields of rows lost: %q, told: %q", lost, loss.RowFields)
	}
	readertest.SameValues(t, "values", got.Block(nil, 0, 3), d.Values)
}

// missingFrom returns the names of the fields of d that are not among those read back with
// the same values.
func missingFrom(got, want []harness.Field) (lost []string) {
	for _, f := range want {
		if !slices.ContainsFunc(got, func(g harness.Field) bool { return readertest.SameFields([]harness.Field{f}, []harness.Field{g}) }) {
			lost = append(lost, f.Name)
		}
	}
	return lost
}

func TestLossOf(t *testing.T) {
	bare := &harness.Dataset{Cols: 2, Samples: dataset.Numbered(2), Values: []float64{1, 2}}
	for _, tt := range []struct {
		path string
		d    *harness.Dataset
		want Loss
	}{
		{"x.csv.gz", bare, Loss{}},
		{"x.npy", bare, Loss{}},
		{"x.bed", bare, Loss{MadeUp: []string{"the alleles A and B", "the row's number as its position", "the chromosome 0", "each sample as a family of its own", "the sex 0 (not known)", "the phenotype -9 (missing)"}}},
		{"x.parquet", load(t, Source{Data: "testdata/fields.txt"}), Loss{Fields: []string{"title", "disease state"}, Keepers: []string{".gct"}}},
		{"x.gct", load(t, Source{Data: "testdata/description.gct"}), Loss{}},
		{"x.tsv", load(t, Source{Data: "testdata/description.gct"}), Loss{RowFields: []string{"Description"}, Keepers: []string{".gct"}}},
		{"x.csv", load(t, Source{Data: "plink/testdata/fam7.bed"}), Loss{Fields: []string{"phenotype", "sex", "family"},
			RowFields: []string{"chromosome", "centimorgans", "position", "A1", "A2"}, Keepers: []string{".bed", ".gct"}}},
		{"x.bed", load(t, Source{Data: "golub"}), Loss{MadeUp: []string{"the alleles A and B", "the row's number as its position", "the chromosome 0", "each sample as a family of its own", "the sex 0 (not known)",
			"group ALL as cases and group AML as controls"}}},
	} {
		got, err := LossOf(tt.path, tt.d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s of %s (-want +got):\n%s", tt.path, tt.d.Name, diff)
		}
	}
}

// TestEmptyFiles: a file of no bytes is told from one of another kind, in every format.
func TestEmptyFiles(t *testing.T) {
	for _, f := range Formats() {
		path := readertest.File(t, "x"+f.Extensions[0], "")
		_, err := Load(t.Context(), Source{Data: path})
		if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), "empty") && !strings.Contains(err.Error(), "the file ends after 0 lines") {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// TestGCTKeepsDescriptions: a description is a field of the rows, and GCT keeps it.
func TestGCTKeepsDescriptions(t *testing.T) {
	d := load(t, Source{Data: "testdata/description.gct"})
	path := filepath.Join(t.TempDir(), "x.gct")
	if err := WriteFile(t.Context(), path, d, nil); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/description.gct")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
