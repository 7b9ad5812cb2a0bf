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
