package plink

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
)

func TestFamPhenotypes(t *testing.T) {
	for _, tt := range []struct{ codes, want string }{
		{"1 2 0 -9", "control|case||"},
		{"1 2 NA -9.0", "control|case||"},
		{"1 nan 2 x", "control||case|"},
		{"1 2 3 0", "1|2|3|0"},
		{"1.0 2 1 -9", "1.0|2|1|"},
		{"12 2 1 0", "12|2|1|0"},
		{"1 2 . -", "control|case||"},
		{"1 2 01 2", "1|2|01|2"},
		{"1 2 -1 0", "1|2|-1|0"},
		{"1.37 -2e1 NA 2", "1.37|-2e1||2"},
	} {
		fam := ""
		for i, code := range strings.Fields(tt.codes) {
			fam += fmt.Sprintf("f i%d 0 0 1 %s\n", i, code)
		}
		f := &content.Mapping{Name: "x.fam", Bytes: []byte(fam)}
		samples, err := readFam(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readPhenotypes(f, samples, Coding12)
		if err != nil || strings.Join(p.values, "|") != tt.want {
			t.Errorf("%s: %v, %v, want %s", tt.codes, p, err, tt.want)
		}
	}
}

// TestFamWords: a note counts the phenotypes and sexes that PLINK takes for missing, though
// they stand for something.
func TestFamWords(t *testing.T) {
	const phenotypes, sexes = "phenotypes that are no numbers, such as %s, are missing, as PLINK has it: write %s",
		"sexes other than 1 (male) and 2 (female), such as %s, are not known, as PLINK has it: write 1 and 2"
	for _, tt := range []struct {
		fam    string // sex and phenotype of each sample
		coding Coding
		want   []string
	}{
		{"1 1,2 2,0 0,0 -9,. .,- -,NA NA,-9 nan", Coding12, nil},
		{"1 case,1 control,1 NA", Coding12, []string{fmt.Sprintf(phenotypes, `"case" (2 of 3 samples)`, "1 for a control and 2 for a case")}},
		{"1 1,1 2,1 x", Coding12, []string{fmt.Sprintf(phenotypes, `"x" (1 of 3 samples)`, "1 for a control and 2 for a case")}},
		{"1 0,1 1,1 yes", Coding01, []string{fmt.Sprintf(phenotypes, `"yes" (1 of 3 samples)`, "0 for a control and 1 for a case")}},
		{"M 1,F 2,male 2,2 1", Coding12, []string{fmt.Sprintf(sexes, `"M" (3 of 4 samples)`)}},
		{"3 1.5,1 low", Coding12, []string{fmt.Sprintf(phenotypes, `"low" (1 of 2 samples)`, "1 for a control and 2 for a case"),
			"the phenotypes are quantitative, because 1.5 is none of 0, 1, 2 and -9: they name no cases and controls", fmt.Sprintf(sexes, `"3" (1 of 2 samples)`)}},
	} {
		fam := ""
		for i, s := range strings.Split(tt.fam, ",") {
			fam += fmt.Sprintf("f i%d 0 0 %s\n", i, s)
		}
		d := &harness.Dataset{}
		if err := addSamples(d, &content.Mapping{Name: "x.fam", Bytes: []byte(fam)}, tt.coding); err != nil || !slices.Equal(d.Notes, tt.want) {
			t.Errorf("%s: %q, %v\nwant %q", tt.fam, d.Notes, err, tt.want)
		}
	}
}

func TestFamNames(t *testing.T) {
	f := &content.Mapping{Name: "x.fam", Bytes: []byte("f 1 0 0 1 1\ng 1 0 0 1 1\n")}
	d := &harness.Dataset{}
	if err := addSamples(d, f, Coding12); err != nil || !slices.Equal(d.Samples, []string{"f_1", "g_1"}) {
		t.Errorf("%v, %v", d.Samples, err)
	}
	var fam strings.Builder
	if err := writeFam(&fam, d); err != nil || fam.String() != string(f.Bytes) {
		t.Errorf("written again: %q, %v", fam.String(), err)
	}
}
