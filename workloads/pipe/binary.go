package pipe

import (
	"encoding/binary"
	"strconv"

	"serialfraction/harness"
)

// The binary frame is what the adapters of scripts read and write, adapter.py and adapter.R. All
// numbers are little-endian: int32, or float64. A text is its length in bytes, an int32, and its
// bytes; a list of texts is all lengths and then all bytes.
//
// A process gets once: the number of columns of numbers, that of columns of text, the sizes of
// the two groups, how many columns an answer has (0 = not known yet), and whether they have
// names; then the list of the names of the columns, numbers before texts, and the list of the
// names of the answer's columns, where it has names. Then for each chunk: the number of its first
// row, from 1, as a float64; the number of its rows; the list of their ids; the numbers, row by
// row; and for each column of text the list of its texts.

// A binaryEncoder writes the binary frame.
type binaryEncoder struct {
	littleWriter
	data   *harness.Dataset
	answer *layout // zero while the columns of an answer are not known; read with the first chunk
	begun  bool
}

func (e *binaryEncoder) encode(c harness.Chunk) error {
	if !e.begun {
		e.begin()
	}
	e.begun = true
	if err := e.numbers(float64(c.Row + 1)); err != nil {
		return err
	}
	e.count(c.Rows)
	e.texts(c.Rows, func(i int) string { return e.data.ID(c.Row + i) })
	if err := e.numbers(c.Values...); err != nil {
		return err
	}
	for _, f := range texts(e.data) {
		e.texts(c.Rows, func(i int) string { return f.Values[c.Row+i] })
	}
	return e.flush()
}

// begin writes what a process gets once.
func (e *binaryEncoder) begin() {
	d := e.data
	named := 0
	if e.answer.names != nil {
		named = 1
	}
	words := texts(d)
	for _, n := range []int{d.Cols, len(words), d.Groups.Sizes[0], d.Groups.Sizes[1], len(e.answer.columns), named} {
		e.count(n)
	}
	e.texts(d.Cols+len(words), func(j int) string {
		switch {
		case j >= d.Cols:
			return words[j-d.Cols].Name
		case d.Samples != nil:
			return d.Samples[j]
		}
		return "v" + strconv.Itoa(j+1)
	})
	if named == 1 {
		e.texts(len(e.answer.names), func(j int) string { return e.answer.names[j] })
	}
}

func (e *binaryEncoder) count(n int) {
	e.buf = binary.LittleEndian.AppendUint32(e.buf, uint32(int32(n)))
}

// texts writes a list of n texts.
func (e *binaryEncoder) texts(n int, at func(i int) string) {
	for i := range n {
		e.count(len(at(i)))
	}
	for i := range n {
		e.buf = append(e.buf, at(i)...)
	}
}

func (e *binaryEncoder) end() error { return nil }
