package vcf

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

// read reads the bytes of a file.
func read(name string, file []byte) (*harness.Dataset, error) {
	s, err := content.NewStream(name, bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return Read(context.Background(), s)
}

// readFile reads a file of testdata.
func readFile(t *testing.T, name string) *harness.Dataset {
	t.Helper()
	d, err := read(name, fileOf(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func fileOf(t testing.TB, name string) []byte {
	t.Helper()
	file, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPLINK: the genotypes, the ids, positions and alleles are those that PLINK reads from the
// same file, from text as from BCF.
func TestPLINK(t *testing.T) {
	bed, bim := fileOf(t, "plain.bed")[3:], ""
	for _, name := range []string{"plain.vcf.gz", "plain.bcf"} {
		d := readFile(t, name)
		if !bytes.Equal(d.Store.Packed, bed) || d.Store.Packing != harness.PackedPLINK {
			t.Errorf("%s: other genotypes than PLINK's", name)
		}
		bim = ""
		for i, id := range d.Rows {
			f := d.RowFields
			bim += fmt.Sprintf("%s\t%s\t0\t%s\t%s\t%s\n", f[0].Values[i], id, f[1].Values[i], f[2].Values[i], f[3].Values[i])
		}
		if want := string(fileOf(t, "plain.bim")); bim != want {
			t.Errorf("%s: %s\nwant %s", name, bim, want)
		}
		if want := []string{"NA0", "NA1", "NA2"}; d.Cols != 13 || !slices.Equal(d.Samples[:3], want) || len(d.RowFields) != 4 || d.Notes != nil {
			t.Errorf("%s: samples %v, %d fields, notes %q", name, d.Samples, len(d.RowFields), d.Notes)
		}
	}
}

// kinds are the values of the files kinds, as PLINK reads them, 9 = missing, but for polyploids
// in text, whose second allele PLINK 1.9 takes for the last, for alleles above 9 there, and for
// GT behind another field.
const kinds = `rs1 G 01291
rs2 G 01999
1:300:AC:A A 01291
rs4 0 00090
rs5 G 99999
rs55 <DEL> 19209
rs6 G 02192
rs7 G 91992
tie G 19000
hap G 11900
hap1 T 92000
hap2 T 99220
hap3 T 99922
half1 G 99901
tri G 19000
none G 09000
ten CG 12909
star * 91209
half G 99902
oob G 91202
del <DEL> 91202
multi <NON_REF> 91202
`

// TestKinds: what is no genotype of two alleles is read as PLINK has it, and told.
func TestKinds(t *testing.T) {
	notes := []string{
		"11 of 22 variants with several alternate alleles: the commonest is counted, and genotypes with another are missing, as PLINK 1.9 has it; bcftools norm -m -any gives each a row of its own",
		"1 of 22 variants without GT: all genotypes there are missing",
		`2 of 22 variants did not pass a filter, such as "q10": read all the same, as PLINK has it; bcftools view -f .,PASS leaves them out`,
		"12 haploid genotypes: each counts as two copies of its allele, as PLINK has it",
		"3 genotypes with one allele missing, such as 0/.: read as missing",
		"4 genotypes of more than two alleles, such as 0/0/1: read as missing",
	}
	for _, name := range []string{"kinds.vcf", "kinds.bcf"} {
		d := readFile(t, name)
		values := make([]float64, len(d.Rows)*d.Cols)
		d.Store.Decode(values, 0, len(d.Rows), nil)
		got := ""
		for i, id := range d.Rows {
			got += id + " " + d.RowFields[2].Values[i] + " "
			for _, v := range values[5*i : 5*i+5] {
				if math.IsNaN(v) {
					v = 9
				}
				got += fmt.Sprint(v)
			}
			got += "\n"
		}
		if got != kinds {
			t.Errorf("%s:\n%s", name, got)
		}
		if !slices.Equal(d.Notes, notes) {
			t.Errorf("%s: notes\n%s", name, strings.Join(d.Notes, "\n"))
		}
		if f := d.RowFields[4]; f.Name != "FILTER" || strings.Join(f.Values[:6], ",") != "PASS,PASS,q10,PASS,PASS," {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// head has the header of two samples.
const head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n"

// TestText: lines of text in the forms that the specification allows.
func TestText(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"ends of Windows", "1\t7\trs\tA\tC\t.\t.\t.\tGT\t0/1\t1/1\r\n", "1 2"},
		{"no end", "1\t7\trs\tA\tC\t.\t.\t.\tGT\t0/1\t1/1", "1 2"},
		{"empty lines", "\n1\t7\trs\tA\tC\t.\t.\t.\tGT\t0|0\t1|0\n\n", "0 1"},
		{"fields left out", "1\t7\trs\tA\tC\t.\t.\t.\tDP:GT:PL\t3\t4:1/1:0,1,2\n", "NaN 2"},
		{"a phase before the first allele", "1\t7\trs\tA\tC\t.\t.\t.\tGT\t/0|1\t|1|1\n", "1 2"},
		{"many alleles", "1\t7\trs\tA\tC,G,T,AA,CC,GG,TT,AC,AG,AT\t.\t.\t.\tGT\t10/10\t0/10\n", "2 1"},
	} {
		d, err := read("x.vcf", []byte(strings.ReplaceAll(head, "\n", tt.lines[len(tt.lines)-1:])+tt.lines))
		if !strings.HasSuffix(tt.lines, "\n") {
			d, err = read("x.vcf", []byte(head+tt.lines))
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		values := make([]float64, 2)
		d.Store.Decode(values, 0, 1, nil)
		if got := fmt.Sprint(values[0], values[1]); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestRefused: what cannot be read is refused in one line that tells where.
func TestRefused(t *testing.T) {
	const line = "1\t7\trs\tA\tC\t.\t.\t.\tGT\t0/1\t1/1\n"
	bcf := fileOf(t, "plain.bcf")
	for _, tt := range []struct{ name, file, want string }{
		{"a table", "id,a,b\n1,2,3\n", `x.vcf:1: it begins with "id,a,b" and not ##fileformat=VCF`},
		{"no columns", "##fileformat=VCFv4.2\n1\t7\n", `x.vcf:2: the line of columns, which begins with #CHROM and a tab, is expected, "1\t7" found`},
		{"header alone", "##fileformat=VCFv4.2\n", "x.vcf:2: the file ends within its header: fetch it again"},
		{"sites", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n", "x.vcf:2: the file has no samples, so there are no genotypes in it"},
		{"a sample twice", strings.Replace(head, "\tb", "\ta", 1), `x.vcf:2: sample "a" is there twice`},
		{"no variant", head, "x.vcf: no variant below its header (the header names 2 samples)"},
		{"no GT", head + strings.Replace(line, "GT", "DS", 1), "x.vcf: none of its 1 variant has GT: genotypes are needed"},
		{"a sample too few", head + line + "1\t7\trs\tA\tC\t.\t.\t.\tGT\t0/1\n", "x.vcf:4: 1 sample, but the header names 2"},
		{"a sample too many", head + strings.Replace(line, "\n", "\t0/0\n", 1), "x.vcf:3: 3 samples, but the header names 2"},
		{"cut short", head + "1\t7\trs\tA\n", "x.vcf:3: 4 columns, but with 2 samples there are 11, separated by tabs"},
		{"a position", head + strings.Replace(line, "7", "7e3", 1), `x.vcf:3: column 2 (POS): "7e3" is not a whole number`},
		{"an allele", head + strings.Replace(line, "1/1", "1/2", 1), `x.vcf:3: sample "b": allele 2 of 2: the file is damaged`},
		{"a genotype", head + strings.Replace(line, "1/1", "A/B", 1), `x.vcf:3: sample "b": "A/B" is no genotype`},
		{"half a genotype", head + strings.Replace(line, "1/1", "1/", 1), `x.vcf:3: sample "b": "1/" is no genotype`},
		{"no UTF-8", head + strings.Replace(line, "rs", "r\xe9", 1), `x.vcf: variant "r\xe9": "r\xe9" is not UTF-8 text`},
		{"cut BCF", string(unpacked(t, bcf)[:2000]), "x.vcf: record 17: the file ends within a record: fetch it again"},
		{"cut header of BCF", string(unpacked(t, bcf)[:200]), "x.vcf: header: the file ends within its header"},
	} {
		_, err := read("x.vcf", []byte(tt.file))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// recordOf returns a BCF file of two samples with one record: what is behind its numbers, and its
// part about the samples.
func recordOf(shared, individual []byte) []byte {
	header := strings.Replace(head, "#CHROM", "##contig=<ID=1>\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n#CHROM", 1)
	file := binary.LittleEndian.AppendUint32([]byte("BCF\x02\x02"), uint32(len(header)))
	file = append(file, header...)
	numbers := make([]byte, sharedHead)
	numbers[18], numbers[20], numbers[23] = 1, 2, 1 // one allele, two samples, one field of them
	file = binary.LittleEndian.AppendUint32(file, uint32(len(numbers)+len(shared)))
	file = binary.LittleEndian.AppendUint32(file, uint32(len(individual)))
	return slices.Concat(file, numbers, shared, individual)
}

// TestDamagedRecord: texts where numbers should be, and a length that is as long as the record, are
// errors and no panics; a stack that is used up could not even be caught.
func TestDamagedRecord(t *testing.T) {
	site := []byte{0x17, 'i', 0x17, 'A', 0x00}
	for name, file := range map[string][]byte{
		"text as a filter":            recordOf([]byte{0x17, 'i', 0x17, 'A', 0x17, 'x'}, nil),
		"text as the name of a field": recordOf(site, []byte{0x17, 1, 0x21, 2, 2, 2, 2}),
		"text as genotypes":           recordOf(site, []byte{0x11, 1, 0x27, 2, 2, 2, 2}),
		"a length of a length":        recordOf(bytes.Repeat([]byte{0xff}, 16<<20), nil),
	} {
		if _, err := read("x.bcf", file); err == nil || !strings.HasPrefix(err.Error(), "x.bcf: record 1: damaged BCF") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := read("x.bcf", recordOf(site, []byte{0x11, 1, 0x21, 2, 2, 2, 2})); err != nil {
		t.Errorf("a whole record: %v", err)
	}
}

// unpacked returns the bytes of a BCF file without its compression.
func unpacked(t testing.TB, file []byte) []byte {
	t.Helper()
	s, err := content.NewStream("x", bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(s); err != nil {
		t.Fatal(err)
	}
	return plain.Bytes()
}

// FuzzRead: a damaged file is an error or a dataset that is whole, never a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "1\t7\trs\tA\tC\t.\t.\t.\tGT:DP\t0/1:3\t1|1\n"))
	f.Add([]byte(head + "1\t7\t.\tA\tC,G\t.\tq\t.\tGT\t0/2\t1\n"))
	f.Add(fileOf(f, "kinds.vcf"))
	f.Add(unpacked(f, fileOf(f, "kinds.bcf")))
	f.Fuzz(func(t *testing.T, file []byte) { readWhole(t, file) })
}

// FuzzRecord: the two parts of a record of BCF are damaged below a header that is right, and with
// lengths that are.
func FuzzRecord(f *testing.F) {
	file := unpacked(f, fileOf(f, "kinds.bcf"))
	const begin = len(bcfMagic) + 1 + 4
	end := begin + int(binary.LittleEndian.Uint32(file[begin-4:]))
	header := file[:end:end]
	for records := file[end:]; len(records) > 0; {
		shared, individual := sizes(records)
		parts := records[recordHead:]
		f.Add(parts[:shared], parts[shared:shared+individual])
		records = parts[shared+individual:]
	}
	f.Fuzz(func(t *testing.T, shared, individual []byte) {
		file := binary.LittleEndian.AppendUint32(header, uint32(len(shared)))
		file = binary.LittleEndian.AppendUint32(file, uint32(len(individual)))
		readWhole(t, append(append(file, shared...), individual...))
	})
}

// readWhole reads a file, which ends in an error of one line or a dataset that is whole.
func readWhole(t *testing.T, file []byte) {
	d, err := read("x", file)
	if err != nil {
		if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "panic") {
			t.Errorf("%v", err)
		}
		return
	}
	values := make([]float64, d.NumRows()*d.Cols)
	d.Store.Decode(values, 0, d.NumRows(), nil)
	if len(d.Rows) != d.NumRows() || len(d.Samples) != d.Cols || !readertest.SameFields(d.RowFields, d.RowFields) {
		t.Errorf("%d rows, %d samples", len(d.Rows), len(d.Samples))
	}
	for _, f := range d.RowFields {
		if len(f.Values) != d.NumRows() {
			t.Errorf("%d values of %s for %d rows", len(f.Values), f.Name, d.NumRows())
		}
	}
}
