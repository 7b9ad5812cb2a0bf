//go:build !race

package pipe

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
)

// Neither writing a row nor reading its answer allocates.
func TestNoAllocation(t *testing.T) {
	d := rows(1000)
	answers := map[string]string{
		"csv":    strings.Repeat("-0.25,1.234567890123456\n", 1000),
		"ndjson": strings.Repeat(`{"t":-0.25,"p":1.234567890123456}`+"\n", 1000),
		"f8":     strings.Repeat(string(f8Bytes("-0.25,1.234567890123456")), 1000),
	}
	for frame, text := range answers {
		e := frameOf(t, frame).encoder(io.Discard, d)
		if n := testing.AllocsPerRun(10, func() {
			if err := e.encode(whole(d)); err != nil {
				t.Fatal(err)
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations to write 1000 rows", frame, n)
		}
		in := bytes.NewReader([]byte(text))
		r := bufio.NewReaderSize(in, answerBuffer)
		x := frameOf(t, frame).decoder(r, d, layout{})
		l, err := x.learn([]string{"t", "p"}, whole(d))
		if err != nil {
			t.Fatal(err)
		}
		dst := make([]float64, 1000*len(l.outputs))
		if n := testing.AllocsPerRun(10, func() {
			in.Reset([]byte(text))
			r.Reset(in)
			if lines, ok := x.(*lineDecoder); ok {
				lines.first = nil
			}
			if err := x.decode(dst, whole(d)); err != nil {
				t.Fatal(err)
			}
		}); n > 2 { // for the reader of the text
			t.Errorf("%s: %v allocations to read 1000 answers", frame, n)
		}
	}
}
