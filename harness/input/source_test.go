package input

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

func TestGolub(t *testing.T) {
	d := load(t, Source{Data: "golub"})
	want := harness.Groups{Names: [2]string{"ALL", "AML"}, Sizes: [2]int{27, 11}}
	if d.Name != "golub" || d.NumRows() != 3051 || d.Cols != 38 || d.Groups != want {
		t.Fatalf("%s: %d x %d, %+v", d.Name, d.NumRows(), d.Cols, d.Groups)
	}
	if d.Rows[0] != "AFFX-HUMISGF3A/M97935_MA_at" || d.Row(0)[0] != -1.45769 || d.Row(0)[37] != -0.66465 {
		t.Errorf("the first row is %s %v", d.Rows[0], d.Row(0))
	}
	swapped := load(t, Source{Data: "golub", Contrast: "AML,ALL"})
	if swapped.Groups.Names != [2]string{"AML", "ALL"} || swapped.Row(0)[10] != -0.66465 || swapped.Row(0)[11] != -1.45769 {
		t.Errorf("swapped: %+v, the first row is %v", swapped.Groups, swapped.Row(0))
	}
	if by := load(t, Source{Data: "golub", GroupBy: "^[A-Z]+"}); by.Digest() != d.Digest() {
		t.Error("the names give other groups than the embedded file")
	}
}

func TestLoadCompressedFiles(t *testing.T) {
	d := load(t, Source{Data: "text/testdata/all200.csv.gz", Groups: "text/testdata/all200.groups.csv"})
	want := harness.Groups{Names: [2]string{"B", "T"}, Sizes: [2]int{95, 33}}
	if d.Name != "text/testdata/all200.csv.gz" || d.NumRows() != 200 || d.Cols != 128 || d.Groups != want {
		t.Errorf("%s: %d x %d, %+v", d.Name, d.NumRows(), d.Cols, d.Groups)
	}
	zst := readertest.File(t, "x.tsv.zst", string(readertest.Pack(t, "zstd", "id\tA1\tB1\nr\t1\t2\n")))
	groups := readertest.File(t, "g.csv.gz", string(readertest.Pack(t, "gzip", "sample,group\nA1,b\nB1,a\n")))
	if d := load(t, Source{Data: zst, Groups: groups}); !slices.Equal(d.Values, []float64{2, 1}) {
		t.Errorf("%v", d.Values)
	}
}

func TestTile(t *testing.T) {
	once := load(t, Source{Data: "synth:rows=3,cols=2", Tile: 1})
	d := load(t, Source{Data: "synth:rows=3,cols=2", Tile: 3})
	if want := strings.Fields("r1 r2 r3 r1#2 r2#2 r3#2 r1#3 r2#3 r3#3"); !slices.Equal(d.Rows, want) {
		t.Errorf("rows %v, want %v", d.Rows, want)
	}
	if want := slices.Concat(once.Values, once.Values, once.Values); !slices.Equal(d.Values, want) {
		t.Errorf("values %v, want %v", d.Values, want)
	}
	if d.Name != once.Name+" x3" || d.Groups != once.Groups || d.Cols != once.Cols {
		t.Errorf("%s %+v, want %s %+v", d.Name, d.Groups, once.Name, once.Groups)
	}
}

func TestSourceErrors(t *testing.T) {
	dir := t.TempDir()
	const builtIn = "golub, synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05, spd:rows=100000,k=16,seed=1,off=0.05 and genotypes:variants=100000,samples=1000,seed=1,odds=1.5,associated=0.01,missing=0.01"
	var known []string
	for _, f := range Formats() {
		known = append(known, f.Extensions...)
	}
	extensions := strings.Join(known, " ")
	for _, tt := range []struct {
		name   string
		source Source
		flag   bool
		want   string
	}{
		{"nothing", Source{}, true, `--data: type a file, or one of ` + builtIn},
		{"misspelt", Source{Data: "golubb"}, false, "golubb: no such file or directory, did you mean golub?; built in are " + builtIn},
		{"directory", Source{Data: dir}, false, dir + ": this is a folder: name a file in it"},
		{"golub with parameters", Source{Data: "golub:rows=3"}, true, `--data "golub:rows=3": golub takes no parameters: --data golub`},
		{"unknown extension", Source{Data: "text/testdata/README.md"}, false,
			`text/testdata/README.md: no format has the extension ".md": rename it if it is one of ` + extensions + `, each also with .gz, .zst, .xz, .bz2, .bgz or .zip`},
		{"no groups file", Source{Data: "golub", Groups: filepath.Join(dir, "g.csv")}, false, filepath.Join(dir, "g.csv") + ": no such file or directory"},
		{"swapped letters", Source{Data: "goulb"}, false, "goulb: no such file or directory, did you mean golub?; built in are " + builtIn},
		{"no name like it", Source{Data: "rows.csv"}, false, "rows.csv: no such file or directory; built in are " + builtIn},
		{"negative tile", Source{Data: "golub", Tile: -1}, true, `--tile "-1": type 1 or more`},
		{"absurd tile", Source{Data: "golub", Tile: 1 << 40, Room: new(machine.Room)}, true,
			fmt.Sprintf(`--tile "%d": 3051 rows of 38 values, repeated %[1]d times, take more than 64 GiB: type at most 67000`, 1<<40)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Load(context.Background(), tt.source)
			if d != nil || err == nil || err.Error() != tt.want {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
			var flag *harness.FlagError
			if errors.As(err, &flag) != tt.flag {
				t.Errorf("a flag error: %v, want %v", !tt.flag, tt.flag)
			}
		})
	}
}

// TestFormats writes one small table in every format of text, under each of its
// extensions: a new line in the table needs a new text here.
func TestFormats(t *testing.T) {
	texts := map[string]string{
		"csv":   "id,A1,B1\nr,1,2\n",
		"tsv":   "id\tA1\tB1\nr\t1\t2\n",
		"gct":   "#1.2\n1\t2\nName\tDescription\tA1\tB1\nr\tna\t1\t2\n",
		"table": "A1 B1\nr 1 2\n",
		"geo":   "!Series_title\t\"x\"\n!series_matrix_table_begin\n\"ID_REF\"\t\"A1\"\t\"B1\"\n\"r\"\t1\t2\n!series_matrix_table_end\n",
	}
	const genotypes = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA1\tB1\n1\t5\tr\tA\tC\t.\t.\t.\tGT\t0/1\t1/1\n"
	texts["vcf"], texts["bcf"] = genotypes, genotypes // of whichever extension
	texts["mtx"] = "%%MatrixMarket matrix array integer general\n1 2\n1\n2\n"
	want := &harness.Dataset{Cols: 2, Samples: []string{"A1", "B1"}, Rows: []string{"r"}, Values: []float64{1, 2}}
	for _, f := range Formats() {
		if len(f.Extensions) == 0 {
			t.Errorf("%s has no extension", f.Name)
		}
		if f.Open != nil {
			continue // binary, and read in tests of its own
		}
		for _, ext := range append(f.Extensions, "") {
			format := ""
			if ext == "" {
				format = f.Name
			}
			d, err := Read(context.Background(), "x"+ext, strings.NewReader(texts[f.Name]), format)
			if err != nil {
				t.Errorf("%s: %v", f.Name, err)
				continue
			}
			d.Values = d.Block(nil, 0, 1)
			if f.Name == "mtx" { // its names are in other files
				d.Samples, d.Rows = want.Samples, want.Rows
			}
			if diff := readertest.Difference(d, want); diff != "" {
				t.Errorf("%s: %s", f.Name, diff)
			}
		}
	}
	if _, err := Read(context.Background(), "x.csv", strings.NewReader(""), "xls"); err == nil || !strings.HasPrefix(err.Error(), `format "xls" is not known: choose one of csv, tsv, `) {
		t.Errorf("%v", err)
	}
}

func TestGenerated(t *testing.T) {
	for data, want := range map[string]bool{
		"synth": true, "synth:rows=3": true, "spd:k=2": true, "genotypes:samples=4": true,
		"golub": false, "./synth": false, "rows.csv": false, "C:rows.csv": false, "": false,
	} {
		if got := Generated(data); got != want {
			t.Errorf("%q is generated: %t", data, got)
		}
	}
}
