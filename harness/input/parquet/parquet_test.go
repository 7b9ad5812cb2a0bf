package parquet_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

// TestReference reads files that two other implementations wrote: every type of number,
// missing values, all compressions, many pages and row groups.
func TestReference(t *testing.T) {
	text, err := os.ReadFile("testdata/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	columns := make(map[string][]string)
	var names []string
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		columns[fields[0]] = fields[1:]
		names = append(names, fields[0])
	}
	ids, samples := columns["probe"], names[1:]
	for name, want := range map[string]struct{ ids, samples []string }{
		"uncompressed": {ids, samples}, "snappy": {ids, samples}, "gzip": {ids, samples}, "zstd": {ids, samples},
		"brotli": {ids, samples}, "lz4_raw": {ids, samples}, "groups": {ids, samples}, "version2": {ids, samples},
		"numbered":   {nil, samples},
		"javascript": {ids, []string{"double", "float", "int32", "int64"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := load(t, filepath.Join("testdata", name+".parquet"))
			if !slices.Equal(d.Samples, want.samples) || !slices.Equal(d.Rows, want.ids) || d.NumRows() != len(ids) {
				t.Fatalf("samples %q, rows %q", d.Samples, d.Rows)
			}
			for col, sample := range d.Samples {
				for row, text := range columns[sample] {
					v, err := strconv.ParseFloat(text, 64)
					if text == "NA" {
						v, err = math.NaN(), nil
					}
					if err != nil {
						t.Fatal(err)
					}
					if got := d.Row(row)[col]; got != v && !(math.IsNaN(got) && math.IsNaN(v)) {
						t.Errorf("%s of row %d is %v, want %s", sample, row, got, text)
					}
				}
			}
		})
	}
}

// TestIndex: the index of pandas holds the ids of the rows, and is no sample.
func TestIndex(t *testing.T) {
	for name, want := range map[string]struct{ rows, samples string }{
		"pandas-int-index":  {"1000 1001 1002 1003 1004", "s1 s2"},
		"pandas-missing-id": {" -3", "s"},
		"pandas-text-index": {"g1", "s n"},
		"pandas-range":      {"", "s n"},
		"index":             {"1", "a"},
	} {
		d := load(t, filepath.Join("testdata", name+".parquet"))
		if strings.Join(d.Rows, " ") != want.rows || strings.Join(d.Samples, " ") != want.samples {
			t.Errorf("%s: rows %q, samples %q, want %s, %s", name, d.Rows, d.Samples, want.rows, want.samples)
		}
	}
}

// TestDoubts: numbers under the name of an id, and rows without an id, are named in a note.
func TestDoubts(t *testing.T) {
	for name, want := range map[string]string{
		"int-ids":           `"gene" is read as a sample: if they hold ids or describe the rows, choose the samples with --columns REGEXP, which matches their names`,
		"null-id":           "1 row without an id, the first is row 2: give each row its id, or leave the column out",
		"pandas-missing-id": "1 row without an id, the first is row 1: give each row its id, or leave the column out",
		"pandas-int-index":  "",
		"numbered":          "",
	} {
		var got []string
		for _, note := range load(t, filepath.Join("testdata", name+".parquet")).Notes {
			if !strings.Contains(note, "beyond 2^53") {
				got = append(got, note)
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: notes %q, want %q", name, got, want)
		}
	}
}

// TestBooleans are 0 and 1, NaN where one is missing, over many pages and row groups.
func TestBooleans(t *testing.T) {
	d := load(t, "testdata/bool.parquet")
	if want := []float64{1, 0, 0, 1, 1, 2, 0, 3, 1, 4}; !slices.Equal(d.Values, want) {
		t.Errorf("values %v, want %v", d.Values, want)
	}
	d = load(t, "testdata/boolean.parquet")
	if want := []float64{1}; !slices.Equal(d.Values, want) {
		t.Errorf("values %v, want %v", d.Values, want)
	}
	d = load(t, "testdata/boolean-missing.parquet")
	if d.NumRows() != 20000 {
		t.Fatalf("%d rows", d.NumRows())
	}
	number := map[bool]float64{true: 1}
	for i := range 20000 {
		a, b := number[i%5 < 2], number[i%2 == 0]
		if i%3 == 2 {
			a = math.NaN()
		}
		if got := d.Row(i); got[0] != a && !(math.IsNaN(got[0]) && math.IsNaN(a)) || got[1] != b {
			t.Fatalf("row %d is %v, want %v and %v", i, got, a, b)
		}
	}
}

// TestBigNumbers: whole numbers that float64 does not hold are counted in a note.
func TestBigNumbers(t *testing.T) {
	for name, want := range map[string]struct {
		values []float64
		note   string
	}{
		"bigint": {[]float64{1 << 53, 1 << 64, 1<<53 + 2, 1 << 64, 1<<53 + 4, 1 << 64},
			`5 whole numbers beyond 2^53 are rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (column "s1")`},
		"big-unsigned": {[]float64{1 << 64, -1 << 53, 1 << 64, 1 << 53, 1 << 53, math.NaN()},
			`3 whole numbers beyond 2^53 are rounded to what float64 holds, the first 18446744073709551615 to 18446744073709551616 (column "u")`},
		"zstd": {nil, ""}, // with a dictionary of all numbers from -2^63 on
	} {
		d := load(t, filepath.Join("testdata", name+".parquet"))
		if want.note == "" {
			if len(d.Notes) != 1 || !strings.Contains(d.Notes[0], `(column "int64")`) {
				t.Errorf("%s: notes %q", name, d.Notes)
			}
			continue
		}
		if !slices.EqualFunc(d.Values, want.values, func(a, b float64) bool { return a == b || a != a && b != b }) || !slices.Equal(d.Notes, []string{want.note}) {
			t.Errorf("%s: values %v, notes %q\nwant %v, %s", name, d.Values, d.Notes, want.values, want.note)
		}
	}
}

// TestNewLogicalType reads doubles with a logical type that no reader knows: they are
// read by their physical type.
func TestNewLogicalType(t *testing.T) {
	d := load(t, filepath.Join("testdata", "new-logical.parquet"))
	if want := []float64{1, 4, 2, 5, 3.5, 6}; !slices.Equal(d.Values, want) || !slices.Equal(d.Samples, []string{"s1", "s2"}) {
		t.Errorf("samples %q, values %v, want %v", d.Samples, d.Values, want)
	}
}

// TestNoLZ4: the error names the compression where the bytes are not compressed with it.
func TestNoLZ4(t *testing.T) {
	path := filepath.Join("testdata", "no-lz4.parquet")
	_, err := input.Load(t.Context(), input.Source{Data: path})
	want := path + ": column 1, row group 1: its data cannot be unpacked by the codec LZ4, of which programs write several forms: write the file again with zstd or snappy"
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}

func TestRefused(t *testing.T) {
	for name, want := range map[string]string{
		"two-texts":       `column 2 ("b") is text, and column 1 already holds the row ids; the others are numbers: choose the samples with --columns REGEXP, which matches their names`,
		"text-only":       "it has no column of numbers: write one column for each sample",
		"timestamp":       `column 1 ("a") holds values of type Timestamp, not numbers: cast it to double, or choose the samples with --columns REGEXP, which matches their names`,
		"list":            `column 1 ("a") is nested: write one plain column for each sample`,
		"struct":          `column 1 ("a") is nested: write one plain column for each sample`,
		"pandas-two":      `columns "gene", "chr" are the index of pandas together, and a row has one id: join them into one column and write the file with to_parquet(…, index=False)`,
		"pandas-float":    `column 1 ("t") is the index of pandas, and row ids are text or whole numbers: write the file with to_parquet(…, index=False)`,
		"pandas-and-text": `column 2 ("gene") is text, and column 1 already holds the row ids; the others are numbers: choose the samples with --columns REGEXP, which matches their names`,
		"no-rows":         "no row below its header (the header names 1 sample)",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".parquet")
			_, err := input.Load(t.Context(), input.Source{Data: path})
			if err == nil || err.Error() != path+": "+want {
				t.Errorf("%v\nwant %s: %s", err, path, want)
			}
		})
	}
}

// TestDamaged cuts a file at every byte, and flips bits: reading it succeeds or returns
// an error of one line, and never panics.
func TestDamaged(t *testing.T) {
	file, err := os.ReadFile("testdata/groups.parquet")
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(file); n += 1 + n/20 {
		if _, err := readBytes(file[:n]); err == nil {
			t.Errorf("cut to %d of %d bytes, it can be read", n, len(file))
		} else if n > 4 && !strings.Contains(err.Error(), "damaged Parquet file (") {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	wrong := 0
	for n := 0; n < len(file); n += 61 {
		damaged := bytes.Clone(file)
		damaged[n] ^= 0x15
		if _, err := readBytes(damaged); err != nil {
			wrong++
			checkLine(t, err)
		}
	}
	if wrong == 0 {
		t.Error("no damage is noticed")
	}
}

// TestFooterSize: a footer that claims to be huge takes no memory.
func TestFooterSize(t *testing.T) {
	file, err := os.ReadFile("testdata/numbered.parquet")
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(file[len(file)-8:], math.MaxUint32)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = readBytes(file)
	runtime.ReadMemStats(&after)
	if want := "x: damaged Parquet file (its footer of 4294967295 bytes is longer than the file): fetch or write it again"; err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 {
		t.Errorf("%d MiB allocated", got>>20)
	}
}

// load loads a file.
func load(t testing.TB, path string) *harness.Dataset {
	t.Helper()
	d, err := input.Load(t.Context(), input.Source{Data: path})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func readBytes(file []byte) (*harness.Dataset, error) {
	return input.Read(context.Background(), "x", bytes.NewReader(file), "parquet")
}

// checkLine fails the test where err is not one line that names the file.
func checkLine(t *testing.T, err error) {
	t.Helper()
	if msg := err.Error(); !strings.HasPrefix(msg, "x: ") || strings.Contains(msg, "\n") {
		t.Fatalf("not one line that names the file: %q", msg)
	}
}
