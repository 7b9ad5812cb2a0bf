package pipe

import (
	"bufio"
	"fmt"
	"io"

	"serialfraction/harness"
)

// The frame f8 is for programs that read numbers as they lie in memory: after a header line, which csv has
// too, the values of each row as float64 in little-endian order, and nothing between rows. A missing value is
// NaN. Ids are not handed over: answers come in order, each of as many such numbers as there are outputs.

// An f8Encoder writes the frame f8.
type f8Encoder struct{ littleWriter }

// newF8Encoder begins with the header, which is written with the first rows.
func newF8Encoder(w io.Writer, d *harness.Dataset) encoder {
	return &f8Encoder{littleWriter{w: w, buf: appendCSVHeader(nil, d)}}
}

func newBareF8Encoder(w io.Writer, _ *harness.Dataset) encoder {
	return &f8Encoder{littleWriter{w: w}}
}

func (e *f8Encoder) encode(c harness.Chunk) error {
	if err := e.numbers(c.Values...); err != nil {
		return err
	}
	return e.flush()
}

func (e *f8Encoder) end() error { return nil }

// numbersAlone refuses rows that have columns of text, and names that do not fit in a header line.
func numbersAlone(d *harness.Dataset) error {
	if words := texts(d); len(words) > 0 {
		return &harness.FlagError{Flag: "frame", Value: "f8", Want: fmt.Sprintf("it hands over numbers alone, and %s has the column of text %s: leave out --texts, or type --frame csv, ndjson or arrow", d.Name, quote(words[0].Name))}
	}
	return unbroken(d, d.Samples)
}

// An f8Decoder reads the frame f8.
type f8Decoder struct {
	r      *bufio.Reader
	layout layout
	answer []byte // the bytes of one
	come   int    // of the answer after those that are done, where decode failed
	done   int
}

func newF8Decoder(r *bufio.Reader, _ *harness.Dataset, l layout) decoder {
	return &f8Decoder{r: r, layout: l}
}

func (x *f8Decoder) answered() int { return x.done }

func (x *f8Decoder) part() (come, of int) { return x.come, len(x.answer) }

func (x *f8Decoder) surplus() bool { return x.r.Buffered() > 0 }

func (x *f8Decoder) rest() error { return noMore(x.r) }

// learn takes the layout from the wanted outputs: bytes do not show how many numbers an answer has.
func (x *f8Decoder) learn(wanted []string, _ harness.Chunk) (l layout, err error) {
	x.layout, err = numbered(len(wanted), wanted)
	return x.layout, err
}

func (x *f8Decoder) decode(dst []float64, c harness.Chunk) error {
	x.done = 0
	width := len(x.layout.outputs)
	if x.answer == nil {
		x.answer = make([]byte, 8*width)
	}
	for x.done < c.Rows {
		var err error
		if x.come, err = io.ReadFull(x.r, x.answer); err != nil {
			return err
		}
		for j := range width {
			dst[x.done*width+j] = littleNumber(x.answer[8*j:])
		}
		x.done++
	}
	return nil
}
