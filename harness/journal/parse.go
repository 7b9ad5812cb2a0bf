package journal

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"math"
	"os"

	"serialfraction/harness"
)

// The sizes of what frames a header and a record, in bytes, and the numbers that they begin with.
const (
	headerFrame = 16
	recordFrame = 20
	headerMagic = "HJRNAL1\n"
	recordMagic = 0x31524a48 // "HJR1"
)

// mostHeader is the most that is read of a header, in bytes.
const mostHeader = 1 << 20

// A header is the first part of a journal, in JSON.
type header struct {
	Job       Job
	ChunkRows int
}

// A Content is what a journal has.
type Content struct {
	ChunkRows int           // of the run that began it
	Held      *harness.Held // the rows that it has
	Damaged   int           // bytes before its end that are no record
	Cut       int           // bytes at its end that are none, as a kill leaves them

	end int // of the last record
}

// Errors of a file that is no journal.
var (
	ErrNone = errors.New("it is no journal of a run")
	ErrTorn = errors.New("its beginning is cut short or damaged, so nothing in it can be used: remove it")
)

// Is reports whether a plain file begins as a journal does.
func Is(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() { // opening a pipe may wait
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(headerMagic))
	_, err = f.ReadAt(head, 0)
	return err == nil && string(head) == headerMagic
}

// Parse reads a journal of a job into held, which has room for all rows and holds none yet. Without an Answer
// it is told which rows there are, and not what they are.
func Parse(text []byte, job Job, held *harness.Held) (*Content, error) {
	h, from, err := parseHeader(text)
	if err != nil {
		return nil, err
	}
	if !h.Job.same(&job) {
		return nil, &OtherError{h.Job, job}
	}
	width := len(job.Outputs)
	c := &Content{ChunkRows: h.ChunkRows, Held: held, end: from}
	for at := from; at < len(text); {
		size := recordAt(text[at:], job.Rows, width)
		if size == 0 { // go on at the next that may be one
			next := bytes.Index(text[at+1:], magicBytes)
			if next < 0 {
				break
			}
			at += 1 + next
			continue
		}
		c.Damaged += at - c.end
		c.take(text[at:at+size], width)
		at += size
		c.end = at
	}
	c.Cut = len(text) - c.end
	return c, nil
}

var magicBytes = binary.LittleEndian.AppendUint32(nil, recordMagic)

// parseHeader returns the header, and where the records begin.
func parseHeader(text []byte) (h header, end int, err error) {
	if !bytes.HasPrefix(text, []byte(headerMagic)) {
		if bytes.HasPrefix([]byte(headerMagic), text) {
			return h, 0, ErrTorn
		}
		return h, 0, ErrNone
	}
	if len(text) < headerFrame {
		return h, 0, ErrTorn
	}
	n := int(binary.LittleEndian.Uint32(text[len(headerMagic):]))
	end = headerFrame + n
	if n > mostHeader || len(text) < end || sum(text[:end-4]) != binary.LittleEndian.Uint32(text[end-4:]) {
		return h, 0, ErrTorn
	}
	if json.Unmarshal(text[headerFrame-4:end-4], &h) != nil || h.ChunkRows < 1 {
		return h, 0, ErrTorn
	}
	return h, end, nil
}

// recordAt returns the size of the record that a text begins with; 0 = it begins with none.
func recordAt(text []byte, rows, width int) int {
	if len(text) < recordFrame || binary.LittleEndian.Uint32(text) != recordMagic {
		return 0
	}
	n, row := uint64(binary.LittleEndian.Uint32(text[4:])), binary.LittleEndian.Uint64(text[8:])
	size := recordFrame + 8*n*uint64(width)
	if row > uint64(rows) || n == 0 || n > uint64(rows)-row || size > uint64(len(text)) ||
		sum(text[:size-4]) != binary.LittleEndian.Uint32(text[size-4:]) {
		return 0
	}
	return int(size)
}

// take takes the rows of a record.
func (c *Content) take(record []byte, width int) {
	rows, row := int(binary.LittleEndian.Uint32(record[4:])), int(binary.LittleEndian.Uint64(record[8:]))
	for i := range min(rows*width, len(c.Held.Answer)) {
		c.Held.Answer[row*width+i] = math.Float64frombits(binary.LittleEndian.Uint64(record[16+8*i:]))
	}
	for i := range rows {
		c.Held.Has[row+i] = true
	}
}

// sealed returns a text with its length before it and a checksum behind.
func sealed(magic string, text []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(text)))
	b = append(b, text...)
	return binary.LittleEndian.AppendUint32(b, sum(b))
}

func sum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)
