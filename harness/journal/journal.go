// Package journal keeps the answers of a run in a file as they come, chunk by chunk, so that a run
// whose process is killed does not compute them again.
//
//	header: magic, length, JSON, CRC-32C
//	record: magic, rows, first row, values, CRC-32C      one for each chunk, in the order in which they came
//
// All numbers are little-endian. A record is written by one call, which leaves it with the system: it
// outlives the process, though not a power cut, for nothing waits for the disk. What a kill cuts off,
// and what is damaged, is left out when the file is read, and nothing else.
package journal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/flock"
)

// A Job is the work that a journal is of. Two are the same where all parts are equal.
type Job struct {
	Workload string
	Settings string // SHA-256 of them, with the program: one of them may be secret
	Data     string // [harness.Dataset.Digest]
	Rows     int
	Outputs  []string
}

// An OtherError is the error of a journal of another job.
type OtherError struct{ Has, Want Job }

func (e *OtherError) Error() string {
	why := fmt.Sprintf("the SHA-256 of its settings and program begins with %.12s, and here with %.12s", e.Has.Settings, e.Want.Settings)
	switch {
	case e.Has.Workload != e.Want.Workload:
		why = fmt.Sprintf("its workload is %s, and here it is %s", e.Has.Workload, e.Want.Workload)
	case e.Has.Rows != e.Want.Rows:
		why = fmt.Sprintf("its data have %d rows, and those here %d", e.Has.Rows, e.Want.Rows)
	case e.Has.Data != e.Want.Data:
		why = fmt.Sprintf("the SHA-256 of its data begins with %.12s, and here with %.12s", strings.TrimPrefix(e.Has.Data, "sampled:"), strings.TrimPrefix(e.Want.Data, "sampled:"))
	}
	return "it is of another job: " + why
}

// same reports whether two jobs are one.
func (j *Job) same(other *Job) bool {
	return j.Workload == other.Workload && j.Settings == other.Settings && j.Data == other.Data && j.Rows == other.Rows && slices.Equal(j.Outputs, other.Outputs)
}

// A Journal is a file to which chunks are added. Its methods are for one goroutine.
type Journal struct {
	path string
	f    *os.File
	end  int64 // of the last whole record
	buf  []byte
	err  error // of the first record that could not be written
}

// ErrBusy is the error of a journal that another process is writing.
var ErrBusy = errors.New("another run is writing it: wait for that run, or end it")

// Create makes the journal of a job that is cut into chunks of so many rows. It replaces no file.
func Create(path string, job Job, chunkRows int) (*Journal, error) {
	text, err := json.Marshal(header{job, chunkRows})
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fault(path, err)
	}
	j := &Journal{path: path, f: f}
	if err := j.lock(); err != nil {
		return nil, err
	}
	if err := j.write(sealed(headerMagic, text)); err != nil {
		return nil, errors.Join(fault(path, err), j.Remove())
	}
	return j, nil
}

// Open opens the journal of a job, to read it and to add to it. What it has goes into held, as in Parse. The
// error of one of another job is an *OtherError.
func Open(path string, job Job, held *harness.Held) (*Journal, *Content, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, fault(path, err)
	}
	j := &Journal{path: path, f: f}
	if err := j.lock(); err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, errors.Join(fault(path, err), f.Close())
	}
	c, err := Parse(text, job, held)
	if err != nil {
		return nil, nil, errors.Join(fault(path, err), f.Close())
	}
	j.end = int64(c.end)
	return j, c, nil
}

// ReadingBytes returns the memory that Open takes for a journal, beside what it reads: for its text.
func ReadingBytes(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// lock takes the file for this process. It closes it where another has it.
func (j *Journal) lock() error {
	free, err := flock.Try(j.f)
	if err != nil || free { // a file system without locks
		return nil
	}
	return errors.Join(fault(j.path, ErrBusy), j.f.Close())
}

// fault returns an error that names the file.
func fault(path string, err error) error {
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("journal %s: %w", path, err)
}

// Path returns the path of the file.
func (j *Journal) Path() string { return j.path }

// Add adds the answer of a chunk. After an error it adds nothing more, see [Journal.Err].
func (j *Journal) Add(c harness.Chunk, answer []float64) {
	if j.err != nil {
		return
	}
	j.buf = appendRecord(j.buf[:0], c.Row, c.Rows, answer)
	if err := j.write(j.buf); err != nil {
		j.err = fault(j.path, err)
	}
}

// write writes whole or not at all: what a full disk has no room for is cut off.
func (j *Journal) write(b []byte) error {
	n, err := j.f.WriteAt(b, j.end)
	if err == nil {
		j.end += int64(n)
		return nil
	}
	return errors.Join(err, j.f.Truncate(j.end))
}

// Err returns why chunks are missing in the journal; nil where none is.
func (j *Journal) Err() error { return j.err }

// Close leaves the file for a later run.
func (j *Journal) Close() error { return j.f.Close() }

// Remove removes the file, whose run needs it no more.
func (j *Journal) Remove() error { return errors.Join(os.Remove(j.path), j.f.Close()) }

// appendRecord appends the record of rows.
func appendRecord(b []byte, row, rows int, answer []float64) []byte {
	from := len(b)
	b = binary.LittleEndian.AppendUint32(b, recordMagic)
	b = binary.LittleEndian.AppendUint32(b, uint32(rows))
	b = binary.LittleEndian.AppendUint64(b, uint64(row))
	for _, v := range answer {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return binary.LittleEndian.AppendUint32(b, sum(b[from:]))
}
