package input

import (
	"context"
	"strings"
	"testing"
)

// TestForeignFiles reads files that are packed in a way that no reader unpacks, or no text:
// each is named, whatever its name claims.
func TestForeignFiles(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"xz-named.csv", "\xfd7zXZ\x00\x00\x04\xe6\xd6\xb4F\x02", "xz-named.csv: this is a file of xz, which cannot be read: xz -dk xz-named.csv"},
		{"a/rows.csv", "BZh91AY&SY\x00\x01", "a/rows.csv: this is a file of bzip2, which cannot be read: bzip2 -dk rows.csv"},
		{"rows.tsv", "7z\xbc\xaf\x27\x1c\x00\x04", "rows.tsv: this is a file of 7z, which cannot be read: 7z x rows.tsv"},
		{"rows.gct", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "rows.gct: this is a file of Excel 97, which cannot be read: save the sheet as .csv or .tsv, not as rows.gct"},
		{"rows.csv", "PK\x03\x04\x14\x00\n", "rows.csv:1: this is a zip or xlsx file: save the table as .csv or .tsv"},
		{"rows.npy", "\x89HDF\r\n\x1a\n\x00\x00", "rows.npy: this is a file of HDF5, which cannot be read: write its matrix as .npy, .parquet or .csv, not as rows.npy"},
		{"rows.csv.xz", "id,a\nr,1\n", "rows.csv.xz: a file of xz cannot be read: xz -dk rows.csv.xz"},
		{"rows.csv.BZ2", "id,a\nr,1\n", "rows.csv.BZ2: a file of bzip2 cannot be read: bzip2 -dk rows.csv.BZ2"},
		{"rows.zip", "PK\x03\x04", "rows.zip: a file of zip cannot be read: unzip rows.zip"},
	} {
		_, err := Read(context.Background(), tt.name, strings.NewReader(tt.text), "")
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v\nwant %s", tt.name, err, tt.want)
		}
	}
	if _, err := Read(context.Background(), "rows.csv", strings.NewReader("BZh,LZIP\nr,1\n"), ""); err != nil {
		t.Errorf("a text that begins as a packed file does: %v", err)
	}
}
