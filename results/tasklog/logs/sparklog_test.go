package logs

import (
	"bytes"
	"io"
	"testing"

	"serialfraction/harness/input/content"
)

// unpacked returns the text of a file of the test data.
func unpacked(t testing.TB, path string) []byte {
	t.Helper()
	f, err := content.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := content.NewStream(path, f)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	unpacked, _ := unpackJava(s)
	text, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// An event log of 5 MB; docs/peers/log has one of 50 beside jq and Python.
func BenchmarkSpark(b *testing.B) {
	text := unpacked(b, "../testdata/spark/dsAndDf_eventlog.zstd")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadFrom("x", bytes.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
