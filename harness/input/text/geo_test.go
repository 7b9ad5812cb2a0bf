package text

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

const geoSmall = "!Series_title\t\"t\"\n!Sample_geo_accession\t\"s1\"\t\"s2\"\n!series_matrix_table_begin\n\"ID_REF\"\t\"s1\"\t\"s2\"\n\"r1\"\t1\tnull\n\"r2\"\t\t-4.5\n!series_matrix_table_end\n"

func TestGEOBlocks(t *testing.T) {
	for _, text := range []string{
		geoSmall,
		strings.ReplaceAll(geoSmall, "\n", "\r\n"),
		strings.ReplaceAll(geoSmall, "\n", "\n\n"),
		strings.ReplaceAll(geoSmall, `"`, ""),
		strings.TrimSuffix(geoSmall, "\n"),
	} {
		for _, size := range blockSizes {
			d, err := plainly(readGEOBlocks).text(text, size)
			if err != nil {
				t.Fatalf("%q in blocks of %d bytes: %v", text, size, err)
			}
			want, err := reference("id,s1,s2\nr1,1,\nr2,,-4.5", ",")
			if err != nil {
				t.Fatal(err)
			}
			if diff := readertest.Difference(d, want); diff != "" {
				t.Errorf("%q in blocks of %d bytes: %s", text, size, diff)
			}
		}
	}
}

// TestGEOFields reads lines as they stand in real files.
func TestGEOFields(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines string // with ! for !Sample_
		want  []harness.Field
	}{
		{"none", "", nil},
		{"lines that are not kept", "!status\t\"Public\"\t\"Public\"\n!contact_name\t\"\xe9\"\t\"x\"\n", nil},
		{"titles of several lines", "!title\t\"a\nb\"\t\"c\n\nd\"\n!description\t\"x\"\t\"y\nz\"\n",
			[]harness.Field{{Name: "title", Values: []string{"a b", "c d"}}, {Name: "description", Values: []string{"x", "y z"}}}},
		{"keys mixed on a line", "!characteristics_ch1\t\"sex: F\"\t\"age: 3\"\n!characteristics_ch1\t\"age: 4\"\t\"\"\n",
			[]harness.Field{{Name: "sex", Values: []string{"F", ""}}, {Name: "age", Values: []string{"4", "3"}}}},
		{"a key twice", "!characteristics_ch1\t\"x: 1\"\t\"x: 2\"\n!characteristics_ch1\t\"x: 3\"\t\"\"\n",
			[]harness.Field{{Name: "x", Values: []string{"1; 3", "2"}}}},
		{"without key", "!characteristics_ch1\t\"AML\"\t\"ALL\"\n!characteristics_ch1\t\"old\"\t\"young\"\n!characteristics_ch1\t\"sex: F\"\t\"M\"\n",
			[]harness.Field{{Name: "characteristics_ch1", Values: []string{"AML", "ALL"}}, {Name: "characteristics_ch1.2", Values: []string{"old", "young"}},
				{Name: "sex", Values: []string{"F", ""}}, {Name: "characteristics_ch1.3", Values: []string{"", "M"}}}},
		{"colons in values, spaces around", "!characteristics_ch1\t\" time : 12:30 \"\t\": x\"\n",
			[]harness.Field{{Name: "time", Values: []string{"12:30", ""}}, {Name: "characteristics_ch1", Values: []string{"", ": x"}}}},
		{"two channels", "!source_name_ch2\t\"a\"\t\"b\"\n!characteristics_ch1\t\"sex: F\"\t\"sex: M\"\n!characteristics_ch2\t\"sex: M\"\t\"sex: F\"\n",
			[]harness.Field{{Name: "source_name_ch2", Values: []string{"a", "b"}}, {Name: "sex", Values: []string{"F", "M"}}, {Name: "sex ch2", Values: []string{"M", "F"}}}},
		{"quotes within, another character set", "!title\t\"a \"b\" \"\"c\"\"\"\t\"caf\xe9\"\n",
			[]harness.Field{{Name: "title", Values: []string{`a "b" "c"`, "café"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(geoSmall, "!series_matrix_table_begin", strings.ReplaceAll(tt.lines, "!", "!Sample_")+"!series_matrix_table_begin", 1)
			for _, size := range blockSizes {
				d, err := plainly(readGEOBlocks).text(text, size)
				if err != nil {
					t.Fatal(err)
				}
				if !readertest.SameFields(d.Fields, tt.want) {
					t.Errorf("in blocks of %d bytes: fields %q\nwant %q", size, d.Fields, tt.want)
				}
			}
		})
	}
}

// TestGEOManyValues: the memory for thousands of values of one field grows with their length.
func TestGEOManyValues(t *testing.T) {
	const values = 20_000
	text := strings.Repeat("!Sample_characteristics_ch1\t\"k: vvvvvvvv\"\n", values) + "!series_matrix_table_begin\nID_REF\ts1\nr1\t1\n!series_matrix_table_end\n"
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d, err := plainly(readGEOBlocks).text("!Series_title\tt\n"+text, 4096)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSuffix(strings.Repeat("vvvvvvvv; ", values), "; "); len(d.Fields) != 1 || d.Fields[0].Values[0] != want {
		t.Error("other values")
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
		t.Errorf("%d MiB allocated for %d KiB", got>>20, len(text)>>10)
	}
}

func TestReadGEOErrors(t *testing.T) {
	const begin, table = "!Series_title\t\"t\"\n!series_matrix_table_begin\n", "ID_REF\ts1\ts2\nr1\t1\t2\n"
	const end = "!series_matrix_table_end\n"
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "x: the file is empty: fetch it again"},
		{"a table", table, `x:1: not a GEO series matrix: its first line should begin with !Series_, but is "ID_REF": name a table .csv or .tsv`},
		{"a page", "<!DOCTYPE html>\n", `x:1: not a GEO series matrix: its first line should begin with !Series_, but is "<!DOCTYPE html>": name a table .csv or .tsv`},
		{"binary", "\x00\x01\n", `x:1: not UTF-8 text, it begins with "\x00\x01": export a table from the program that wrote it`},
		{"family file", "!Series_title\tx\n^SAMPLE = GSM1\n", `x:2: a line that begins with ! is expected above !series_matrix_table_begin, found "^SAMPLE = GSM1"`},
		{"no table", "!Series_title\tx\n", "x:2: the file ends without the line !series_matrix_table_end: fetch it again"},
		{"no beginning", "!Series_title\tx\n" + end, "x: no line !series_matrix_table_begin: this is not a GEO series matrix, or only the beginning of one: fetch it again"},
		{"no end", begin + table, "x:5: the file ends without the line !series_matrix_table_end: fetch it again"},
		{"two tables", begin + table + end + "\n!Series_title\t\"u\"\n", `x:7: "!Series_title\t\"u\"" follows the line !series_matrix_table_end: one table is read from a file, remove what is below it`},
		{"no header", begin + end, "x: the table is empty: series of sequencing have their values in supplementary files, fetch those"},
		{"header only", begin + "ID_REF\ts1\n" + end, "x:3: the table has a header and no row: series of sequencing have their values in supplementary files, fetch those"},
		{"header of one column", begin + "ID_REF\n" + end, `x:3: the header has one column, "ID_REF": an id column and one column per sample are expected, separated by tabs`},
		{"short line", "!Sample_title\ta\tb\n!Sample_geo_accession\ts1\n", "x:2: 2 values expected, 1 found: line 1 has that many samples; correct one of the lines"},
		{"fewer samples", "!Sample_title\ta\tb\tc\n" + begin + table + end, "x:4: the header names 2 samples, line 1 has 3: fetch the file again"},
		{"other samples", "!Sample_geo_accession\ts1\ts3\n" + begin + table + end, `x:4: column 3: sample "s2", which is "s3" on line 1: fetch the file again`},
		{"short row", begin + table + "r2\t1\n" + end, "x:5: 2 values expected, 1 found (the header names 2 samples; correct this line or the header)"},
		{"non-number", begin + table + "r2\t1\tx\n" + end, `x:5: column 3 (s2): "x" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na x`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range blockSizes {
				d, err := plainly(readGEOBlocks).text(tt.text, size)
				if d != nil || err == nil || err.Error() != tt.want {
					t.Errorf("in blocks of %d bytes: %v\nwant %s", size, err, tt.want)
				}
			}
		})
	}
}

// TestGEOKeys bounds the memory that invented keys may take.
func TestGEOKeys(t *testing.T) {
	g := &geoFields{at: make(map[string]int), columns: maxGEOValues/2 - 1}
	for _, name := range []string{"a", "b"} {
		if err := g.addValue(name, 0, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.addValue("c", 0, "x"); err == nil || !strings.Contains(err.Error(), "more than 2 different keys") {
		t.Errorf("%v", err)
	}
}

// TestGEODamaged cuts a compressed file short below its table: the damage is an error.
func TestGEODamaged(t *testing.T) {
	packed := readertest.Pack(t, "gzip", geoSmall)
	s, err := content.NewStream("x.txt.gz", bytes.NewReader(packed[:len(packed)-4]))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = ReadGEO(t.Context(), s, Layout{})
	if err == nil || !strings.Contains(err.Error(), "truncated gzip data") {
		t.Errorf("%v", err)
	}
}

func FuzzGEO(f *testing.F) {
	for _, text := range []string{
		geoSmall, strings.ReplaceAll(geoSmall, "\n", "\r\n"), strings.ReplaceAll(geoSmall, `"`, ""), geoSmall + "\n\n", geoSmall + "!x", "",
		"!Sample_characteristics_ch1\t\"sex: F\"\t\"age: 3\"\n!Sample_characteristics_ch2\t\"age: 4\"\tx\n" + geoSmall,
		"!Series_a\n!series_matrix_table_end\n", strings.ReplaceAll(geoSmall, "\n", "\r"),
		"!Series_a\r!series_matrix_table_begin\n\t0\t1\r\t\t\n!series_matrix_table_end", "!Sample_title\t\"\xff\"\t\"\n" + geoSmall,
	} {
		f.Add(text, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if content.Of([]byte(text)) != nil {
			return // compressed data are FuzzCompressed's
		}
		d, err := sameInAllBlocks(t, plainly(readGEOBlocks), text, size)
		if err != nil {
			return
		}
		_, table, _ := strings.Cut("\n"+unixEnds(text), "\n"+geoBegin)
		_, table, _ = strings.Cut(table, "\n")
		table, _, _ = strings.Cut("\n"+table, "\n"+geoEnd)
		want, err := referenceTable(nonEmpty(table), "\t")
		if err != nil {
			t.Fatalf("read, though the table is wrong: %v", err)
		}
		if diff := readertest.Difference(d, want); diff != "" {
			t.Fatal(diff)
		}
	})
}
