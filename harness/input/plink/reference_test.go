package plink_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/input/readertest"
)

// A rawSample is a line of a file of plink --recode A.
type rawSample struct {
	family, id, father, mother, sex, phenotype string
	copies                                     []float64
}

// readRaw reads what PLINK read from a set of files.
func readRaw(t *testing.T, path string) (list []rawSample) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(string(b))) {
		words := strings.Fields(line)
		if words[0] == "FID" {
			continue
		}
		s := rawSample{words[0], words[1], words[2], words[3], words[4], words[5], nil}
		for _, word := range words[6:] {
			v, err := strconv.ParseFloat(strings.ReplaceAll(word, "NA", "NaN"), 64)
			if err != nil {
				t.Fatal(err)
			}
			s.copies = append(s.copies, v)
		}
		list = append(list, s)
	}
	return list
}

// TestAgainstPLINK: every sample has the genotypes and facts that PLINK 1.9 reads.
func TestAgainstPLINK(t *testing.T) {
	for _, name := range []string{"famhash", "phmissing", "roundtrip", "fam7"} {
		t.Run(name, func(t *testing.T) {
			want := readRaw(t, filepath.Join("testdata", name+".raw"))
			d := load(t, input.Source{Data: filepath.Join("testdata", name+".bed"), KeepOrder: true})
			defer d.Close()
			if d.Cols != len(want) {
				t.Fatalf("%d samples, want %d", d.Cols, len(want))
			}
			values := d.Block(nil, 0, d.NumRows())
			for col, s := range want {
				var copies []float64
				for row := range d.NumRows() {
					copies = append(copies, values[row*d.Cols+col])
				}
				if !sameValues(copies, s.copies) || d.Samples[col] != s.id {
					t.Errorf("sample %s has %v, want %s with %v", d.Samples[col], copies, s.id, s.copies)
				}
				for field, value := range map[string]string{
					"family": s.family, "father": s.father, "mother": s.mother,
					"sex":       map[string]string{"1": "male", "2": "female"}[s.sex],
					"phenotype": map[string]string{"1": "control", "2": "case"}[s.phenotype],
				} {
					if got := valueOf(d, field, col); got != value && !(got == "" && value == "0") {
						t.Errorf("sample %s: %s is %q, want %q", s.id, field, got, value)
					}
				}
			}
		})
	}
}

// valueOf returns a field of the sample in a column, "" where there is none.
func valueOf(d *harness.Dataset, field string, col int) string {
	for _, f := range d.Fields {
		if f.Name == field {
			return f.Values[col]
		}
	}
	return ""
}

// TestKeepsTexts: a .bed written from a .bed has the .bim and the .fam file that plink
// --make-bed writes.
func TestKeepsTexts(t *testing.T) {
	d := load(t, input.Source{Data: "testdata/roundtrip.bed", KeepOrder: true})
	defer d.Close()
	out := filepath.Join(t.TempDir(), "out")
	if err := input.WriteFile(t.Context(), out+".bed", d, nil); err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{{".bed", "roundtrip.bed"}, {".bim", "roundtrip.bim"}, {".fam", "roundtrip.made.fam"}} {
		got, err := os.ReadFile(out + pair[0])
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("testdata", pair[1]))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pair[0], got, want)
		}
	}
}

// TestNotes: what is left out or read in one way of several is told.
func TestNotes(t *testing.T) {
	fam := func(codes string) (text string) {
		for i, code := range strings.Fields(codes) {
			text += "f i" + strconv.Itoa(i) + " 0 0 1 " + code + "\n"
		}
		return text
	}
	eight := func(last byte) string { return smallBed[:3] + strings.Repeat(string([]byte{0x9c, last}), 8) }
	eightVariants := strings.Repeat("1 rs 0 7 A C\n", 8)
	for _, tt := range []struct{ name, bed, bim, fam, want string }{
		{"nothing", smallBed, "1 rs1 0 1 A C\n1 rs2 0 2 A C\n", fam("1 2 1 2 2"), ""},
		{"no phenotype", smallBed, "1 rs1 0 1 A C\n1 rs2 0 2 A C\n", fam("1 -9 0 NA 2"), "3 of 5 samples left out, because they have no phenotype: i1, i2, i3"},
		{"many without", smallBed[:3] + "\x00\x00", "1 rs 0 1 A C\n", fam("1 2 0 0 0 0 0"), "5 of 7 samples left out, because they have no phenotype: i2, i3, i4, i5, …"},
		{"quantitative", smallBed, smallBim, fam("1 2 0 1.5 7"), "the phenotypes are quantitative, because 1.5 is none of 0, 1, 2 and -9: they name no cases and controls|" +
			"1 of 2 variants have a negative position, and PLINK leaves such variants out: they are kept here"},
		{"0 and 1", smallBed, "1 rs1 0 1 A C\n1 rs2 0 2 A C\n", fam("0 1 0 1 -9"), "the phenotypes are 0 (2) and 1 (2) only, which PLINK reads as missing and control: if they are control and case, add --phenotype-01"},
		{"a sample too few", smallBed[:3] + "\xff\x3f", "1 rs 0 1 A C\n", fam("1 2 1 2 2"), "genotypes lie beyond the last of 5 samples of the .fam file in 1 of the 1 variant checked: does it lack a sample?"},
		{"a sample too many", eight(2), eightVariants, fam("1 2 1 2 2 2"), "the last sample of the .fam file has two copies of A1 in each of the 8 variants checked, as where no sample lies: does the file have a line too many?"},
		{"as many", eight(2), eightVariants, fam("1 2 1 2 2"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := load(t, input.Source{Data: files(t, tt.bed, tt.bim, tt.fam)})
			defer d.Close()
			if got := strings.Join(d.Notes, "|"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestPhenotype01: 0 is a control and 1 a case where the user tells so.
func TestPhenotype01(t *testing.T) {
	const fam = "f a 0 0 1 1\nf b 0 0 2 0\nf c 0 0 0 -9\nf d 0 0 2 NA\nf e 0 0 1 0"
	d := load(t, input.Source{Data: files(t, smallBed, smallBim, fam), Phenotype01: true})
	defer d.Close()
	if got := strings.Join(d.Samples, " "); got != "a b e" || d.Groups.Sizes != [2]int{1, 2} || d.Groups.Names != [2]string{"case", "control"} {
		t.Errorf("samples %s of %v", got, d.Groups)
	}
	path := files(t, smallBed, smallBim, strings.Replace(fam, "-9", "2", 1))
	want := strings.Replace(path, ".bed", ".fam", 1) + `:3: phenotype "2" is neither 0 (control) nor 1 (case): leave out --phenotype-01, or correct it`
	if _, err := input.Load(t.Context(), input.Source{Data: path, Phenotype01: true}); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	for _, data := range []string{"golub", readertest.File(t, "x.csv", "id,a\nr,1\n")} {
		want := `--phenotype-01 "true": ` + data + " has no .fam file: leave the flag out"
		if _, err := input.Load(t.Context(), input.Source{Data: data, Phenotype01: true}); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}
