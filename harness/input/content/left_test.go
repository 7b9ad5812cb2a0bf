package content

import (
	"bufio"
	"io"
	"strings"
	"testing"
)

// What is left of a plain text is known to the byte, whatever lies in buffers; of others it is not.
func TestLeft(t *testing.T) {
	text := strings.Repeat("id,0.5\n", 50_000)
	s, err := NewStream("x.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for read := 0; ; {
		if left, known := s.Left(); !known || int(left) != len(text)-read {
			t.Fatalf("%d bytes left (%v) of %d after %d", left, known, len(text), read)
		}
		n, err := s.Read(make([]byte, 10_001))
		if read += n; err == io.EOF {
			break
		}
	}
	s, err = NewStream("pipe", bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	if left, known := s.Left(); known {
		t.Errorf("%d bytes left of a pipe", left)
	}
}
