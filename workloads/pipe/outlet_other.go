//go:build !linux

package pipe

import (
	"os"
	"time"
)

// newOutlet returns both ends of a pipe.
func newOutlet() (ours outlet, theirs *os.File, err error) {
	out, theirs, err := os.Pipe()
	return outlet{out}, theirs, err
}

// readWithin reads what there is, or comes within the time d; else the error is os.ErrDeadlineExceeded.
func (o outlet) readWithin(d time.Duration, b []byte) (int, error) {
	if err := o.SetReadDeadline(time.Now().Add(d)); err != nil {
		return 0, err
	}
	return o.Read(b)
}
