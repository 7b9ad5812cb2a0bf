package text

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

// readText reads a plain text in blocks of the given size.
func readText(text string, comma byte, size int) (*harness.Dataset, error) {
	s, err := content.NewStream("x", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return readDelimited(context.Background(), s, Layout{}, comma, size)
}

func TestReadDelimited(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	want := func(samples, rows string, values ...float64) *harness.Dataset {
		s := strings.Split(samples, "|")
		return &harness.Dataset{Samples: s, Cols: len(s), Rows: strings.Split(rows, "|"), Values: values}
	}
	tests := []struct {
		name, text string
		comma      byte
		want       *harness.Dataset
	}{
		{"plain", "id,a,b\nr1,1,2\nr2,3,-4.5e1\n", ',', want("a|b", "r1|r2", 1, 2, 3, -45)},
		{"tabs", "id\ta\tb\nr1\t1\t2\n", '\t', want("a|b", "r1", 1, 2)},
		{"no newline at the end", "id,a\nr1,1\nr2,2", ',', want("a", "r1|r2", 1, 2)},
		{"CRLF", "id,a\r\nr1,1\r\nr2,2\r\n", ',', want("a", "r1|r2", 1, 2)},
		{"CR", "id,a\rr1,1\rr2,2\r", ',', want("a", "r1|r2", 1, 2)},
		{"CR, none at the end", "id,a\rr1,1\r\rr2,2", ',', want("a", "r1|r2", 1, 2)},
		{"CR CR LF", "id,a\r\r\nr1,1\r\r\n", ',', want("a", "r1", 1)},
		{"comments", "# made by x, with options\n#\nid,a\nr1,1\n", ',', want("a", "r1", 1)},
		{"a comment of two columns", "# made by x, y\nid,a\nr1,1\n", ',', want("a", "r1", 1)},
		{"a header that begins with #", "#id,a\nr1,1\n", ',', want("a", "r1", 1)},
		{"a header that begins with # and a blank", "## x\n# id\ta\nr1\t1\n", '\t', want("a", "r1", 1)},
		{"a row that begins with #", "id,a\n#r1,1\n", ',', want("a", "#r1", 1)},
		{"byte order mark", "\ufeffid,a\nr1,1\n", ',', want("a", "r1", 1)},
		{"empty lines", "\n\r\nid,a\n\nr1,1\n\r\n\nr2,2\n\n", ',', want("a", "r1|r2", 1, 2)},
		{"quotes", `"id","a ""x"", y"," b "` + "\n" + `"r,1" , "1.5" ,"2"` + "\n", ',', want(`a "x", y| b `, "r,1", 1.5, 2)},
		{"a quote within", "id,a\n5\" probe,1\n", ',', want("a", `5" probe`, 1)},
		{"spaces", "id, a , b\n r1 , 1 ,2 \n", ',', want("a|b", "r1", 1, 2)},
		{"missing", "id,a,b,c,d,e,f,g\nr,,NA,nan,NULL,n/a, ,\"\"\n", ',', want("a|b|c|d|e|f|g", "r", nan, nan, nan, nan, nan, nan, nan)},
		{"infinities", "id,a,b,c\nr,Inf,-inf,+Infinity\n", ',', want("a|b|c", "r", inf, -inf, inf)},
		{"rows repeat", "id,a\nr,1\nr,2\n", ',', want("a", "r|r", 1, 2)},
		{"left to strconv", "id,a,b\nr,1e-300,0.1234567890123456789012\n", ',', want("a|b", "r", 1e-300, 0.1234567890123456789012)},
		{"words for missing", "id,a,b,c,d\nr,#N/A,<NA>,None,1.#QNAN\n", ',', want("a|b|c|d", "r", nan, nan, nan, nan)},
		{"tabs in a .csv", "id\ta\nr1\t1\n", ',', want("a", "r1", 1)},
		{"commas in a .tsv", "id,a\nr1,1\n", '\t', want("a", "r1", 1)},
		{"blanks", "id a  b\n r1 1   2 \nr2  3 4\n", '\t', want("a|b", "r1|r2", 1, 2, 3, 4)},
		{"quoted blanks", "\"s 1\" \"s2\"\n\"g 1\" 1.5 2\n\"g2\" 3 4\n", '\t', want("s 1|s2", "g 1|g2", 1.5, 2, 3, 4)},
		{"semicolons", "id;a;b\nr1;1.5;2\n", ',', want("a|b", "r1", 1.5, 2)},
		{"decimal commas", "id;a;b\nr1;1,5;2\nr2;-,5;1,e3\nr3;3;NA\n", ',', want("a|b", "r1|r2|r3", 1.5, 2, -0.5, 1e3, 3, nan)},
		{"quoted semicolons and decimal commas", "\"\";\"s1\";\"s2\"\n\"g1\";1,5;\"2,25\"\n\"g,2\";3,5;4,5\n", ',', want("s1|s2", "g1|g,2", 1.5, 2.25, 3.5, 4.5)},
		{"decimal commas between tabs", "id\ta\tb\nr1\t1,5\t2,25\nr2\t1,234\t3\n", '\t', want("a|b", "r1|r2", 1.5, 2.25, 1.234, 3)},
		{"decimal commas between blanks", "id a  b\nr1 0,125 \"2\"\nr.2 1  \"1,234\"\n", '\t', want("a|b", "r1|r.2", 0.125, 2, 1, 1.234)},
		{"a separator at the end of all lines", "id\ta\tb\t\nr1\t1\t2\t\nr2\t3\t4\t\n", '\t', want("a|b", "r1|r2", 1, 2, 3, 4)},
		{"no name for the ids", "a,b\nr1,1,2\nr2,3,4\n", ',', want("a|b", "r1|r2", 1, 2, 3, 4)},
		{"no name for the ids, one sample", "a\nr1\t1\nr2\t3\n", '\t', want("a", "r1|r2", 1, 3)},
		{"no name for the ids, numbered samples", "1\t2\nr1\t5\t6\n", '\t', want("1|2", "r1", 5, 6)},
		{"blanks within quotes", "id,a\nr,\" 3 \"\n", ',', want("a", "r", 3)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{1, 7, 4096} {
				got, err := readText(tt.text, tt.comma, size)
				if err != nil {
					t.Fatal(err)
				}
				if diff := readertest.Difference(got, tt.want); diff != "" {
					t.Errorf("in blocks of %d bytes: %s", size, diff)
				}
			}
		})
	}
}

func TestReadDelimitedErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "x: empty: a header is expected, then one line per row"},
		{"only line ends", "\n\r\n\n", "x: empty: a header is expected, then one line per row"},
		{"header only", "id,a,b\n", "x: no row below the header (the header names 2 samples): fetch or write the file again"},
		{"short row", "id,a,b\nr1,1,2\nr2,1\n", "x:3: 2 values expected, 1 found (the header names 2 samples; correct this line or the header)"},
		{"long row", "id,a,b\nr1,1,2\n\nr2,1,2,3,4\n", "x:4: 2 values expected, 4 found (the header names 2 samples; correct this line or the header)"},
		{"shifted row", "id,a,b\nr1,oops,1,2\n", "x:2: 2 values expected, 3 found (the header names 2 samples; correct this line or the header)"},
		{"non-number", "id,a,b\nr1,1,2\nr2,1,abc\n", `x:3: column 3 (b): "abc" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na abc`},
		{"too large", "id,a\nr1,1e400\n", `x:2: column 2 (a): "1e400" is beyond the range of float64`},
		{"a separator between digits", "id,a\nr1,1_2\n", `x:2: column 2 (a): "1_2" has a separator between its digits: write them without`},
		{"base 16", "id,a\nr1,0x1p3\n", `x:2: column 2 (a): "0x1p3" is not written in base 10: write it in the digits 0 to 9`},
		{"thousands", "id,a\nr1,\"1,204\"\n", `x:2: column 2 (a): "1,204" has a comma: write decimals with a point, and digits without separators`},
		{"long field", "id,a\nr1," + strings.Repeat("z", 99) + "\n", `x:2: column 2 (a): "` + strings.Repeat("z", 40) + `"… is not a number (a missing value is empty, NA, N/A, NaN or null)`},
		{"duplicate sample", "id,a,b,a\nr1,1,2,3\n", `x:1: column 4: sample "a" is already column 2: rename one`},
		{"sample without name", "id,a,\nr1,1,2\n", "x:1: column 3 has no name: every sample needs one; if each line ends in a separator, remove it"},
		{"samples without names", "id,,\nr1,1,2\n", "x:1: no column but the first has a name: if the header is below this line, remove this line"},
		{"a row as header", "g1,1,1\ng2,1,2\n", `x:1: column 3: sample "1" is already column 2: rename one; if this line is a row of data, type --no-header`},
		{"a separator at the end", "id,a\nr1,1,\n", "x:2: 1 value expected, 2 found (the header names 1 sample; the line ends in a separator: remove it)"},
		{"text beside the id", "id,what,a\nr1,ACTB,1\n", `x:2: column 2 (what): "ACTB" is not a number (a missing value is empty, NA, N/A, NaN or null); if every row has text about itself in column 2, type --text-columns 1: "what" is kept beside it; if it stands for a missing value, type --na ACTB`},
		{"a text among values", "id,a,b,c\nr1,1,x,2\n", `x:2: column 3 (b): "x" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na x`},
		{"both decimal marks", "id;a;b\nr1;1,5;2\nr2;1;1,5\nr3;1.5;2\n", `x:2: "1,5" has a comma, and line 4 has "1.5" with a point: write all decimals one way, and digits without separators`},
		{"two commas", "id;a;b\nr1;1,5;1,234,567\n", `x:2: column 3 (b): "1,234,567" has a comma: write decimals with a point, and digits without separators`},
		{"a comma and a point", "id;a;b\nr1;1,5;1.234,5\n", `x:2: column 3 (b): "1.234,5" has a comma: write decimals with a point, and digits without separators`},
		{"both decimal marks between tabs", "id\ta\tb\nr.1\t1.5\t2\nr2\t1\t1,234\n", `x:3: "1,234" has a comma, and line 2 has "1.5" with a point: write all decimals one way, and digits without separators`},
		{"a point after commas", "id\ta\tb\nr1\t1,5\t2\nr2\t1.234\t\n", `x:2: "1,5" has a comma, and line 3 has "1.234" with a point: write all decimals one way, and digits without separators`},
		{"thousands or decimals", "id\ta\tb\nr.1\t640\t12\nr2\t\"1,204\"\t-12,500\n", `x:3: the comma of "1,204" may be a decimal mark or separate thousands, and no other number shows which: for decimals type tr , . <FILE >NEW, for thousands tr -d , <FILE >NEW`},
		{"thousands between tabs", "id\ta\tb\nr1\t1,5\t1,234,567\n", `x:2: column 3 (b): "1,234,567" has a comma: write decimals with a point, and digits without separators`},
		{"a comma at the end", "id\ta\nr1\t1,\n", `x:2: column 2 (a): "1," has a comma: write decimals with a point, and digits without separators`},
		{"a text in the last column", "id\ta\t\n" + strings.Repeat("r1\t1\t\n", sampledRows) + "r2\t3\t4\n", `x: row 21 has "4" in the last column, which has no name: give it one, or leave it out`},
		{"JSON", "[{\"gene\":\"A\",\"s1\":1}]\n", "x:1: this is JSON: write its table as .csv or .parquet"},
		{"a long row of semicolons", "id;a;b\nr1;1,5;2;3;4\n", "x:2: 2 values expected, 4 found (the header names 2 samples; correct this line or the header)"},
		{"GCT", "#1.2\n1\t1\n", "x:1: this is a GCT file: name it .gct"},
		{"HTML", "<!DOCTYPE html><html>\n", "x:1: this is a page of HTML, such as a server sends in place of a file: fetch the file again"},
		{"HTML, with a comma", " <html lang=\"en\">,\nx,1\n", "x:1: this is a page of HTML, such as a server sends in place of a file: fetch the file again"},
		{"Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\n", "x:1: this is a pointer of Git LFS, which stands for the file: type git lfs pull"},
		{"control characters in an id", "id,a\ng\x1b,1\n", `x:2: column 1: the row id "g\x1b" has control characters: remove them, as with tr -d '\000-\010\013\014\016-\037\177' <FILE >NEW`},
		{"GEO", "!Series_title\t\"x\"\n", "x:1: this is a GEO series matrix: name it .txt"},
		{"one column", "id\nr1\n", `x:1: the header has one column, "id": an id column and one column per sample are expected, separated by ','; if the header is below this line, remove this line`},
		{"bars between columns", "id|a|b\nr|1|2\n", `x:1: the header has one column, "id|a|b": an id column and one column per sample are expected, separated by ','; if | separates them, type tr '|' , <FILE >NEW`},
		{"a title above", "Study 1,,\nid,a,b\nr,1,2\n", "x:1: no column but the first has a name: if the header is below this line, remove this line"},
		{"XML", "<?xml version=\"1.0\"?>\n<a/>\n", "x:1: this is XML, such as a server sends in place of a file, or a program saves a sheet: fetch the file again, or save it as .csv"},
		{"open quote", "id,a\n\"r1,1\nr2\",2\n", "x:2: column 1: the quote is not closed on its line (a quoted field may not hold a line end)"},
		{"after quote", "id,a\nr1,\"1\"2\n", "x:2: column 2: something follows a closing quote (a quote within quotes is written twice)"},
		{"binary", "\x7fELF\x02\x01\x00\n", `x:1: not UTF-8 text, it begins with "\x7fELF\x02\x01\x00": export a table from the program that wrote it`},
		{"UTF-16", "\xff\xfei\x00d\x00\n", "x:1: this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16 -t UTF-8 FILE >NEW"},
		{"UTF-16 without a mark", "i\x00d\x00,\x00a\x00\n\x00", "x:1: this is UTF-16 text: save it as UTF-8, or type iconv -f UTF-16LE -t UTF-8 FILE >NEW"},
		{"NUL bytes", "id,a\x00\nr,1\n", `x:1: the line "id,a\x00" has NUL bytes: remove them, as with tr -d '\0' <FILE >NEW`},
		{"NUL bytes in a value", "id,a\nr,1\x00\n", `x:2: column 2 (a): "1\x00" is not a number (a missing value is empty, NA, N/A, NaN or null); the line has NUL bytes: remove them, as with tr -d '\0' <FILE >NEW`},
		{"NUL bytes alone", "id,a,b\nr,1,2\n\x00\x00\n", "x:3: 2 values expected, 0 found (the header names 2 samples; the line has NUL bytes: remove them, as with tr -d '\\0' <FILE >NEW)"},
		{"the end of DOS", "id,a,b\nr,1,2\n\x1a\n", "x:3: 2 values expected, 0 found (the header names 2 samples; the line has the byte 1a, which ends files of DOS: remove it, as with tr -d '\\032' <FILE >NEW)"},
		{"a name of Windows", "id,a\xe4\nr,1\n", `x:1: the line "id,a\xe4" is not UTF-8 text: if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW`},
		{"xlsx", "PK\x03\x04\x14\x00\n", "x: truncated zip data: fetch the file again"},
		{"row id", "id,a\n\xe9,1\n", `x:2: column 1: the row id "\xe9" is not UTF-8 text: if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{1, 4096} {
				d, err := readText(tt.text, ',', size)
				if d != nil || err == nil || err.Error() != tt.want {
					t.Errorf("in blocks of %d bytes: %v\nwant %s", size, err, tt.want)
				}
			}
		})
	}
}

// TestFirstErrorByLine puts wrong values on several lines: the first is named, at
// any size of blocks.
func TestFirstErrorByLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 300).Draw(t, "rows")
		bad := rapid.SliceOfN(rapid.IntRange(0, rows-1), 1, 4).Draw(t, "bad")
		lines := make([]string, rows)
		for i := range lines {
			lines[i] = fmt.Sprintf("r%d,1.5,%d", i, i)
		}
		first := rows
		for _, i := range bad {
			lines[i] = fmt.Sprintf("r%d,5%%,%d", i, i)
			first = min(first, i)
		}
		_, err := readText("id,a,b\n"+strings.Join(lines, "\n"), ',', rapid.IntRange(1, 2000).Draw(t, "size"))
		want := fmt.Sprintf("x:%d: column 2 (a): ", first+2)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Fatalf("%v, want %s…", err, want)
		}
	})
}

func TestLineTooLong(t *testing.T) {
	s, err := content.NewStream("x", strings.NewReader("id,a\nr1,1\n"+strings.Repeat("x", maxLine+1)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = ReadCSV(context.Background(), s, Layout{})
	if want := "x:3: this line is longer than 64 MiB"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s…", err, want)
	}
}

func TestReadCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := content.NewStream("x", strings.NewReader("id,a\nr1,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCSV(ctx, s, Layout{}); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

// TestReadRoundTripDigits reads real rows in round-trip digits.
func TestReadRoundTripDigits(t *testing.T) {
	f, err := os.Open("testdata/all200.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := content.NewStream("x", f)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	text, err := io.ReadAll(s)
	if err != nil {
		t.Fatal(err)
	}
	want, err := reference(string(text), ",")
	if err != nil {
		t.Fatal(err)
	}
	if want.Cols != 128 || len(want.Rows) != 200 {
		t.Fatalf("the reference reads %d x %d", len(want.Rows), want.Cols)
	}
	for _, size := range []int{1000, blockBytes} {
		got, err := readText(string(text), ',', size)
		if err != nil {
			t.Fatal(err)
		}
		if diff := readertest.Difference(got, want); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"sep=,\nid,a\nr1,1\n", "# a,b\nid,1\nr,1\n", "# a,b\nX,1\nr,1\n", "#CHROM,s\nX,1\n", "FID IID PAT MAT SEX PHENOTYPE,a\nr,1\n",
		"id,a\rr1,1\r", "# x\n#id,a\nr,1\n", "# a,b\nid,s\nr,1\n", "id,a\r\r\nr,1", "#1.2\n", "#\n#",
		"", "id,a,b\nr1,1,2\nr2,NA,-3e-5\n", "id,a,\nr,1,\n", "id,a\r\nr,1\r\n", "\ufeffid,a\nr,\"1\"", "id,\"a,\"\"b\"\nr, 2 \n",
		"id,a\nr,1,2\n", "id,a\n\"r\n1\",2\n", "\n\nid,a\n\nr,Inf\n\n", "id\ta\nr\t1e400\n", "id,a\nr,0x1p-2\nr,1_0\n", "id,a\nr,\"1\" \nr, \"1\"x\n",
	} {
		f.Add(text, uint8(3), strings.Contains(text, "\t"))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8, tabs bool) {
		if content.Of([]byte(text)) != nil {
			return // compressed data are FuzzCompressed's
		}
		comma := byte(',')
		if tabs {
			comma = '\t'
		}
		got, err := readText(text, comma, int(size)+1)
		want, wantErr := reference(text, string(comma))
		if flexibly(text, comma) {
			want, wantErr = got, err // the reference knows one layout
		}
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%v, want %v", err, wantErr)
		}
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x:") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		if len(got.Rows) != got.NumRows() || len(got.Values) != got.NumRows()*got.Cols {
			t.Fatalf("%d ids and %d values of %d rows", len(got.Rows), len(got.Values), got.NumRows())
		}
		if diff := readertest.Difference(got, want); diff != "" {
			t.Fatal(diff)
		}
	})
}

// flexibly reports whether a text is not read as the reference reads: it has another separator,
// no name for its ids, or columns of text.
func flexibly(text string, comma byte) bool {
	if strings.ContainsAny(text, strings.ReplaceAll("\t;, ", string(comma), "")) {
		return true
	}
	s, err := content.NewStream("x", strings.NewReader(text))
	if err != nil {
		return false
	}
	h, err := readHeader(newPrelude(s, blockBytes), Layout{}, comma)
	return err == nil && (h.short || h.ended || h.found != nil)
}
