package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"math"
	"time"
)

// A Result is the answer of a worker to a task, or why it has none.
type Result struct {
	Epoch  uint64
	Chunk  int
	Row    int
	Rows   int
	Slot   uint32 // the worker, see [Welcome]
	Failed bool   // Body is a text: why

	// What the worker took for the task, on its own clock.
	Decode, Compute, Encode time.Duration

	Ack  []byte // the subject by which the task is acknowledged
	Body []byte // the values of the answer, 8 bytes each, or a text
}

// ResultHeader and CodeSize are the sizes of what a result has besides its Ack and its Body, in
// bytes.
const (
	ResultHeader = 80
	CodeSize     = sha256.Size
)

const (
	resultMagic  = 0x31525348 // "HSR1"
	failedResult = 1
	mostAck      = 1 << 10
)

// A Sealer makes the codes of the results of one worker. It serves one goroutine.
type Sealer struct {
	mac hash.Hash
	sum [CodeSize]byte
}

// NewSealer returns the Sealer of a worker with this key.
func NewSealer(key []byte) *Sealer { return &Sealer{mac: hmac.New(sha256.New, key)} }

// NewResult returns room for a result with a body of that size in buf, or in new memory where buf is
// too small, and the part of it that the body belongs in. [Sealer.Seal] completes it.
func NewResult(buf, ack []byte, body int) (message, room []byte) {
	size := ResultHeader + len(ack) + body + CodeSize
	if cap(buf) < size {
		buf = make([]byte, size)
	}
	message = buf[:size]
	copy(message[ResultHeader:], ack)
	from := ResultHeader + len(ack)
	return message, message[from : from+body]
}

// Seal writes header and code of a result whose body has been written. Almost all that this takes is
// over when it calls encode, which returns how long encoding took until then.
func (s *Sealer) Seal(message []byte, r Result, encode func() time.Duration) {
	le := binary.LittleEndian
	flags := uint32(0)
	if r.Failed {
		flags |= failedResult
	}
	rest := message[ResultHeader : len(message)-CodeSize]
	sum := crc32.Checksum(rest, castagnoli)
	s.mac.Reset()
	s.mac.Write(rest)
	le.PutUint32(message[0:], resultMagic)
	le.PutUint64(message[8:], r.Epoch)
	le.PutUint32(message[16:], uint32(r.Chunk))
	le.PutUint32(message[20:], uint32(r.Rows))
	le.PutUint64(message[24:], uint64(r.Row))
	le.PutUint32(message[32:], r.Slot)
	le.PutUint32(message[36:], flags)
	le.PutUint32(message[40:], uint32(len(r.Ack)))
	le.PutUint32(message[44:], uint32(len(rest)-len(r.Ack)))
	le.PutUint64(message[48:], uint64(r.Decode))
	le.PutUint64(message[56:], uint64(r.Compute))
	le.PutUint64(message[64:], uint64(encode()))
	le.PutUint64(message[72:], 0)
	le.PutUint32(message[4:], crc32.Update(sum, castagnoli, message[8:ResultHeader]))
	s.mac.Write(message[:ResultHeader])
	copy(message[len(message)-CodeSize:], s.mac.Sum(s.sum[:0]))
}

// Verify reports whether the worker of the Sealer made a message.
func (s *Sealer) Verify(message []byte) bool {
	if len(message) < ResultHeader+CodeSize {
		return false
	}
	at := len(message) - CodeSize
	s.mac.Reset()
	s.mac.Write(message[ResultHeader:at])
	s.mac.Write(message[:ResultHeader])
	return hmac.Equal(message[at:], s.mac.Sum(s.sum[:0]))
}

// ReadResult reads a result. Its Ack and its Body are views of the message. Whether its worker made
// it, [Sealer.Verify] reports.
func ReadResult(message []byte) (r Result, err error) {
	le := binary.LittleEndian
	if len(message) < ResultHeader+CodeSize || len(message) > mostMessage || le.Uint32(message) != resultMagic {
		return Result{}, ErrMalformed
	}
	chunk, rows, row := le.Uint32(message[16:]), le.Uint32(message[20:]), le.Uint64(message[24:])
	flags, ack, body := le.Uint32(message[36:]), le.Uint32(message[40:]), le.Uint32(message[44:])
	decode, compute, encode := le.Uint64(message[48:]), le.Uint64(message[56:]), le.Uint64(message[64:])
	rest := message[ResultHeader : len(message)-CodeSize]
	switch {
	case ack > mostAck, uint64(ack)+uint64(body) != uint64(len(rest)), flags&^failedResult != 0,
		max(chunk, rows) > mostNumber, row > mostMessage<<20, max(decode, compute, encode) > math.MaxInt64/4,
		le.Uint64(message[72:]) != 0,
		le.Uint32(message[4:]) != crc32.Update(crc32.Checksum(rest, castagnoli), castagnoli, message[8:ResultHeader]):
		return Result{}, ErrMalformed
	}
	return Result{Epoch: le.Uint64(message[8:]), Chunk: int(chunk), Row: int(row), Rows: int(rows),
		Slot: le.Uint32(message[32:]), Failed: flags&failedResult != 0,
		Decode: time.Duration(decode), Compute: time.Duration(compute), Encode: time.Duration(encode),
		Ack: rest[:ack], Body: rest[ack:]}, nil
}
