package wire

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A Task is a chunk of rows for the worker that takes it.
type Task struct {
	Epoch uint64 // the step that it belongs to
	Chunk int
	Row   int // number of its first row
	Rows  int
	Cols  int

	// Body holds the rows: Rows*Cols values of 8 bytes, or the packed rows where Packed is
	// set. It is empty where the worker holds the rows itself, and where they come apart.
	Body   []byte
	Packed bool

	// Apart is set where the rows are too large for the queue: the worker that takes the task sends it
	// back, see [Subjects.Asks], and gets its rows in parts, each a Task with some of the rows.
	Apart bool
}

// mostQueued is the largest size of rows that go through the queue with their task, in bytes. The queue
// copies what it keeps several times, which for larger rows takes longer than to ask for them (measured
// by docs/peers/remote/bench.sh).
const mostQueued = 128 << 10

// Apart reports whether rows of that size, in bytes, come apart from their task.
func Apart(size int) bool { return size > mostQueued }

// mostPart is the largest size of a part with more than one row, in bytes: with its header, and the line of
// the protocol before it, it is within the 64 KiB that the server reads at a time, which it forwards
// without a copy of its own.
const mostPart = 60 << 10

// PartRows returns the number of rows of that size, in bytes, that a part has.
func PartRows(size int) int { return max(1, mostPart/size) }

// TaskHeader is the size of a task without its rows, in bytes.
const TaskHeader = 48

const (
	taskMagic   = 0x314b5348 // "HSK1"
	packedTask  = 1
	apartTask   = 2
	mostNumber  = 1<<31 - 1 // of rows, columns, chunks
	mostMessage = 1 << 30
)

// ErrMalformed is the error of bytes that are no message of their kind.
var ErrMalformed = errors.New("the message is cut short or damaged")

// NewTask returns room for a task with a body of that size in buf, or in new memory where buf is too
// small, and the part of it that the body belongs in. [SealTask] completes it.
func NewTask(buf []byte, body int) (message, room []byte) {
	if cap(buf) < TaskHeader+body {
		buf = make([]byte, TaskHeader+body)
	}
	message = buf[:TaskHeader+body]
	return message, message[TaskHeader:]
}

// SealTask writes the header of a task whose body has been written.
func SealTask(message []byte, t Task) {
	le := binary.LittleEndian
	flags := uint32(0)
	if t.Packed {
		flags |= packedTask
	}
	if t.Apart {
		flags |= apartTask
	}
	le.PutUint32(message[0:], taskMagic)
	le.PutUint64(message[8:], t.Epoch)
	le.PutUint32(message[16:], uint32(t.Chunk))
	le.PutUint32(message[20:], uint32(t.Rows))
	le.PutUint64(message[24:], uint64(t.Row))
	le.PutUint32(message[32:], uint32(t.Cols))
	le.PutUint32(message[36:], flags)
	le.PutUint32(message[40:], uint32(len(message)-TaskHeader))
	le.PutUint32(message[44:], 0)
	le.PutUint32(message[4:], crc32.Checksum(message[8:], castagnoli))
}

// ReadTask reads a task. Its Body is a view of the message.
func ReadTask(message []byte) (t Task, err error) {
	le := binary.LittleEndian
	if len(message) < TaskHeader || len(message) > mostMessage || le.Uint32(message) != taskMagic {
		return Task{}, ErrMalformed
	}
	chunk, rows, row := le.Uint32(message[16:]), le.Uint32(message[20:]), le.Uint64(message[24:])
	cols, flags, size := le.Uint32(message[32:]), le.Uint32(message[36:]), le.Uint32(message[40:])
	switch {
	case uint64(size) != uint64(len(message)-TaskHeader), flags&^(packedTask|apartTask) != 0,
		max(chunk, rows, cols) > mostNumber, row > mostMessage<<20,
		flags&apartTask != 0 && size > 0, flags == 0 && size > 0 && uint64(size) != 8*uint64(rows)*uint64(cols),
		le.Uint32(message[44:]) != 0,
		le.Uint32(message[4:]) != crc32.Checksum(message[8:], castagnoli):
		return Task{}, ErrMalformed
	}
	return Task{Epoch: le.Uint64(message[8:]), Chunk: int(chunk), Row: int(row), Rows: int(rows), Cols: int(cols),
		Body: message[TaskHeader:], Packed: flags&packedTask != 0, Apart: flags&apartTask != 0}, nil
}
