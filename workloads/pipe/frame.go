package pipe

import (
	"bufio"
	"io"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A frame is a format in which a program gets rows and answers them.
type frame struct {
	Name    string
	Summary string
	Owes    func(outputs int) string // what a program must do for its rows, after "it must"
	Counted bool                     // answers do not show how many numbers they have: the user tells

	encoder func(w io.Writer, d *harness.Dataset) encoder
	bare    func(w io.Writer, d *harness.Dataset) encoder // without a line of names before the rows; nil = there is none
	decoder func(r *bufio.Reader, d *harness.Dataset, l layout) decoder
	check   func(d *harness.Dataset) error // nil where every dataset can be written
}

// frames is the table of frames, the default first.
var frames = []frame{
	{Name: "csv", Summary: "a header line, then a line for each row", Owes: oneLine, encoder: newCSVEncoder, bare: newBareCSVEncoder, decoder: newCSVDecoder, check: oneLineEach},
	{Name: "ndjson", Summary: `a line {"id":…,"values":[…]} for each row`, Owes: oneJSON, encoder: newJSONEncoder, decoder: newJSONDecoder, check: anyRows},
	{Name: "arrow", Summary: "an Arrow IPC stream with a record batch for each chunk", Owes: oneStream, encoder: newArrowEncoder, decoder: newArrowDecoder, check: arrowRows},
	{Name: "f8", Summary: "a header line, then the values of each row as float64 of 8 bytes, little-endian; answered by such numbers, one for each of --outputs",
		Owes: oneNumberEach, Counted: true, encoder: newF8Encoder, bare: newBareF8Encoder, decoder: newF8Decoder, check: numbersAlone},
}

func anyRows(*harness.Dataset) error { return nil }

func oneLine(int) string { return "print one line for each row, and before them at most a header" }

func oneJSON(int) string { return "print one line of JSON for each row" }

func oneStream(int) string { return "write one Arrow IPC stream that has an answer to each row" }

func oneNumberEach(outputs int) string {
	return "write " + wording.Count(8*outputs, "byte") + " for each row, a float64 for each of --outputs"
}

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

// A sized decoder is one whose answers all have one size.
type sized interface {
	// part returns how many bytes of the next answer had come when decode failed, and how
	// many an answer has.
	part() (come, of int)
}

// noMore waits for the end of the answers. It returns io.EOF there, and errSurplus where there is anything else.
func noMore(r *bufio.Reader) error {
	if _, err := r.Peek(1); err != nil {
		return err
	}
	return errSurplus
}
