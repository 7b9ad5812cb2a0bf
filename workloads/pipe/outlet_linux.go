package pipe

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// newOutlet returns both ends of a pipe. Ours is not in the poller of Go's runtime, one of whose threads wakes
// at every write of the process, whether an answer is waited for or not.
func newOutlet() (ours outlet, theirs *os.File, err error) {
	var ends [2]int
	if err := unix.Pipe2(ends[:], unix.O_CLOEXEC); err != nil {
		return outlet{}, nil, os.NewSyscallError("pipe2", err)
	}
	return outlet{os.NewFile(uintptr(ends[0]), "|0")}, os.NewFile(uintptr(ends[1]), "|1"), nil
}

// readWithin reads what there is, or comes within the time d; else the error is os.ErrDeadlineExceeded. The
// thread waits in the kernel.
func (o outlet) readWithin(d time.Duration, b []byte) (int, error) {
	ends := []unix.PollFd{{Fd: int32(o.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(ends, int((d+time.Millisecond-1)/time.Millisecond))
	switch {
	case n > 0:
		return o.Read(b)
	case err == nil || err == unix.EINTR: // a signal, which may have come early: the caller waits on
		return 0, os.ErrDeadlineExceeded
	}
	return 0, os.NewSyscallError("poll", err)
}
