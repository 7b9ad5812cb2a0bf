// Package readertest holds what the tests of several readers share: whether two
// datasets are the same, compressed text, and files to read.
//
// Only tests import it. It reads no format itself, so that the tests of every reader may
// use it:
//
//	text → Pack → File → the reader under test → Difference
package readertest

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"serialfraction/harness"
)

// Pack compresses text as the named compression does: gzip, zstd, xz or zip, whose only file is
// member.csv. There is no bzip2 here, because Go does not write it.
func Pack(t testing.TB, name, text string) []byte {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser
	var err error
	switch name {
	case "gzip":
		w = gzip.NewWriter(&buf)
	case "zstd":
		w, err = zstd.NewWriter(&buf)
	case "xz":
		w, err = xz.NewWriter(&buf)
	case "zip":
		return Zip(t, "member.csv", text)
	default:
		t.Fatalf("no test packs %s", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Zip returns an archive of files: each is a name, followed by its content.
func Zip(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	archive := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		w, err := archive.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// File writes a file of that name, in a folder of the test's own, and returns its path.
func File(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Difference describes where two datasets differ, "" where they do not: in the names of
// samples and rows, the groups, or a bit of a value. All NaN are equal. Both datasets
// have their Values in memory.
func Difference(got, want *harness.Dataset) string {
	switch {
	case got.Cols != want.Cols || !slices.Equal(got.Samples, want.Samples):
		return "samples: " + strings.Join(got.Samples, "|") + ", want " + strings.Join(want.Samples, "|")
	case !slices.Equal(got.Rows, want.Rows):
		return "rows: " + strings.Join(got.Rows, "|") + ", want " + strings.Join(want.Rows, "|")
	case got.Groups != want.Groups:
		return "groups"
	case len(got.Values) != len(want.Values):
		return "number of values"
	}
	for i, v := range got.Values {
		w := want.Values[i]
		if math.Float64bits(v) != math.Float64bits(w) && !(math.IsNaN(v) && math.IsNaN(w)) {
			return "value " + strconv.Itoa(i) + ": " + strconv.FormatFloat(v, 'g', -1, 64) + ", want " + strconv.FormatFloat(w, 'g', -1, 64)
		}
	}
	return ""
}

// SameFields reports whether two lists of fields have the same names and values.
func SameFields(a, b []harness.Field) bool {
	return slices.EqualFunc(a, b, func(a, b harness.Field) bool { return a.Name == b.Name && slices.Equal(a.Values, b.Values) })
}

// SameValues fails the test where a value differs in a bit; all NaN are equal.
func SameValues(t testing.TB, what string, got, want []float64) {
	t.Helper()
	if diff := Difference(&harness.Dataset{Values: got}, &harness.Dataset{Values: want}); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}
