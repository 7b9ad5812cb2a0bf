package input

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// TestVCFAsPLINK: a VCF file with the groups of a .fam file has the rows and the groups of the
// .bed file that PLINK makes of it, and a .bed file written from it has PLINK's genotypes.
func TestVCFAsPLINK(t *testing.T) {
	dir := t.TempDir()
	fam := ""
	for i := range 13 {
		fam += fmt.Sprintf("F%d NA%d 0 0 1 %d\n", i, i, 1+i%2)
	}
	for name, text := range map[string]string{"x.bed": readText(t, "vcf/testdata/plain.bed"), "x.bim": readText(t, "vcf/testdata/plain.bim"), "x.fam": fam} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bed := load(t, Source{Data: filepath.Join(dir, "x.bed")})
	defer bed.Close()
	for _, name := range []string{"plain.vcf.gz", "plain.bcf"} {
		d := load(t, Source{Data: "vcf/testdata/" + name, Groups: filepath.Join(dir, "x.fam"), Contrast: "case,control"})
		if d.Digest() != bed.Digest() || d.Groups != bed.Groups || !slices.Equal(d.Samples, bed.Samples) || !slices.Equal(d.Rows, bed.Rows) {
			t.Errorf("%s: other rows or groups than those of the .bed file: %v", name, d.Groups)
		}
		out := filepath.Join(dir, name+".bed")
		all := load(t, Source{Data: "vcf/testdata/" + name, KeepOrder: true})
		if err := WriteFile(t.Context(), out, all, nil); err != nil {
			t.Fatal(err)
		}
		if readText(t, out) != readText(t, filepath.Join(dir, "x.bed")) || readText(t, strings.TrimSuffix(out, ".bed")+".bim") != readText(t, filepath.Join(dir, "x.bim")) {
			t.Errorf("%s: other .bed or .bim than PLINK's", name)
		}
		if loss, err := LossOf(out, all); err != nil || !strings.HasPrefix(loss.Unread, "QUAL, INFO") || len(loss.RowFields) > 0 {
			t.Errorf("%s: %v, %v", name, loss, err)
		}
	}
}

// TestFamGroups: other columns of a .fam file, and samples named by family and id.
func TestFamGroups(t *testing.T) {
	fam := readertest.File(t, "x.fam", "F a 0 0 1 2\nF b 0 0 2 1\n")
	rows := readertest.File(t, "rows.csv", "id,F_a,F_b\nr,1,2\n")
	for field, want := range map[string][2]string{"": {"case", "control"}, "sex": {"female", "male"}} {
		if d := load(t, Source{Data: rows, Groups: fam, GroupField: field}); d.Groups.Names != want {
			t.Errorf("%q: %v", field, d.Groups)
		}
	}
	if _, err := Load(t.Context(), Source{Data: rows, Groups: fam, GroupField: "age"}); err == nil || !strings.Contains(err.Error(), "type one of id, family_id, family, father, mother, sex or phenotype") {
		t.Error(err)
	}
}

// readText returns the content of a file.
func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestBlockGzip: bgzip names a file .bgz, and an index lies beside it.
func TestBlockGzip(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"x.vcf.bgz", "x.vcf.bgz.tbi"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(readText(t, "vcf/testdata/plain.vcf.gz")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := load(t, Source{Data: filepath.Join(dir, "x.vcf.bgz")})
	if want := load(t, Source{Data: "vcf/testdata/plain.vcf.gz"}); d.Digest() != want.Digest() {
		t.Error("other genotypes than under .gz")
	}
	_, err := Load(t.Context(), Source{Data: filepath.Join(dir, "x.vcf.bgz.tbi")})
	if err == nil || !strings.HasSuffix(err.Error(), "x.vcf.bgz.tbi: a file of tabix cannot be read: give the file that it is the index of") {
		t.Error(err)
	}
}
