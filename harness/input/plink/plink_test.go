package plink_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/input/readertest"
)

// files writes the three files and returns the path of the first.
func files(t testing.TB, bed, bim, fam string) string {
	t.Helper()
	dir := t.TempDir()
	for ext, text := range map[string]string{".bed": bed, ".bim": bim, ".fam": fam} {
		if err := os.WriteFile(filepath.Join(dir, "x"+ext), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "x.bed")
}

// Two variants of five samples: copies 2, missing, 1, 0, 1 and 0, 0, 2, 1, missing.
const (
	smallBed = "\x6c\x1b\x01\xe4\x02\x8f\x01"
	smallBim = "#CHROM ID CM POS ALT REF\n1\trs1\t0.5\t1000\tA\tG\n\n # \nX rs2 -12 C T\r\n"
	smallFam = "#FID IID\r\nf1 a 0 0 1 2\nf1 b 0 0 2 1\nf2\tc a b 0 2\n\nf2 d 0 0 2 -9\n f3  e 0 0 1 1"
)

func TestOpen(t *testing.T) {
	d := load(t, input.Source{Data: files(t, smallBed, smallBim, smallFam)})
	defer d.Close()
	if d.NumRows() != 2 || !slices.Equal(d.Rows, []string{"rs1", "rs2"}) || !slices.Equal(d.WholeRowFields()[0].Values, []string{"1", "X"}) {
		t.Errorf("rows %v, %v", d.Rows, d.RowFields)
	}
	want := harness.Groups{Names: [2]string{"case", "control"}, Sizes: [2]int{2, 2}}
	if d.Groups != want || !slices.Equal(d.Samples, []string{"a", "c", "b", "e"}) || !slices.Equal(d.Store.Columns, []int{0, 2, 1, 4}) {
		t.Errorf("%+v, samples %v, columns %v", d.Groups, d.Samples, d.Store.Columns)
	}
	nan := math.NaN()
	if got, want := d.Block(nil, 0, 2), []float64{2, 1, nan, 1, 0, 2, 0, nan}; !sameValues(got, want) {
		t.Errorf("values %v, want %v", got, want)
	}
	all := make([]float64, 10)
	d.Store.Decode(all, 0, 2, nil)
	if want := []float64{2, nan, 1, 0, 1, 0, 0, 2, 1, nan}; !sameValues(all, want) {
		t.Errorf("values %v, want %v", all, want)
	}
	if d.Store.Stride != 2 || d.Store.Packing != harness.PackedPLINK || string(d.Store.Packed) != smallBed[3:] {
		t.Errorf("%d bytes in rows of %d, packed as %q", len(d.Store.Packed), d.Store.Stride, d.Store.Packing)
	}
}

// Rows that are repeated have what their first copies have.
func TestTiled(t *testing.T) {
	d := load(t, input.Source{Data: files(t, smallBed, smallBim, smallFam), Tile: 2})
	defer d.Close()
	var got []string
	for row := range d.NumRows() {
		got = append(got, d.RowText(0, row)+":"+d.RowText(2, row))
	}
	if want := []string{"1:1000", "X:-12", "1:1000", "X:-12"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLineEnds: lines may end with CR, LF or both.
func TestLineEnds(t *testing.T) {
	const bim, fam = "1 rs1 0 1 A C\n1 rs2 0 2 A C\n", "f a 0 0 1 2\nf b 0 0 2 1\nf c 0 0 2 1\nf d 0 0 2 1\nf e 0 0 2 1\n"
	for _, end := range []string{"\n", "\r\n", "\r"} {
		d := load(t, input.Source{Data: files(t, smallBed, strings.ReplaceAll(bim, "\n", end), strings.ReplaceAll(fam, "\n", end))})
		if d.Cols != 5 || !slices.Equal(d.Rows, []string{"rs1", "rs2"}) || d.Groups.Sizes != [2]int{1, 4} {
			t.Errorf("lines that end with %q: %d samples, rows %q, %v", end, d.Cols, d.Rows, d.Groups)
		}
		d.Close()
	}
}

// load loads a source.
func load(t testing.TB, s input.Source) *harness.Dataset {
	t.Helper()
	d, err := input.Load(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sameValues(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}

func TestGroups(t *testing.T) {
	path := files(t, smallBed, smallBim, smallFam)
	for _, tt := range []struct {
		name    string
		source  input.Source
		samples string
		groups  [2]string
	}{
		{"contrast", input.Source{Contrast: "control,case"}, "b e a c", [2]string{"control", "case"}},
		{"sex", input.Source{GroupField: "sex", Contrast: "female,male"}, "b d a e", [2]string{"female", "male"}},
		{"family", input.Source{GroupField: "family", Contrast: "f2,f1"}, "c d a b", [2]string{"f2", "f1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Data = path
			d := load(t, tt.source)
			defer d.Close()
			if got := strings.Join(d.Samples, " "); got != tt.samples || d.Groups.Names != tt.groups {
				t.Errorf("samples %s of %v, want %s", got, d.Groups, tt.samples)
			}
			for _, f := range d.Fields {
				if len(f.Values) != d.Cols {
					t.Errorf("field %s has %d values for %d samples", f.Name, len(f.Values), d.Cols)
				}
			}
		})
	}
	controls := load(t, input.Source{Data: files(t, smallBed, smallBim, strings.ReplaceAll(smallFam, " 2\n", " 1\n"))})
	defer controls.Close()
	if controls.Groups != (harness.Groups{}) || controls.Cols != 5 {
		t.Errorf("controls alone: %+v, %d samples", controls.Groups, controls.Cols)
	}
}

// TestCompressed reads the two texts compressed, and all three.
func TestCompressed(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"x.bed": smallBed, "x.bim.gz": string(readertest.Pack(t, "gzip", smallBim)), "x.fam": smallFam,
		"y.BED.gz": string(readertest.Pack(t, "gzip", smallBed)), "y.bim": smallBim, "y.fam.zst": string(readertest.Pack(t, "zstd", smallFam)),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"x.bed", "y.BED.gz"} {
		d := load(t, input.Source{Data: filepath.Join(dir, name)})
		if d.NumRows() != 2 || d.Cols != 4 {
			t.Errorf("%s: %d x %d", name, d.NumRows(), d.Cols)
		}
		d.Close()
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ name, bed, bim, fam, want string }{
		{"empty", "", smallBim, smallFam, "x.bed: the file is empty: fetch or write it again"},
		{"no magic", "1\t2\t3\n", smallBim, smallFam, "x.bed: begins with the bytes 31 09 32 and not 6c 1b 01, so it is no .bed file of PLINK 1: write one with plink --make-bed"},
		{"sample after sample", "\x6c\x1b\x00\x00", smallBim, smallFam, "x.bed: byte 3 is 0, so it holds sample after sample: transpose it with plink --bfile DIR/x --make-bed --out NEW"},
		{"bad mode", "\x6c\x1b\x02\x00", smallBim, smallFam, "x.bed: byte 3 is 2, neither 1 (variant after variant) nor 0 (sample after sample): the file is damaged; write it again with plink --make-bed"},
		{"short", smallBed[:6], smallBim, smallFam, "x.bed: has 6 bytes, but 2 variants (DIR/x.bim) of 5 samples (DIR/x.fam) take 7: the three files do not belong together, or this one is cut short; write them again with plink --make-bed"},
		{"long", smallBed + "\x00", smallBim, smallFam, "x.bed: has 8 bytes, but 2 variants (DIR/x.bim) of 5 samples (DIR/x.fam) take 7: the three files do not belong together, or this one is cut short; write them again with plink --make-bed"},
		{"other samples", smallBed + "\x00\x00", smallBim, smallFam, "x.bed: has 9 bytes, but 2 variants (DIR/x.bim) of 5 samples (DIR/x.fam) take 7: the three files do not belong together, or this one is cut short (its size is that of 9 to 12 samples); write them again with plink --make-bed"},
		{"no variants", smallBed, "\n", smallFam, "x.bim: empty: a line for every variant is expected"},
		{"variant of four columns", smallBed, "1 a 2 A\n", smallFam, "x.bim:1: 4 columns, but chromosome, id, centimorgans, base pairs and two alleles are 6: write the file again with plink --make-bed"},
		{"several alleles", smallBed, "1 a 0 2 A,T C\n", smallFam, `x.bim:1: allele "A,T" lists several, but genotypes are of two alleles: give each a variant of its own, with bcftools norm -m -any before plink --make-bed`},
		{"header", smallBed, smallBim, "FID IID PAT MAT SEX PHENOTYPE\n" + smallFam, "x.fam:1: this line is a header, and PLINK takes it for a sample: begin it with #, or remove it"},
		{"columns of .pvar", smallBed, "#CHROM POS ID REF ALT\n" + smallBim, smallFam, "x.bim:1: the columns have the order of a .pvar file: write the files again with plink2 --make-bed"},
		{"position", smallBed, "1 a 0 2.5 A C\n", smallFam, `x.bim:1: position "2.5" is not a whole number of base pairs`},
		{"variant not text", smallBed, "1 a\x01 0 2 A C\n", smallFam, `x.bim:1: the line "1 a\x01 0 2 A C" has control characters: remove them, as with tr -d '\000-\010\013\014\016-\037\177' <FILE >NEW`},
		{"no samples", smallBed, smallBim, "", "x.fam: empty: a line for every sample is expected"},
		{"sample of five columns", smallBed, smallBim, "f a 0 0 1\n", "x.fam:1: 5 columns, but family, id, father, mother, sex and phenotype are 6: write the file again with plink --make-bed"},
		{"twins", smallBed, smallBim, "f a 0 0 1 1\n\nf a 0 0 1 1\n", `x.fam:3: sample "f_a" is already line 1: rename one`},
		{"phenotype", smallBed, smallBim, "f a 0 0 1 2x\n", `x.fam:1: phenotype "2x" is not a number: 1 is a control, 2 a case, -9 missing`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := files(t, tt.bed, tt.bim, tt.fam)
			d, err := input.Load(context.Background(), input.Source{Data: path})
			want := filepath.Dir(path) + "/" + strings.ReplaceAll(tt.want, "DIR", filepath.Dir(path))
			if d != nil || err == nil || err.Error() != want {
				t.Errorf("%v\nwant %s", err, want)
			}
		})
	}
}

func TestSiblings(t *testing.T) {
	path := files(t, smallBed, smallBim, smallFam)
	bim := strings.TrimSuffix(path, ".bed") + ".bim"
	if err := os.Remove(bim); err != nil {
		t.Fatal(err)
	}
	if _, err := input.Load(context.Background(), input.Source{Data: path}); err == nil || !strings.Contains(err.Error(), "no "+bim+" beside it") {
		t.Errorf("without .bim: %v", err)
	}
	if _, err := input.Read(context.Background(), "standard input", strings.NewReader(smallBed), "plink"); err == nil || !strings.Contains(err.Error(), "give its path") {
		t.Errorf("without a path: %v", err)
	}
}

// TestRoundTrip writes generated genotypes and reads them again.
func TestRoundTrip(t *testing.T) {
	for _, samples := range []int{2, 3, 4, 5, 37} {
		want := load(t, input.Source{Data: fmt.Sprintf("genotypes:variants=2500,samples=%d,missing=0.1", samples)})
		path := filepath.Join(t.TempDir(), "y.bed")
		heard := 0.0
		if err := input.WriteFile(context.Background(), path, want, func(done float64) { heard = done }); err != nil || heard != 1 {
			t.Fatalf("%v, heard of %v", err, heard)
		}
		got := load(t, input.Source{Data: path})
		if got.Groups != want.Groups || !slices.Equal(got.Samples, want.Samples) || !slices.Equal(got.Rows, want.Rows) ||
			!slices.Equal(got.WholeRowFields()[0].Values, want.RowFields[0].Values) || !sameValues(got.Block(nil, 0, 2500), want.Block(nil, 0, 2500)) {
			t.Errorf("%d samples: another dataset came back", samples)
		}
		got.Close()
	}
}

func TestWriteRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "y.bed")
	for _, tt := range []struct {
		want string
		d    *harness.Dataset
	}{
		{`row "r", column 2: 0.5 is not a number of copies of an allele`, &harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"r"}, Values: []float64{1, 0.5}}},
		{`sample "a": names in a .fam file are single words, not "the Smiths"`, &harness.Dataset{Cols: 1, Samples: []string{"a"}, Rows: []string{"r"}, Values: []float64{1},
			Fields: []harness.Field{{Name: "family", Values: []string{"the Smiths"}}}}},
		{`sample "a b": names in a .fam file are single words, not "a b"`, &harness.Dataset{Cols: 1, Samples: []string{"a b"}, Rows: []string{"r"}, Values: []float64{1}}},
		{`variant "": names in a .bim file are single words`, &harness.Dataset{Cols: 1, Samples: []string{"a"}, Rows: []string{""}, Values: []float64{1}}},
	} {
		if err := input.WriteFile(context.Background(), path, tt.d, nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: a .bed file is left", tt.want)
		}
	}
}

func TestDecodeAllocates(t *testing.T) {
	d := load(t, input.Source{Data: "genotypes:variants=100,samples=33"})
	dst := make([]float64, 100*33)
	if n := testing.AllocsPerRun(10, func() {
		d.Store.Decode(dst, 0, 100, nil)
		d.Store.Decode(dst, 0, 100, d.Store.Columns)
	}); n != 0 {
		t.Errorf("decoding allocates %v times", n)
	}
}
