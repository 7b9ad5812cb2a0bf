package pipe

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"

	"serialfraction/harness"
)

// What an adapter writes is messages, each of which begins with its kind, an int32: what it is run by
// and then the columns of an answer, once and only where the process was not told them; answers to so
// many rows; or why there are no more.
const (
	saysColumns = 1 // how many, whether they have names, and then the list of these
	saysAnswers = 2 // how many rows, and their numbers, row by row
	saysFault   = 3 // a fault, the row of the chunk from 0, or -1, and a text
	saysRunBy   = 4 // a text
)

// The limits of what an adapter may write, beyond which it is none.
const (
	mostColumns = 1 << 20
	mostText    = 1 << 20
)

// errNoAdapter is the error of output that no adapter wrote.
var errNoAdapter = errors.New("wrote something else than answers to descriptor 4, which is for its adapter alone: a script must leave it open and unused")

// A binaryDecoder reads the binary frame.
type binaryDecoder struct {
	r      *bufio.Reader
	data   *harness.Dataset
	layout layout
	call   *call
	width  int // columns of an answer; 0 = not known yet
	first  int // the first row of the chunk, for errors
	left   int // rows of a message of answers that are not read yet
	done   int
	row    []byte
}

func (x *binaryDecoder) answered() int { return x.done }

func (x *binaryDecoder) surplus() bool { return x.left > 0 || x.r.Buffered() > 0 }

func (x *binaryDecoder) rest() error {
	if _, err := x.r.Peek(1); err != nil {
		return err
	}
	if err := x.message(); err != nil {
		return err
	}
	return errSurplus
}

func (x *binaryDecoder) learn(wanted []string, c harness.Chunk) (layout, error) {
	x.done, x.first = 0, c.Row
	kind, err := x.count()
	if err == nil && kind == saysRunBy {
		kind, err = x.runBy()
	}
	if err != nil {
		return layout{}, err
	}
	if kind != saysColumns {
		return layout{}, x.fault(kind)
	}
	if x.layout, err = x.columns(wanted); err != nil {
		return layout{}, err
	}
	x.width = len(x.layout.columns)
	return x.layout, nil
}

// runBy reads the rest of the message of what the adapter is run by, and the kind of the next.
func (x *binaryDecoder) runBy() (next int, err error) {
	size, err := x.upTo(mostText)
	if err != nil {
		return 0, err
	}
	if x.call.interpreter, err = x.text(size); err != nil {
		return 0, err
	}
	return x.count()
}

// columns reads the message of the columns of an answer.
func (x *binaryDecoder) columns(wanted []string) (layout, error) {
	n, err := x.upTo(mostColumns)
	if err == nil && n == 0 {
		err = errNoAdapter
	}
	if err != nil {
		return layout{}, err
	}
	hasNames, err := x.upTo(1)
	if err != nil {
		return layout{}, err
	}
	if hasNames == 0 {
		return numbered(n, wanted)
	}
	sizes := make([]int, n)
	for i := range sizes {
		if sizes[i], err = x.upTo(mostText); err != nil {
			return layout{}, err
		}
	}
	names := make([]string, n)
	for i, size := range sizes {
		if names[i], err = x.text(size); err != nil {
			return layout{}, err
		}
	}
	return named(names, wanted)
}

func (x *binaryDecoder) decode(dst []float64, c harness.Chunk) error {
	x.done, x.first = 0, c.Row
	x.width = len(x.layout.columns)
	if len(x.row) < 8*x.width {
		x.row = make([]byte, 8*x.width)
	}
	kept := len(x.layout.outputs)
	for x.done < c.Rows {
		if x.left == 0 {
			if err := x.message(); err != nil {
				return err
			}
			continue
		}
		if _, err := io.ReadFull(x.r, x.row[:8*x.width]); err != nil {
			return err
		}
		for j, at := range x.layout.columns {
			if at >= 0 {
				dst[x.done*kept+at] = littleNumber(x.row[8*j:])
			}
		}
		x.left--
		x.done++
	}
	return nil
}

// message reads the beginning of the next message of answers.
func (x *binaryDecoder) message() error {
	kind, err := x.count()
	if err != nil {
		return err
	}
	if kind != saysAnswers {
		return x.fault(kind)
	}
	x.left, err = x.upTo(math.MaxInt32)
	return err
}

// fault reads a message of that kind, which is to be a fault, and returns the fault.
func (x *binaryDecoder) fault(kind int) error {
	if kind != saysFault {
		return errNoAdapter
	}
	what, err := x.count()
	if err != nil {
		return err
	}
	at, err := x.count()
	if err != nil {
		return err
	}
	size, err := x.upTo(mostText)
	if err != nil {
		return err
	}
	text, err := x.text(size)
	if err != nil {
		return err
	}
	f := &fault{Kind: faultKind(what), Text: text}
	if row := x.first + at; at >= 0 && row < x.data.NumRows() {
		f.Row, f.ID = row+1, x.data.ID(row)
	}
	return f
}

// count reads an int32.
func (x *binaryDecoder) count() (int, error) {
	var four [4]byte
	if _, err := io.ReadFull(x.r, four[:]); err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32(four[:]))), nil
}

// upTo reads an int32 from 0 to most.
func (x *binaryDecoder) upTo(most int) (int, error) {
	n, err := x.count()
	if err == nil && (n < 0 || n > most) {
		err = errNoAdapter
	}
	return n, err
}

func (x *binaryDecoder) text(size int) (string, error) {
	text := make([]byte, size)
	if _, err := io.ReadFull(x.r, text); err != nil {
		return "", err
	}
	return string(text), nil
}
