package pipe

import (
	"bufio"
	"io"

	"serialfraction/harness"
)

// A frame is a way to write rows down for a program, and to read its answers.
type frame struct {
	Name    string
	Summary string

	encoder func(w io.Writer, d *harness.Dataset) encoder
	decoder func(r *bufio.Reader, d *harness.Dataset, l layout) decoder
	check   func(d *harness.Dataset) error // nil where every dataset can be written
}

// frames is the table of frames, the default first.
var frames = []frame{
	{Name: "csv", Summary: "a header line, then a line for each row", encoder: newCSVEncoder, decoder: newCSVDecoder, check: oneLineEach},
	{Name: "ndjson", Summary: `a line {"id":…,"values":[…]} for each row`, encoder: newJSONEncoder, decoder: newJSONDecoder, check: anyRows},
	{Name: "arrow", Summary: "an Arrow IPC stream with a record batch for each chunk", encoder: newArrowEncoder, decoder: newArrowDecoder, check: anyRows},
}

func anyRows(*harness.Dataset) error { return nil }

// An encoder writes the rows for one process. It belongs to one goroutine.
type encoder interface {
	encode(c harness.Chunk) error

	// end writes what ends the stream.
	end() error
}

// A decoder reads the answers of one process. It belongs to one goroutine.
type decoder interface {
	// learn returns the layout of the answers from the first of them, which answers
	// the first row of c, and takes it for what follows.
	learn(wanted []string, c harness.Chunk) (layout, error)

	// decode reads the answers to all rows of c. It is io.EOF where there are none
	// any more, and another error, in words, where one is not what it should be.
	decode(dst []float64, c harness.Chunk) error

	// answered is the number of rows that the last call came to the end of.
	answered() int

	// surplus reports whether the program is known to have answered more.
	surplus() bool

	// rest waits for the end of the answers: io.EOF where nothing was left of them.
	rest() error
}
