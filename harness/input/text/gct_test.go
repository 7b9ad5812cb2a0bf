package text

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

// A blockReader reads a plain text in blocks of a given size.
type blockReader func(ctx context.Context, s *content.Stream, size int) (*harness.Dataset, error)

// plainly returns the reader of tables in their usual layout.
func plainly(read func(ctx context.Context, s *content.Stream, l Layout, size int) (*harness.Dataset, error)) blockReader {
	return func(ctx context.Context, s *content.Stream, size int) (*harness.Dataset, error) {
		return read(ctx, s, Layout{}, size)
	}
}

func (read blockReader) text(text string, size int) (*harness.Dataset, error) {
	s, err := content.NewStream("x", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return read(context.Background(), s, size)
}

// sizes of blocks that cut lines in every way, and not at all.
var blockSizes = []int{1, 7, 4096}

func TestReadGCT(t *testing.T) {
	nan := math.NaN()
	want := &harness.Dataset{Samples: []string{"a", "b"}, Cols: 2, Rows: []string{"r1", "r2"}, Values: []float64{1, 2, nan, -3e5}}
	fields := []harness.Field{{Name: "disease state", Values: []string{"AML", "ALL"}}, {Name: "age", Values: []string{"", "30"}}}
	for _, tt := range []struct {
		name, text string
		fields     []harness.Field
		rowFields  []harness.Field
	}{
		{"1.2", "#1.2\n2\t2\nName\tDescription\ta\tb\nr1\tna\t1\t2\nr2\t\t\t-3e5\n", nil, nil},
		{"CRLF, no line end at the end", "#1.2\r\n2\t2\r\nName\tDescription\ta\tb\r\nr1\tna\t1\t2\r\nr2\tx\tNA\t-3e5", nil, []harness.Field{{Name: "Description", Values: []string{"", "x"}}}},
		{"tabs to the right, as spreadsheets leave them", "#1.2\t\t\t\n2\t2\t\t\nNAME\tdesc\ta\tb\nr1\t\t1\t2\nr2\t\tnull\t-3e5\n", nil, nil},
		{"quotes in descriptions mean nothing", "#1.2\n2\t2\nName\tDescription\ta\tb\nr1\t\"5 'probe\t1\t2\n\"r2\"\t\"x\" y\tNaN\t-3e5\n", nil, []harness.Field{{Name: "Description", Values: []string{`"5 'probe`, `"x" y`}}}},
		{"1.3", "#1.3\n2\t2\t2\t2\nid\tsymbol\tchr\ta\tb\ndisease state\tna\tna\tAML\tALL\nage\tna\tna\tna\t30\nr1\tG\t1\t1\t2\nr2\tH\t2\tnan\t-3e5\n", fields, []harness.Field{{Name: "symbol", Values: []string{"G", "H"}}, {Name: "chr", Values: []string{"1", "2"}}}},
		{"1.3 without text", "#1.3\n2\t2\t0\t0\nid\ta\tb\nr1\t1\t2\nr2\tna\t-3e5\n", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range blockSizes {
				got, err := plainly(readGCTBlocks).text(tt.text, size)
				if err != nil {
					t.Fatal(err)
				}
				if diff := readertest.Difference(got, want); diff != "" {
					t.Errorf("in blocks of %d bytes: %s", size, diff)
				}
				if !readertest.SameFields(got.Fields, tt.fields) {
					t.Errorf("in blocks of %d bytes: fields %q, want %q", size, got.Fields, tt.fields)
				}
				if !readertest.SameFields(got.RowFields, tt.rowFields) {
					t.Errorf("in blocks of %d bytes: fields of rows %q, want %q", size, got.RowFields, tt.rowFields)
				}
			}
		})
	}
}

func TestReadGCTErrors(t *testing.T) {
	const head = "#1.2\n2\t2\nName\tDescription\ta\tb\n"
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "x: the file ends after 0 lines: a GCT file has the version, the numbers of rows and columns, the names of the samples, and then the rows"},
		{"version only", "#1.2\n", "x: the file ends after 1 line: a GCT file has the version, the numbers of rows and columns, the names of the samples, and then the rows"},
		{"a table", "id\ta\nr1\t1\n", `x:1: a GCT file begins with #1.2 or #1.3, this one with "id\ta": name it .tsv if it is a plain table`},
		{"another version", "#1.1\n", `x:1: GCT version "#1.1" cannot be read: convert the file to #1.2 or #1.3`},
		{"xlsx", "PK\x03\x04\n", "x: truncated zip data: fetch the file again"},
		{"no numbers", "#1.2\nName\tDescription\ta\n", `x:2: the numbers of rows and columns are expected, such as 7129 38, found "Name\tDescription\ta"`},
		{"no rows", "#1.2\n0\t2\n", `x:2: the numbers of rows and columns are expected, such as 7129 38, found "0\t2"`},
		{"numbers of 1.2 in 1.3", "#1.3\n2\t2\n", `x:2: the numbers of rows, columns, columns of text and lines of text are expected, such as 978 377 11 35, found "2\t2"`},
		{"beyond all bounds", "#1.3\n2\t2\t9223372036854775807\t9223372036854775807\n", `x:2: the numbers of rows, columns, columns of text and lines of text are expected, such as 978 377 11 35, found "2\t2\t9223372036854775807\t9223372036854775"…`},
		{"huge", "#1.3\n2\t2\t60000000000\t60000000000\nid\ta\tb\n", "x:3: 2 samples stated on line 2, 0 found: the id and 60,000,000,000 columns of text stand before them"},
		{"too few samples", "#1.2\n2\t2\n\nName\tDescription\ta\n", "x:4: 2 samples stated on line 2, 1 found: Name and Description stand before them"},
		{"too many samples", "#1.2\n2\t2\nName\tDescription\ta\tb\tc\n", "x:3: 2 samples stated on line 2, 3 found: Name and Description stand before them"},
		{"tabs at the end", "#1.2\n2\t2\t\t\nName\tDescription\ta\tb\t\n", "x:3: 2 samples stated on line 2, 3 found: Name and Description stand before them; the line ends in tabs: where all lines do, type cut -f1-4 FILE >NEW.gct"},
		{"no description", "#1.2\n2\t2\nName\ta\tb\nr1\t1\t2\n", "x:3: 2 samples stated on line 2, 1 found: Name and Description stand before them"},
		{"duplicate sample", "#1.2\n2\t2\nName\tDescription\ta\ta\n", `x:3: column 4: sample "a" is already column 3: rename one`},
		{"sample without name", "#1.2\n2\t2\nName\tDescription\ta\t\n", "x:3: column 4 has no name: every sample needs one; if each line ends in a separator, remove it"},
		{"samples not text", "#1.2\n2\t2\nName\tDescription\ta\t\x01\n", `x:3: the line "Name\tDescription\ta\t\x01" has control characters: remove them, as with tr -d '\000-\010\013\014\016-\037\177' <FILE >NEW`},
		{"fewer rows", head + "r1\tna\t1\t2\n", "x:2: 2 rows stated, 1 found: fetch the file again, or correct the number if it is whole"},
		{"more rows", head + "r1\t\t1\t2\nr2\t\t1\t2\nr3\t\t1\t2\n", "x:2: 2 rows stated, 3 found: fetch the file again, or correct the number if it is whole"},
		{"short row", head + "r1\tna\t1\n", "x:4: 2 values expected, 1 found (the header names 2 samples; correct this line or the header)"},
		{"id only", head + "r1\n", "x:4: 2 values expected, 0 found (the header names 2 samples; correct this line or the header)"},
		{"long row", head + "r1\tna\t1\t2\t3\n", "x:4: 2 values expected, 3 found (the header names 2 samples; correct this line or the header)"},
		{"non-number", head + "r1\tna\t1\t2\nr2\tna\t1\tabc\n", `x:5: column 4 (b): "abc" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na abc`},
		{"row id", head + "\xe9\tna\t1\t2\n", `x:4: column 1: the row id "\xe9" is not UTF-8 text: if it is text of Windows, type iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW`},
		{"open quote", head + "r1\tna\t1\t\"2\n", "x:4: column 4: the quote is not closed on its line (a quoted field may not hold a line end)"},
		{"fields cut off", "#1.3\n2\t1\t0\t2\nid\ta\nage\t30\n", "x: the file ends after 4 lines: a GCT file has the version, the numbers of rows and columns, the names of the samples, and then the rows"},
		{"short field", "#1.3\n2\t2\t0\t1\nid\ta\tb\nage\t30\n", "x:4: 2 samples stated on line 2, 1 found: the id and 0 columns of text stand before them"},
		{"field without name", "#1.3\n2\t1\t0\t1\nid\ta\n\t30\n", "x:4: column 1 is empty: the name of a field is expected"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range blockSizes {
				d, err := plainly(readGCTBlocks).text(tt.text, size)
				if d != nil || err == nil || err.Error() != tt.want {
					t.Errorf("in blocks of %d bytes: %v\nwant %s", size, err, tt.want)
				}
			}
		})
	}
}

// TestGCTMissingTexts: a text is missing under every word of the grammar of numbers; none is a
// text, such as of a treatment.
func TestGCTMissingTexts(t *testing.T) {
	const text = "#1.3\n1\t5\t1\t1\nid\tkind\ta\tb\tc\td\te\ntreatment\tna\tnone\t<NA>\t#N/A\tnull\tdrug\nr\tNone\t1\t2\t3\t4\t5\n"
	d, err := plainly(readGCTBlocks).text(text, 4096)
	if err != nil {
		t.Fatal(err)
	}
	if want := []harness.Field{{Name: "treatment", Values: []string{"none", "", "", "", "drug"}}}; !readertest.SameFields(d.Fields, want) {
		t.Errorf("%q, want %q", d.Fields, want)
	}
	if want := []harness.Field{{Name: "kind", Values: []string{"None"}}}; !readertest.SameFields(d.RowFields, want) {
		t.Errorf("%q, want %q", d.RowFields, want)
	}
}

// TestGCTLarge reads more rows than a block holds; the error names the row that is wrong.
func TestGCTLarge(t *testing.T) {
	const rows = 3000
	text := "#1.2\n3000\t1\nName\tDescription\ta\n" + strings.Repeat("r\tna\t0.5\n", rows)
	d, err := plainly(readGCTBlocks).text(text, 512)
	if err != nil || d.NumRows() != rows || d.Values[rows-1] != 0.5 {
		t.Errorf("%v, %v", d, err)
	}
	text = strings.Replace(text, strings.Repeat("r\tna\t0.5\n", 7), strings.Repeat("r\tna\t0.5\n", 6)+"r\tna\tx\n", 1)
	if _, err := plainly(readGCTBlocks).text(text, 512); err == nil || !strings.HasPrefix(err.Error(), `x:10: column 3 (a): "x"`) {
		t.Errorf("%v", err)
	}
}

// sameInAllBlocks fails where a reader returns another dataset in small blocks than in
// one, an error of more than one line, or a dataset whose sizes do not match.
func sameInAllBlocks(t *testing.T, read blockReader, text string, size uint8) (*harness.Dataset, error) {
	t.Helper()
	got, err := read.text(text, int(size)+1)
	whole, wholeErr := read.text(text, 1<<16)
	if (err == nil) != (wholeErr == nil) || err != nil && err.Error() != wholeErr.Error() {
		t.Fatalf("in blocks of %d bytes: %v\nin one: %v", int(size)+1, err, wholeErr)
	}
	if err != nil {
		if msg := err.Error(); !strings.HasPrefix(msg, "x:") || strings.Contains(msg, "\n") {
			t.Fatalf("not one line that names the file: %q", msg)
		}
		return nil, err
	}
	if diff := readertest.Difference(got, whole); diff != "" {
		t.Fatal(diff)
	}
	if !readertest.SameFields(got.Fields, whole.Fields) {
		t.Fatalf("fields %q, in one block %q", got.Fields, whole.Fields)
	}
	if !readertest.SameFields(got.RowFields, whole.RowFields) {
		t.Fatalf("fields of rows %q, in one block %q", got.RowFields, whole.RowFields)
	}
	for _, f := range got.RowFields {
		if f.Name == "" || len(f.Values) != got.NumRows() || !printable(f.Name+strings.Join(f.Values, "")) {
			t.Fatalf("field %q: %q of %d rows", f.Name, f.Values, got.NumRows())
		}
	}
	if got.NumRows() == 0 || got.Cols != len(got.Samples) || len(got.Values) != got.NumRows()*got.Cols {
		t.Fatalf("%d rows, %d columns, %d samples, %d values", got.NumRows(), got.Cols, len(got.Samples), len(got.Values))
	}
	for _, f := range got.Fields {
		if f.Name == "" || len(f.Values) != got.Cols || !printable(f.Name+strings.Join(f.Values, "")) {
			t.Fatalf("field %q: %q of %d samples", f.Name, f.Values, got.Cols)
		}
	}
	return got, nil
}

func FuzzGCT(f *testing.F) {
	for _, text := range []string{
		"#1.2\n2\t2\nName\tDescription\ta\tb\nr1\tna\t1\t2\nr2\t\t\t-3e5\n",
		"#1.2\t\r\n1\t1\r\nName\tDescription\ta\r\nr1\t\"x\t1",
		"#1.3\n1\t2\t1\t1\nid\tsymbol\ta\tb\nage\tna\t\t30\nr1\tG\t1\tNaN\n",
		"#1.3\n1\t1\t0\t0\nid\ta\n\"r\t1\"\t2\n", "#1.2\n9\t1\nName\tDescription\ta\nr\t\t1\n", "#1.1\n", "", "#1.2\r1\t1\rName\tDescription\ta\rr\t\t1\r", "\n\n#1.2\n\n1\t1\n",
	} {
		f.Add(text, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if content.Of([]byte(text)) != nil {
			return // compressed data are FuzzCompressed's
		}
		d, err := sameInAllBlocks(t, plainly(readGCTBlocks), text, size)
		if err != nil || strings.Contains(text, `"`) {
			return
		}
		// Without quotes and above its rows, GCT is a table with a column too many.
		plain := nonEmpty(unixEnds(text))
		texts := len(strings.Split(plain[2], "\t")) - 1 - d.Cols
		var rows []string
		for i, line := range plain[2:] {
			if 0 < i && i <= len(d.Fields) {
				continue
			}
			cells := strings.Split(line, "\t")
			rows = append(rows, strings.Join(slices.Delete(cells, 1, 1+texts), "\t"))
		}
		want, err := referenceTable(rows, "\t")
		if err != nil {
			t.Fatalf("read, though the rows are wrong: %v", err)
		}
		if diff := readertest.Difference(d, want); diff != "" {
			t.Fatal(diff)
		}
	})
}
