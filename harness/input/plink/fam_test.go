package plink

import (
	"fmt"
	"slices"
	"strings"
	"testing"

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
		{"1.37 -2e1 NA 2", "1.37|-2e1||2"},
	} {
		fam := ""
		for i, code := range strings.Fields(tt.codes) {
			fam += fmt.Sprintf("f i%d 0 0 1 %s\n", i, code)
		}
		_, fields, err := readFam(&content.Mapping{Name: "x.fam", Bytes: []byte(fam)})
		if err != nil || strings.Join(fields[0].Values, "|") != tt.want {
			t.Errorf("%s: %v, %v, want %s", tt.codes, fields, err, tt.want)
		}
	}
}

func TestFamNames(t *testing.T) {
	names, _, err := readFam(&content.Mapping{Name: "x.fam", Bytes: []byte("f 1 0 0 1 1\ng 1 0 0 1 1\n")})
	if err != nil || !slices.Equal(names, []string{"f_1", "g_1"}) {
		t.Errorf("%v, %v", names, err)
	}
}
