package pipe

import (
	"errors"
	"os"
	"time"
)

// An outlet is our end of the pipe on which a process answers. It belongs to one goroutine.
type outlet struct{ *os.File }

// look is the longest time in which a reader does not see that it is to stop.
const look = 100 * time.Millisecond

// read reads what there is, or waits for it. The error is os.ErrDeadlineExceeded at the time due, or where
// stop reports true, which is looked at before each wait.
func (o outlet) read(b []byte, due time.Time, stop func() bool) (int, error) {
	for !stop() {
		rest := time.Until(due)
		if rest <= 0 {
			break
		}
		n, err := o.readWithin(min(rest, look), b)
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return n, err
		}
	}
	return 0, os.ErrDeadlineExceeded
}
