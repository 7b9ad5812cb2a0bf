package content

import (
	"bytes"
	"errors"
	"io"
)

// ErrMore is the error of a text that is longer than it may be.
var ErrMore = errors.New("longer")

// ReadAll reads r to its end, most bytes at most, in pieces that are joined when their sum is
// known: so a long text takes no more than twice its size, and one that is too long hardly more
// than most.
func ReadAll(r io.Reader, most int64) ([]byte, error) {
	const least, largest = 64 << 10, 8 << 20
	var pieces [][]byte
	total := int64(0)
	for {
		piece := make([]byte, 0, int(min(max(least, total), largest)))
		var err error
		for len(piece) < cap(piece) && err == nil {
			var n int
			n, err = r.Read(piece[len(piece):cap(piece)])
			piece = piece[:len(piece)+n]
		}
		pieces = append(pieces, piece)
		switch total += int64(len(piece)); {
		case total > most:
			return nil, ErrMore
		case err == io.EOF:
			return bytes.Join(pieces, nil), nil
		case err != nil:
			return nil, err
		}
	}
}
