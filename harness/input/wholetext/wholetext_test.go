package wholetext

import (
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// readUTF8 reads a text of at most 1 MiB.
func readUTF8(name, text string) (string, error) {
	b, err := Read(name, strings.NewReader(text), 1<<20, "is it the right file?")
	if err != nil {
		return "", err
	}
	return UTF8(name, b)
}

// TestRead: one text is read from each way to store it.
func TestRead(t *testing.T) {
	const text = "n,s\n1,10\n2,5.5\n"
	gzip, zstd := string(readertest.Pack(t, "gzip", text)), string(readertest.Pack(t, "zstd", text))
	for _, tt := range []struct{ name, file, stored, want string }{
		{"plain", "t.csv", text, text},
		{"gzip", "t.csv.gz", gzip, text},
		{"gzip without its name", "t.csv", gzip, text},
		{"gzip in two parts", "t.csv.gz", string(readertest.Pack(t, "gzip", text[:7])) + string(readertest.Pack(t, "gzip", text[7:])), text},
		{"zstd", "t.csv.ZST", zstd, text},
		{"CR", "t.csv", strings.ReplaceAll(text, "\n", "\r"), text},
		{"CR in gzip", "t.csv.gz", string(readertest.Pack(t, "gzip", strings.ReplaceAll(text, "\n", "\r"))), text},
		{"byte order mark and CR", "t.csv", "\ufeff" + strings.ReplaceAll(text, "\n", "\r"), text},
		{"Windows-1252", "t.csv", "n;Zeit (\xb5s)\n1;1,8 \xb1 0,1\n", "n;Zeit (µs)\n1;1,8 ± 0,1\n"},
		{"UTF-8", "t.csv", "n;Zeit (µs)\n", "n;Zeit (µs)\n"},
		{"a NUL behind the first line", "t.csv", "n,s\n1,\x00\n", "n,s\n1,\x00\n"},
		{"xz", "t.csv.xz", string(readertest.Pack(t, "xz", text)), text},
		{"zip", "t.zip", string(readertest.Pack(t, "zip", text)), text},
		{"empty", "t.csv", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := readUTF8(tt.file, tt.stored); err != nil || got != tt.want {
				t.Errorf("%q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

// TestReadErrors: what is no text is named, with what to type.
func TestReadErrors(t *testing.T) {
	const text = "n,s\n1,10\n"
	utf16 := "n\x00,\x00s\x00\n\x001\x00,\x002\x00\n\x00"
	gzip := string(readertest.Pack(t, "gzip", "n,s\n1,10\n"))
	const (
		iconv     = "t.csv: this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16 -t UTF-8 FILE >NEW"
		unordered = "t.csv: this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16LE -t UTF-8 FILE >NEW"
	)
	for _, tt := range []struct{ name, file, stored, want string }{
		{"xz cut short", "t.csv.xz", "\xfd7zXZ\x00\x00\x04", "t.csv.xz: truncated xz data: fetch the file again"},
		{"bzip2 cut short", "runs/t.csv.bz2", "BZh91AY&SY", "runs/t.csv.bz2: truncated bzip2 data: fetch the file again"},
		{"zip cut short", "t.zip", "PK\x03\x04\x14\x00\x00\x00", "t.zip: truncated zip data: fetch the file again"},
		{"zip of two files", "t.zip", string(readertest.Zip(t, "a b.csv", text, "__MACOSX/._a", "", "c.csv", text)), "t.zip: the archive holds 2 files: unzip it and name one, such as 'a b.csv'"},
		{"plain called zip", "t.zip", text, "t.zip: not zip data"},
		{"xlsx", "t.xlsx", string(readertest.Zip(t, "[Content_Types].xml", "<x/>")), "t.xlsx: this is a file of Excel or Word: save the table as .csv or .tsv"},
		{"UTF-16", "t.csv", "\xff\xfe" + utf16, iconv},
		{"UTF-16 of another order", "t.csv", "\xfe\xff\x00n\x00,\x00s\x00\n", iconv},
		{"UTF-16 without a mark", "t.csv", utf16, unordered},
		{"UTF-16 with CR", "t.csv", strings.ReplaceAll(utf16, "\n", "\r"), unordered},
		{"UTF-16 in gzip", "t.csv", string(readertest.Pack(t, "gzip", utf16)), unordered},
		{"a program", "t.csv", "\x7fELF\x02\x01\x01\x00", `t.csv: not UTF-8 text, it begins with "\x7fELF\x02\x01\x01\x00": export a table from the program that wrote it`},
		{"gzip cut short", "t.csv.gz", gzip[:len(gzip)-9], "t.csv.gz: truncated gzip data: fetch the file again"},
		{"plain called gzip", "t.csv.gz", "n,s\n1,10\n", "t.csv.gz: not gzip data"},
		{"too long", "t.csv", strings.Repeat("1,10\n", 1<<18), "t.csv: longer than 1 MiB: is it the right file?"},
		{"too long once unpacked", "t.csv.gz", string(readertest.Pack(t, "gzip", strings.Repeat("\x00", 1<<26))), "t.csv.gz: longer than 1 MiB: is it the right file?"},
		{"too long once unpacked by zstd", "t.csv.zst", string(readertest.Pack(t, "zstd", strings.Repeat("1", 1<<26))), "t.csv.zst: longer than 1 MiB: is it the right file?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := readUTF8(tt.file, tt.stored); err == nil || got != "" || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("%q, %v; want %s", got, err, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"", "n,s\r1,10\r", "\ufeffn,s\r\n", "\xff\xfen\x00", "n\x00,\x00s\x00\n", "n;\xb5s\n", "PK\x03\x04\n\x00", "\xfd7zXZ\x00"} {
		f.Add(text)
		f.Add(string(readertest.Pack(f, "gzip", text)))
		f.Add(string(readertest.Pack(f, "zstd", text)))
	}
	f.Fuzz(func(t *testing.T, stored string) {
		text, err := readUTF8("t.csv", stored)
		switch {
		case err != nil && (text != "" || strings.Contains(err.Error(), "\n")):
			t.Errorf("%q beside the error %v", text, err)
		case err == nil && strings.ToValidUTF8(text, "") != text:
			t.Errorf("%q is no UTF-8", text)
		}
	})
}
