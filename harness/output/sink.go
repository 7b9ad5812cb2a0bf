package output

import (
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// A sink takes the blocks of a text.
type sink interface {
	packer() func(*block) error // for one worker, which calls it for each block that it made
	put(*block) error           // in the order of the blocks, by one worker at a time
	end() error                 // after the last block
}

// A plainSink writes text as it is.
type plainSink struct{ w io.Writer }

func newPlainSink(w io.Writer, _ int) (sink, error) { return plainSink{w}, nil }

func (plainSink) packer() func(*block) error { return func(*block) error { return nil } }

func (s plainSink) put(b *block) error {
	_, err := s.w.Write(b.text)
	return err
}

func (plainSink) end() error { return nil }

// gzipLevel is the level of deflate: text of numbers is as small by it as by level 6 of compress/gzip,
// in a fifth of the time. Higher levels find repeats where digits only happen to repeat, and are larger.
const gzipLevel = 3

// A gzipSink writes one member of gzip (RFC 1952). Each worker deflates its blocks by themselves and
// ends each on a byte, as a sync flush does (RFC 1951, 3.2.4), so that one after another they are one
// stream, which every reader of gzip reads. The checksum is of the whole text, and is taken in its
// order: that takes a thousandth of the time.
type gzipSink struct {
	w    io.Writer
	sum  uint32
	size uint32 // of the text, modulo 2^32
}

func newGzipSink(w io.Writer, _ int) (sink, error) {
	const deflate, unknown = 8, 255 // the method; the system, as compress/gzip has it
	_, err := w.Write([]byte{0x1f, 0x8b, deflate, 0, 0, 0, 0, 0, 0, unknown})
	return &gzipSink{w: w}, err
}

func (*gzipSink) packer() func(*block) error {
	var out appender
	z, err := flate.NewWriter(&out, gzipLevel)
	return func(b *block) error {
		if err != nil {
			return err
		}
		out = b.packed[:0]
		z.Reset(&out)
		if _, err := z.Write(b.text); err != nil {
			return err
		}
		err := z.Flush()
		b.packed = out
		return err
	}
}

// An appender is a writer to memory.
type appender []byte

func (a *appender) Write(b []byte) (int, error) {
	*a = append(*a, b...)
	return len(b), nil
}

func (s *gzipSink) put(b *block) error {
	s.sum = crc32.Update(s.sum, crc32.IEEETable, b.text)
	s.size += uint32(len(b.text))
	_, err := s.w.Write(b.packed)
	return err
}

func (s *gzipSink) end() error {
	last := []byte{3, 0} // an empty block that is the last
	last = binary.LittleEndian.AppendUint32(last, s.sum)
	_, err := s.w.Write(binary.LittleEndian.AppendUint32(last, s.size))
	return err
}

// A zstdSink writes one frame of zstd (RFC 8878): some readers take no more than the first. What a
// block repeats may be in the one before, so the encoder sees the text in its order, and uses
// goroutines of its own.
type zstdSink struct{ z *zstd.Encoder }

func newZstdSink(w io.Writer, workers int) (sink, error) {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(max(1, workers)))
	return zstdSink{z}, err
}

func (zstdSink) packer() func(*block) error { return func(*block) error { return nil } }

func (s zstdSink) put(b *block) error {
	_, err := s.z.Write(b.text)
	return err
}

func (s zstdSink) end() error { return s.z.Close() }
