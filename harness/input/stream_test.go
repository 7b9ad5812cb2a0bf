package input

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// pack compresses text as the named compression does.
func pack(t testing.TB, name, text string) []byte {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&buf)
	if name == "zstd" {
		z, err := zstd.NewWriter(&buf)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// longText is a table whose text is longer than a block of any decompressor.
func longText() string {
	var b strings.Builder
	b.WriteString("id,a,b\n")
	of := newKey(7, 0)
	for i := range 20000 {
		b.WriteString("r,")
		b.WriteString(strings.Repeat(string(rune('0'+of.at(i)%10)), 5))
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
	for _, c := range compressions() {
		packed := pack(t, c.name, text)
		read := func(name string, data []byte) error {
			got, err := Read(context.Background(), name, bytes.NewReader(data), "csv")
			if err == nil {
				if diff := difference(got, want); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
			return err
		}
		t.Run(c.name, func(t *testing.T) {
			if err := read("x.csv"+strings.ToUpper(c.extension), packed); err != nil {
				t.Error(err)
			}
			if err := read("x.csv", packed); err != nil {
				t.Errorf("without the extension: %v", err)
			}
		})
		t.Run(c.name+" in two members", func(t *testing.T) {
			two := append(pack(t, c.name, text[:1000]), pack(t, c.name, text[1000:])...)
			if err := read("x.csv"+c.extension, two); err != nil {
				t.Error(err)
			}
		})
		t.Run(c.name+" truncated", func(t *testing.T) {
			for _, n := range []int{0, 1, 2, 3, 4, 9, 12, len(packed) / 2, len(packed) - 5, len(packed) - 1} {
				err := read("x.csv"+c.extension, packed[:n])
				if err == nil || !strings.HasPrefix(err.Error(), "x.csv"+c.extension+":") || !strings.Contains(err.Error(), "truncated "+c.name+" data") {
					t.Errorf("cut to %d of %d bytes: %v", n, len(packed), err)
				}
			}
		})
		t.Run(c.name+" damaged", func(t *testing.T) {
			damaged := bytes.Clone(packed)
			damaged[len(damaged)-5] ^= 0x55
			if err := read("x.csv"+c.extension, damaged); err == nil || !strings.Contains(err.Error(), c.name+" data") {
				t.Errorf("%v", err)
			}
		})
		t.Run(c.name+" in name only", func(t *testing.T) {
			err := read("x.csv"+c.extension, []byte("id,a\nr,1\n"))
			want := "x.csv" + c.extension + ": not " + c.name + ` data, it begins with "id,a"; if it is plain, drop ` + c.extension + " from its name"
			if err == nil || err.Error() != want {
				t.Errorf("%v\nwant %s", err, want)
			}
		})
	}
}

// TestTruncatedNamesLine cuts a gzip stream behind a flush: everything before it is
// read, and the line is known.
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

// TestEarlierLineBeforeTruncation wants the wrong line named, not the end.
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

func FuzzCompressed(f *testing.F) {
	for _, c := range compressions() {
		packed := pack(f, c.name, "id,a,b\nr1,1,2\nr2,NA,-3e-5\n")
		f.Add(packed)
		f.Add(packed[:len(packed)-3])
		f.Add(append(packed, "tail"...))
		f.Add(c.magic)
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
