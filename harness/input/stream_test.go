package input

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

// longText is a table whose text is longer than a block of any decompressor.
func longText() string {
	var b strings.Builder
	b.WriteString("id,a,b\n")
	of := rand.New(rand.NewPCG(7, 0))
	for range 20000 {
		b.WriteString("r,")
		b.WriteString(strings.Repeat(string(rune('0'+of.IntN(10))), 5))
		b.WriteString(",0.25\n")
	}
	return b.String()
}

func TestCompressions(t *testing.T) {
	text := longText()
	want, err := Read(context.Background(), "x.csv", strings.NewReader(text), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range content.Compressions() {
		if c.Name == "bzip2" {
			continue // TestBzip2
		}
		packed := readertest.Pack(t, c.Name, text)
		read := func(name string, data []byte) error {
			got, err := Read(context.Background(), name, bytes.NewReader(data), "csv")
			if err == nil {
				if diff := readertest.Difference(got, want); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
			return err
		}
		t.Run(c.Name, func(t *testing.T) {
			if err := read("x.csv"+strings.ToUpper(c.Extension), packed); err != nil {
				t.Error(err)
			}
			if err := read("x.csv", packed); err != nil {
				t.Errorf("without the extension: %v", err)
			}
		})
		t.Run(c.Name+" in two members", func(t *testing.T) {
			if c.Name == "zip" {
				return // it holds one file
			}
			two := append(readertest.Pack(t, c.Name, text[:1000]), readertest.Pack(t, c.Name, text[1000:])...)
			if err := read("x.csv"+c.Extension, two); err != nil {
				t.Error(err)
			}
		})
		t.Run(c.Name+" truncated", func(t *testing.T) {
			for _, n := range []int{0, 1, 2, 3, 4, 9, 12, len(packed) / 2, len(packed) - 5, len(packed) - 1} {
				err := read("x.csv"+c.Extension, packed[:n])
				if err == nil || !strings.HasPrefix(err.Error(), "x.csv"+c.Extension+":") || !strings.Contains(err.Error(), "truncated "+c.Name+" data") {
					t.Errorf("cut to %d of %d bytes: %v", n, len(packed), err)
				}
			}
		})
		t.Run(c.Name+" damaged", func(t *testing.T) {
			damaged := bytes.Clone(packed)
			damaged[len(damaged)-5] ^= 0x55
			if err := read("x.csv"+c.Extension, damaged); err == nil || !strings.Contains(err.Error(), c.Name+" data") {
				t.Errorf("%v", err)
			}
		})
		t.Run(c.Name+" in name only", func(t *testing.T) {
			err := read("x.csv"+c.Extension, []byte("id,a\nr,1\n"))
			want := "x.csv" + c.Extension + ": not " + c.Name + ` data, it begins with "id,a"; if it is plain, drop ` + c.Extension + " from its name"
			if err == nil || err.Error() != want {
				t.Errorf("%v\nwant %s", err, want)
			}
		})
	}
}

// TestTruncatedNamesLine cuts a gzip stream after a flush: everything before it is read,
// and the error names the line.
func TestTruncatedNamesLine(t *testing.T) {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	io.WriteString(w, "id,a\nr1,1\nr2,2\nr3,")
	w.Flush()
	_, err := Read(context.Background(), "x.csv.gz", &buf, "")
	if want := "x.csv.gz:4: truncated gzip data: fetch the file again"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestEarlierLineBeforeTruncation: the error names the wrong line, not the truncation.
func TestEarlierLineBeforeTruncation(t *testing.T) {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	io.WriteString(w, "id,a\nr1,oops\nr2,2\nr3,")
	w.Flush()
	_, err := Read(context.Background(), "x.csv.gz", &buf, "")
	if want := "x.csv.gz:2: column 2 (a): "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s…", err, want)
	}
}

// smallBzip2 is the table "id,a,b\nr1,1,2\nr2,NA,-3e-5\n" as bzip2 1.0.8 packs it.
const smallBzip2 = "BZh91AY&SY\x0b p\x0e\x00\x00\x0b\xdd\x80\x00\x10\x00\x06:\x00 \x016 \x10\x00 \x00!\xa4\xd0\xd3'\xa9\xb5\x0a`\x00#\xb1<\x0eL\xf98\xc1\x17\x96I7\xc5\xdc\x91N\x14$\x02\xc8\x1c\x03\x80"

func TestBzip2(t *testing.T) {
	want, err := Read(t.Context(), "x.csv", strings.NewReader("id,a,b\nr1,1,2\nr2,NA,-3e-5\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.csv.bz2", "x.csv"} {
		got, err := Read(t.Context(), name, strings.NewReader(smallBzip2), "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := readertest.Difference(got, want); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, n := range []int{0, 1, 5, 9, len(smallBzip2) - 1} {
		_, err := Read(t.Context(), "x.csv.bz2", strings.NewReader(smallBzip2[:n]), "")
		if err == nil || !strings.Contains(err.Error(), "truncated bzip2 data") {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	damaged := []byte(smallBzip2)
	damaged[12] ^= 0x55
	if _, err := Read(t.Context(), "x.csv.bz2", bytes.NewReader(damaged), ""); err == nil || !strings.Contains(err.Error(), "damaged bzip2 data") {
		t.Errorf("damaged: %v", err)
	}
}

func FuzzCompressed(f *testing.F) {
	f.Add([]byte(smallBzip2))
	for _, c := range content.Compressions() {
		if c.Name == "bzip2" {
			continue
		}
		packed := readertest.Pack(f, c.Name, "id,a,b\nr1,1,2\nr2,NA,-3e-5\n")
		f.Add(packed)
		f.Add(packed[:len(packed)-3])
		f.Add(append(packed, "tail"...))
		f.Add(c.Magic)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(context.Background(), "x", bytes.NewReader(data), "csv")
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x:") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		if d.NumRows() == 0 || d.Cols != len(d.Samples) || len(d.Values) != d.NumRows()*d.Cols {
			t.Fatalf("%d rows, %d columns, %d samples, %d values", d.NumRows(), d.Cols, len(d.Samples), len(d.Values))
		}
	})
}

func TestReadFails(t *testing.T) {
	r := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("id,a\nr1,1\n")))
	if _, err := Read(context.Background(), "x", r, "csv"); err == nil || err.Error() != "x: timeout" {
		t.Errorf("%v, want x: timeout", err)
	}
}
