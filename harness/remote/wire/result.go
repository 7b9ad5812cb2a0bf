package wire

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
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
	CodeSize     = 16
)

const (
	resultMagic  = 0x31525348 // "HSR1"
	failedResult = 1
	mostAck      = 1 << 10
)

// A Sealer makes the codes of the results of one worker, by AES-GMAC: that is AES-GCM of no text, with
// the result as its additional data. SHA-256 takes ten times as long. A number that no two results of a
// worker have is the nonce. It serves one goroutine.
type Sealer struct {
	code  cipher.AEAD
	count uint64
	nonce [12]byte
	sum   [CodeSize]byte
}

// NewSealer returns the Sealer of a worker with this key, which no other Sealer that seals has.
func NewSealer(key [KeySize]byte) *Sealer {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(fmt.Sprintf("a key of %d bytes: %v", KeySize, err))
	}
	code, err := cipher.NewGCM(block)
	if err != nil {
		panic(fmt.Sprintf("AES has no GCM: %v", err))
	}
	return &Sealer{code: code}
}

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

// Seal writes header and code of a result whose body has been written.
func (s *Sealer) Seal(message []byte, r Result) {
	le := binary.LittleEndian
	flags := uint32(0)
	if r.Failed {
		flags |= failedResult
	}
	s.count++
	le.PutUint32(message[0:], resultMagic)
	le.PutUint32(message[4:], r.Slot)
	le.PutUint64(message[8:], r.Epoch)
	le.PutUint32(message[16:], uint32(r.Chunk))
	le.PutUint32(message[20:], uint32(r.Rows))
	le.PutUint64(message[24:], uint64(r.Row))
	le.PutUint64(message[32:], s.count)
	le.PutUint32(message[40:], uint32(len(r.Ack)))
	le.PutUint32(message[44:], uint32(len(message)-ResultHeader-len(r.Ack)-CodeSize))
	le.PutUint64(message[48:], uint64(r.Decode))
	le.PutUint64(message[56:], uint64(r.Compute))
	le.PutUint64(message[64:], uint64(r.Encode))
	le.PutUint64(message[72:], uint64(flags))
	copy(message[len(message)-CodeSize:], s.codeOf(message))
}

// codeOf returns the code of a message with room for one.
func (s *Sealer) codeOf(message []byte) []byte {
	copy(s.nonce[4:], message[32:40])
	return s.code.Seal(s.sum[:0], s.nonce[:], nil, message[:len(message)-CodeSize])
}

// Verify reports whether the worker of the Sealer made a message.
func (s *Sealer) Verify(message []byte) bool {
	return len(message) >= ResultHeader+CodeSize && subtle.ConstantTimeCompare(s.codeOf(message), message[len(message)-CodeSize:]) == 1
}

// ReadResult reads a result. Its Ack and its Body are views of the message. Whether its worker made
// it, [Sealer.Verify] reports.
func ReadResult(message []byte) (r Result, err error) {
	le := binary.LittleEndian
	if len(message) < ResultHeader+CodeSize || len(message) > mostMessage || le.Uint32(message) != resultMagic {
		return Result{}, ErrMalformed
	}
	chunk, rows, row := le.Uint32(message[16:]), le.Uint32(message[20:]), le.Uint64(message[24:])
	flags, ack, body := le.Uint64(message[72:]), le.Uint32(message[40:]), le.Uint32(message[44:])
	decode, compute, encode := le.Uint64(message[48:]), le.Uint64(message[56:]), le.Uint64(message[64:])
	rest := message[ResultHeader : len(message)-CodeSize]
	switch {
	case ack > mostAck, uint64(ack)+uint64(body) != uint64(len(rest)), flags&^failedResult != 0,
		max(chunk, rows) > mostNumber, row > mostMessage<<20, max(decode, compute, encode) > math.MaxInt64/4:
		return Result{}, ErrMalformed
	}
	return Result{Epoch: le.Uint64(message[8:]), Chunk: int(chunk), Row: int(row), Rows: int(rows),
		Slot: le.Uint32(message[4:]), Failed: flags&failedResult != 0,
		Decode: time.Duration(decode), Compute: time.Duration(compute), Encode: time.Duration(encode),
		Ack: rest[:ack], Body: rest[ack:]}, nil
}
