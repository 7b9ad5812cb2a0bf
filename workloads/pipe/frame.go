package pipe

import (
	"bufio"
	"io"

	"serialfraction/harness"
)

// A frame is a format in which a program gets rows and answers them.
type frame struct {
	Name    string
	Summary string

	encoder func(w io.Writer, d *harness.Dataset) encoder
	bare    func(w io.Writer, d *harness.Dataset) encoder // without a line of names before the rows; nil = there is none
	decoder func(r *bufio.Reader, d *harness.Dataset, l layout) decoder
	check   func(d *harness.Dataset) error // nil where every dataset can be written
}

// frames is the table of frames, the default first.
var frames = []frame{
	{Name: "csv", Summary: "a header line, then a line for each row", encoder: newCSVEncoder, bare: newBareCSVEncoder, decoder: newCSVDecoder, check: oneLineEach},
	{Name: "ndjson", Summary: `a line {"id":…,"values":[…]} for each row`, encoder: newJSONEncoder, decoder: newJSONDecoder, check: anyRows},
	{Name: "arrow", Summary: "an Arrow IPC stream with a record batch for each chunk", encoder: newArrowEncoder, decoder: newArrowDecoder, check: arrowRows},
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
	// learn returns the layout of the answers from the first of them, which answers the
	// first row of c, and uses it for all answers.
	learn(wanted []string, c harness.Chunk) (layout, error)

	// decode reads the answers to all rows of c. The error is io.EOF where there are no
	// more answers, and another, in words, where an answer is wrong.
	decode(dst []float64, c harness.Chunk) error

	// answered returns the number of rows whose answers the last call has read.
	answered() int

	// surplus reports whether the program is known to have given more answers than rows.
	surplus() bool

	// rest waits for the end of the answers. It returns io.EOF where none are left.
	rest() error
}
