package trend_test

import (
	"compress/gzip"
	"context"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/workloads/trend"
)

// plinkTable reads what PLINK printed: lines of words under a header, as maps.
func plinkTable(t *testing.T, path string) (lines []map[string]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var header []string
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if header == nil {
			header = words
			continue
		}
		of := map[string]string{}
		for i, word := range words {
			of[header[i]] = word
		}
		lines = append(lines, of)
	}
	return lines
}

// asPLINK writes a number with four digits, as PLINK 1.9 does: a number whose fifth
// and last digit is 5 is rounded to an even fourth.
func asPLINK(v float64) string {
	if math.IsNaN(v) {
		return "NA"
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	if digits = strings.Replace(digits, ".", "", 1); len(digits) == 5 && digits[4] == '5' {
		fourth := digits[3]
		if fourth%2 == 1 {
			return strconv.FormatFloat(math.Nextafter(v, math.Inf(1)), 'g', 4, 64)
		}
		v, _ = strconv.ParseFloat(digits[:1]+"."+digits[1:4]+"e"+exponent, 64)
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

// TestAgreesWithPLINK compares every digit that PLINK 1.9 prints with ours, printed
// the same way: --assoc, and the trend of --model. There is one difference by intent:
// where a group has no genotypes at all, --assoc prints a chi-square of 0 and a p of
// 1, and a test that was not made is NaN here.
func TestAgreesWithPLINK(t *testing.T) {
	for _, set := range []struct {
		name             string
		compared, absent int
	}{{"dummy", 500*5 + 500*2, 0}, {"chromosomes", 52*5 + 32*2 - 2*2, 2}} {
		t.Run(set.name, func(t *testing.T) {
			ds, err := input.Load(context.Background(), input.Source{Data: "../testdata/trend/" + set.name + ".bed"})
			if err != nil {
				t.Fatal(err)
			}
			defer ds.Close()
			w, err := trend.New(ds, nil)
			if err != nil {
				t.Fatal(err)
			}
			job := &harness.Job{Data: ds, Workload: w, ChunkRows: 33}
			values, err := harness.Answer(context.Background(), job)
			if err != nil {
				t.Fatal(err)
			}
			rows := map[string]int{}
			for row, id := range ds.Rows {
				rows[id] = row
			}
			compared, absent := 0, 0
			check := func(line map[string]string, theirs, ours string) {
				row := rows[line["SNP"]]
				out := values[row*len(w.Outputs) : (row+1)*len(w.Outputs)]
				of := &harness.Table{Columns: w.Outputs}
				v := out[of.Column(ours)]
				if got := asPLINK(v); got != number(line[theirs]) {
					t.Errorf("%s %s: %s is %s (%v), PLINK's %s is %s", line["CHR"], line["SNP"], ours, got, v, theirs, line[theirs])
				}
				compared++
			}
			for _, line := range plinkTable(t, "../testdata/trend/"+set.name+".assoc.gz") {
				check(line, "F_A", "f_a")
				check(line, "F_U", "f_b")
				check(line, "OR", "or")
				if line["F_A"] == "NA" && line["CHISQ"] == "0" {
					absent++
					row := rows[line["SNP"]]
					if line["P"] != "1" || !math.IsNaN(values[row*len(w.Outputs)+5]) {
						t.Errorf("%s: without cases, p is %v, PLINK's %s", line["SNP"], values[row*len(w.Outputs)+5], line["P"])
					}
					continue
				}
				check(line, "CHISQ", "chisq_allelic")
				check(line, "P", "p_allelic")
			}
			for _, line := range plinkTable(t, "../testdata/trend/"+set.name+".model.gz") {
				check(line, "CHISQ", "chisq_trend")
				check(line, "P", "p_trend")
			}
			if compared != set.compared || absent != set.absent {
				t.Errorf("compared %d numbers, want %d; %d variants without a group, want %d", compared, set.compared, absent, set.absent)
			}
		})
	}
}

// TestSmallSetsAgreeWithPLINK: where the .fam file has a header, missing phenotypes or a column
// more, the genotypes are still those of its samples. The p are of plink --assoc, version
// 1.90b6.26.
func TestSmallSetsAgreeWithPLINK(t *testing.T) {
	for name, want := range map[string]string{
		"famhash":   "0.000532",
		"phmissing": "0.06509 0.3865 0.8721 0.7327 0.07898 0.5582",
		"fam7":      "0.665 0.4237 0.5959 0.1056 0.1243 0.3173",
		"roundtrip": "0.551 0.3017 0.2207 0.07364 0.334 0.6056",
	} {
		ds, err := input.Load(t.Context(), input.Source{Data: "../../harness/input/plink/testdata/" + name + ".bed"})
		if err != nil {
			t.Fatal(err)
		}
		defer ds.Close()
		w, err := trend.New(ds, nil)
		if err != nil {
			t.Fatal(err)
		}
		values, err := harness.Answer(t.Context(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
		if err != nil {
			t.Fatal(err)
		}
		p := (&harness.Table{Columns: w.Outputs}).Column("p_allelic")
		var got []string
		for ; len(values) > 0; values = values[len(w.Outputs):] {
			got = append(got, asPLINK(values[p]))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: p %v, PLINK's %s", name, got, want)
		}
	}
}

// number writes a number of PLINK's as Go does, which has no zeros in front of an
// exponent.
func number(s string) string {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}
