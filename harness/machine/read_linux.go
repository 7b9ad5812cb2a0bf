package machine

import "golang.org/x/sys/unix"

// readWhole appends the content of a file to buf; nothing where it cannot be read whole. The files of
// /proc and /sys never block, so that the poller of Go, into which os.File enters them, has no part in it.
func readWhole(path string, buf []byte) []byte {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return buf[:0]
	}
	defer unix.Close(fd)
	for {
		if len(buf) == cap(buf) {
			buf = append(make([]byte, 0, max(4096, 2*cap(buf))), buf...)
		}
		switch n, err := unix.Read(fd, buf[len(buf):cap(buf)]); {
		case err == unix.EINTR:
		case err != nil:
			return buf[:0]
		case n == 0:
			return buf
		default:
			buf = buf[:len(buf)+n]
		}
	}
}
