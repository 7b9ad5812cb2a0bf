package input

import (
	"context"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// TestForeignFiles reads files that are packed in a way that no reader unpacks, or no text:
// each is named, whatever its name claims.
func TestForeignFiles(t *testing.T) {
	const utf32 = "rows.csv:1: this is UTF-32 text: save it as UTF-8, or type iconv -f UTF-32 -t UTF-8 FILE >NEW"
	tarHead := "rows.tsv" + strings.Repeat("\x00", 249) + "ustar\x0000" + strings.Repeat("\x00", 248) + "id\ta\nr\t1\n"
	for _, tt := range []struct{ name, text, want string }{
		{"a/rows.csv", "LZIP\x01", "a/rows.csv: this is a file of lzip, which cannot be read: lzip -dk rows.csv"},
		{"rows.tsv", "7z\xbc\xaf\x27\x1c\x00\x04", "rows.tsv: this is a file of 7z, which cannot be read: 7z x rows.tsv"},
		{"rows.gct", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "rows.gct: this is a file of Excel 97, which cannot be read: save the sheet as .csv or .tsv, not as rows.gct"},
		{"rows.csv", string(readertest.Zip(t, "[Content_Types].xml", "")), "rows.csv: this is a file of Excel or Word: save the table as .csv or .tsv"},
		{"rows.csv.zip", string(readertest.Zip(t, "rows.csv", "id,a\nr,1\n", "notes.txt", "")), "rows.csv.zip: the archive holds 2 files: unzip it and name one, such as rows.csv"},
		{"rows.csv.zip", string(readertest.Zip(t, "rows/", "")), "rows.csv.zip: the archive holds no file: fetch or pack it again"},
		{"rows.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "rows.zip: the archive holds no file: fetch or pack it again"},
		{"rows.csv.zip", string(readertest.Zip(t, "rows.csv.gz", string(readertest.Pack(t, "gzip", "id,a\nr,1\n")))), "rows.csv.zip:1: packed data are within packed data: unpack the file, and name what comes out"},
		{"family.soft", "", "family.soft: a file of GEO's SOFT cannot be read: fetch the series matrix of the series, whose name ends in _series_matrix.txt.gz"},
		{"rows.npy", "\x89HDF\r\n\x1a\n\x00\x00", "rows.npy: this is a file of HDF5, which cannot be read: write its matrix as .npy, .parquet or .csv, not as rows.npy"},
		{"rows.csv.BZ2", "id,a\nr,1\n", "rows.csv.BZ2: not bzip2 data, it begins with \"id,a\"; if it is plain, drop .bz2 from its name"},
		{"rows.csv", tarHead, "rows.csv: this is a file of tar, which cannot be read: tar -xf rows.csv"},
		{"rows.csv.gz", string(readertest.Pack(t, "gzip", tarHead)), "rows.csv.gz: this is a file of tar, which cannot be read: tar -xf rows.csv.gz"},
		{"my rows.csv", "ARROW1\x00\x00\xff\xff", "my rows.csv: this is a file of Arrow, which cannot be read: write its table as .csv or .parquet, not as 'my rows.csv'"},
		{"rows.tsv", "%%MatrixMarket matrix coordinate real general\n2 2 1\n", "rows.tsv: it begins as a file of mtx does: give it the extension .mtx"},
		{"rows.tsv.zst", string(readertest.Pack(t, "zstd", "%%MatrixMarket matrix\n")), "rows.tsv.zst: it begins as a file of mtx does: give it the extension .mtx"},
		{"rows.csv", "id,a\x00\nr,1\n", `rows.csv:1: the line "id,a\x00" has NUL bytes: remove them, as with tr -d '\0' <FILE >NEW`},
		{"rows.csv", "a.csv\x00\x00\x00\x00\x00\x00\x00", `rows.csv:1: not UTF-8 text, it begins with "a.csv\x00\x00\x00\x00\x00\x00\x00": export a table from the program that wrote it`},
		{"rows.csv", "PAR1\x15\x04\x00\x15", "rows.csv:1: this is a Parquet file: name it .parquet"},
		{"rows.csv", "PAR1\x00a", "rows.csv:1: this is a Parquet file: name it .parquet"},
		{"rows.tsv", "\x93NUMPY\x01\x00v\x00", "rows.tsv:1: this is a NumPy file: name it .npy"},
		{"rows.tsv", "\x6c\x1b\x01\x00", "rows.tsv:1: these are genotypes of PLINK: name the file .bed, beside its .bim and .fam"},
		{"rows.csv", "\xff\xfe\x00\x00i\x00\x00\x00d\x00\x00\x00", utf32},
		{"rows.csv", "\x00\x00\xfe\xff\x00\x00\x00i", utf32},
		{"rows.csv", "\xff\xfei\x00d\x00", "rows.csv:1: this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16 -t UTF-8 FILE >NEW"},
		{"rows.xlsx", "PK", "rows.xlsx: a file of Excel cannot be read: save the sheet as .csv or .tsv, not as rows.xlsx"},
		{"rows.XLS", "", "rows.XLS: a file of Excel 97 cannot be read: save the sheet as .csv or .tsv, not as rows.XLS"},
		{"rows.csv", "##fileformat=VCFv4.2\n", "rows.csv: it begins as a file of vcf does: give it the extension .vcf"},
		{"rows.rds", "", "rows.rds: a file of R cannot be read: write its table as .csv, as with write.csv of R"},
		{"rows.csv.gz", string(readertest.Pack(t, "gzip", "X\n\x00\x00\x00\x03\x00")), "rows.csv.gz: this is a file of R, which cannot be read: write its table as .csv, as with write.csv of R"},
		{"rows.csv", string(readertest.Pack(t, "gzip", "RDX3\nX\n\x00\x00\x00\x03")), "rows.csv: this is a file of R, which cannot be read: write its table as .csv, as with write.csv of R"},
		{"rows.raw", "", "rows.raw: a file of PLINK's additive coding cannot be read: give the .bed file that it was made from"},
		{"rows.h5ad", "", "rows.h5ad: a file of HDF5 cannot be read: write its matrix as .npy, .parquet or .csv, not as rows.h5ad"},
		{"rows.npz", "", "rows.npz: a file of NumPy's savez cannot be read: save one of its arrays as .npy, as with numpy.save"},
		{"rows.tar.gz", "", "rows.tar.gz: a file of tar cannot be read: tar -xf rows.tar.gz"},
		{"rows.fam", "", "rows.fam: a file of PLINK's variants or samples cannot be read: give the .bed file beside it"},
		{"a.b/rows", "", "a.b/rows: the name has no extension, which tells the format: rename it if it is one of .csv .tsv .tab .npy .parquet .parq .pq .bed .gct .vcf .bcf .mtx .txt .counts .sf .results, each also with .gz, .zst, .xz, .bz2, .bgz or .zip"},
	} {
		_, err := Read(context.Background(), tt.name, strings.NewReader(tt.text), "")
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v\nwant %s", tt.name, err, tt.want)
		}
	}
	if _, err := Read(context.Background(), "rows.csv", strings.NewReader("BZh,LZIP\nr,1\n"), ""); err != nil {
		t.Errorf("a text that begins as a packed file does: %v", err)
	}
	if err := CheckWrite("rows.xlsx"); err == nil || err.Error() != `rows.xlsx: no format has the extension ".xlsx": name it one of .csv .tsv .tab .npy .parquet .parq .pq .bed .gct, each also with .gz or .zst` {
		t.Errorf("to write: %v", err)
	}
}
