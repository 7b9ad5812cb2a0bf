//go:build unix

package content

import (
	"os"
	"serialfraction/harness/machine"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

// TestMapping: a plain file is mapped; a compressed file, a pipe and any other reader are
// read into memory.
func TestMapping(t *testing.T) {
	const text = "some bytes"
	open := func(path string) *os.File {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	pipe := func() *os.File {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		if _, err := w.Write(readertest.Pack(t, "gzip", text)); err != nil {
			t.Fatal(err)
		}
		w.Close()
		return r
	}
	plain, empty := readertest.File(t, "x.npy", text), readertest.File(t, "empty.npy", "")
	for _, tt := range []struct {
		Name   string
		m      func() (*Mapping, error)
		want   string
		mapped bool
	}{
		{"plain", func() (*Mapping, error) { return Map("x.npy", open(plain), machine.Room{}) }, text, true},
		{"empty", func() (*Mapping, error) { return Map("x.npy", open(empty), machine.Room{}) }, "", false},
		{"compressed", func() (*Mapping, error) {
			return Map("x.npy.gz", open(readertest.File(t, "x.npy.gz", string(readertest.Pack(t, "gzip", text)))), machine.Room{})
		}, text, false},
		{"pipe", func() (*Mapping, error) { return Map("x.npy.gz", pipe(), machine.Room{}) }, text, false},
		{"reader", func() (*Mapping, error) { return Map("x.npy", strings.NewReader(text), machine.Room{}) }, text, false},
	} {
		t.Run(tt.Name, func(t *testing.T) {
			m, err := tt.m()
			if err != nil {
				t.Fatal(err)
			}
			if string(m.Bytes) != tt.want || (m.unmap != nil) != tt.mapped {
				t.Errorf("%q, mapped %v", m.Bytes, m.unmap != nil)
			}
			looked := ""
			if m.Sparse(func() { looked = string(m.Bytes) }); looked != text[:len(looked)] || len(looked) != len(m.Bytes) {
				t.Errorf("%q was looked at", looked)
			}
			for _, release := range m.Pieces() {
				release()
			}
			if string(m.Bytes) != tt.want {
				t.Errorf("%q after its pages were given back", m.Bytes)
			}
			for range 2 {
				if err := m.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if _, err := Map("x.npy.gz", open(plain), machine.Room{}); err == nil || !strings.Contains(err.Error(), "not gzip data") {
		t.Errorf("plain under the name of gzip: %v", err)
	}
}
