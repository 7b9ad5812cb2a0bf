package logs

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/pierrec/lz4/v4"

	"serialfraction/harness/input/content"
)

// A javaCodec is a compression in blocks of a library of Java, in which Spark may write a log. No
// program of the shell unpacks them: the block of LZ4 is that of lz4(1), its frame is not.
type javaCodec struct {
	name  string
	magic string // the first bytes

	// block returns the next block, unpacked into dst if it has room, or io.EOF where a block would begin.
	block func(r *bufio.Reader, dst []byte) ([]byte, error)
}

// mostBlock bounds a block, packed or not: the largest of LZ4.
const mostBlock = 32 << 20

var javaCodecs = [...]javaCodec{
	{"lz4", "LZ4Block", lz4Block},
	{"snappy", snappyMagic, snappyBlock},
	{"lzf", "ZV", lzfBlock},
}

// errBlock is the error of a block that cannot be.
var errBlock = errors.New("damaged block")

// unpackJava returns the text of a stream that one of them has packed, and true; else the stream.
func unpackJava(in *content.Stream) (text io.Reader, packed bool) {
	for _, c := range javaCodecs {
		if bytes.HasPrefix(in.Head(), []byte(c.magic)) {
			return &javaBlocks{codec: c, r: bufio.NewReaderSize(in, headBytes)}, true
		}
	}
	return in, in.Packed()
}

// javaBlocks reads blocks one after the other.
type javaBlocks struct {
	codec javaCodec
	r     *bufio.Reader
	block []byte
	rest  []byte // of block
	err   error
}

func (j *javaBlocks) Read(p []byte) (int, error) {
	for len(j.rest) == 0 && j.err == nil {
		j.block, j.err = j.codec.block(j.r, j.block)
		j.rest = j.block
		switch {
		case j.err == nil || j.err == io.EOF:
		case errors.Is(j.err, io.ErrUnexpectedEOF):
			j.err = fmt.Errorf("truncated %s data: fetch the file again", j.codec.name)
		default:
			j.err = fmt.Errorf("damaged %s data (%w): fetch the file again", j.codec.name, j.err)
		}
		if j.err != nil {
			j.rest = nil
		}
	}
	if len(j.rest) == 0 {
		return 0, j.err
	}
	n := copy(p, j.rest)
	j.rest = j.rest[n:]
	return n, nil
}

// packedBlock reads the n bytes of a block that is packed, which are nobody's after the next call.
func packedBlock(r *bufio.Reader, n int) ([]byte, error) {
	if n < 0 || n > mostBlock {
		return nil, errBlock
	}
	if n <= r.Size() {
		b, err := r.Peek(n)
		if err != nil {
			return nil, ended(err)
		}
		r.Discard(n)
		return b, nil
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, ended(err)
}

// ended returns an error of reading within a block.
func ended(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// room returns n bytes, of dst if it has so many.
func room(dst []byte, n int) []byte {
	if cap(dst) < n {
		return make([]byte, n)
	}
	return dst[:n]
}

// lz4Block reads a block of LZ4BlockOutputStream of lz4-java: magic, a byte with the method, the packed
// and the unpacked length and a checksum of 4 bytes each, the least first. A block of length 0 ends a
// stream, behind which another may begin.
func lz4Block(r *bufio.Reader, dst []byte) ([]byte, error) {
	const header, method, raw, packed = 21, 0xf0, 0x10, 0x20
	for {
		var head [header]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return nil, err
		}
		n, whole := int(int32(binary.LittleEndian.Uint32(head[9:]))), int(int32(binary.LittleEndian.Uint32(head[13:])))
		if string(head[:8]) != "LZ4Block" || whole < 0 || whole > mostBlock {
			return nil, errBlock
		}
		b, err := packedBlock(r, n)
		switch {
		case err != nil:
			return nil, err
		case whole == 0:
			continue
		case head[8]&method == raw && n == whole:
			return append(dst[:0], b...), nil
		case head[8]&method != packed:
			return nil, errBlock
		}
		dst = room(dst, whole)
		if n, err := lz4.UncompressBlock(b, dst); err != nil || n != whole {
			return nil, errBlock
		}
		return dst, nil
	}
}

const snappyMagic = "\x82SNAPPY\x00"

// snappyBlock reads a block of SnappyOutputStream of snappy-java: its length, the greatest byte first,
// before it. A header of 16 bytes begins a stream, and another may begin behind each block.
func snappyBlock(r *bufio.Reader, dst []byte) ([]byte, error) {
	for {
		var length [4]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return nil, err
		}
		if string(length[:]) == snappyMagic[:4] {
			if _, err := packedBlock(r, 12); err != nil {
				return nil, err
			}
			continue
		}
		b, err := packedBlock(r, int(int32(binary.BigEndian.Uint32(length[:]))))
		if err != nil {
			return nil, err
		}
		if n, err := snappy.DecodedLen(b); err != nil || n > mostBlock {
			return nil, errBlock
		}
		return snappy.Decode(dst[:cap(dst)], b)
	}
}

// lzfBlock reads a chunk of LZFOutputStream of compress-lzf: magic, a byte with the method, the packed
// length and, where it is packed, the unpacked one, of 2 bytes each, the greatest first.
func lzfBlock(r *bufio.Reader, dst []byte) ([]byte, error) {
	const raw, packed = 0, 1
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n, whole := int(binary.BigEndian.Uint16(head[3:])), 0
	if head[2] == packed {
		b, err := packedBlock(r, 2)
		if err != nil {
			return nil, err
		}
		whole = int(binary.BigEndian.Uint16(b))
	}
	if string(head[:2]) != "ZV" || head[2] > packed {
		return nil, errBlock
	}
	b, err := packedBlock(r, n)
	switch {
	case err != nil:
		return nil, err
	case head[2] == raw:
		return append(dst[:0], b...), nil
	}
	return unpackLZF(room(dst, whole), b)
}

// unpackLZF unpacks a block of LZF, which must fill dst: a byte below 32 says how many bytes follow as
// they are, less 1; any other, in its upper three bits, how many come from before, less 2, where 7 says
// that the next byte has the rest, and with the byte behind how far before, less 1.
func unpackLZF(dst, b []byte) ([]byte, error) {
	to := 0
	for i := 0; i < len(b); {
		c := int(b[i])
		i++
		if c < 32 {
			if n := c + 1; i+n > len(b) || to+n > len(dst) {
				return nil, errBlock
			}
			to += copy(dst[to:], b[i:i+c+1])
			i += c + 1
			continue
		}
		n := c >> 5
		if n == 7 && i < len(b) {
			n += int(b[i])
			i++
		}
		if i == len(b) {
			return nil, errBlock
		}
		from := to - (c&31<<8 | int(b[i])) - 1
		i++
		if n += 2; from < 0 || to+n > len(dst) {
			return nil, errBlock
		}
		for range n { // one by one: what comes from before may overlap what is written
			dst[to] = dst[from]
			to++
			from++
		}
	}
	if to != len(dst) {
		return nil, errBlock
	}
	return dst, nil
}
