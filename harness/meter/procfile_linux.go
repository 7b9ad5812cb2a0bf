package meter

import "golang.org/x/sys/unix"

// A procFile is a file of the kernel's that is read many times from its start. The zero
// procFile stands for a file that does not exist: it works and holds nothing.
type procFile struct {
	file int // file descriptor plus one; 0 = not there
	buf  []byte
}

// openProc opens a file of which no more than the first size bytes are read.
func openProc(path string, size int) procFile {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return procFile{}
	}
	return procFile{file: fd + 1, buf: make([]byte, size)}
}

// read returns the current content of the file. The memory belongs to f and is valid until
// the next read.
func (f *procFile) read() []byte {
	if f.file == 0 {
		return nil
	}
	n, err := unix.Pread(f.file-1, f.buf, 0)
	if err != nil {
		return nil
	}
	return f.buf[:n]
}

// isNice reports whether this process is nice, and so every process that it starts.
func isNice() bool {
	const notNice = 20 // getpriority(2) returns 20 − nice
	prio, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	return err == nil && prio < notNice
}

// close is safe to call twice.
func (f *procFile) close() {
	if f.file > 0 {
		_ = unix.Close(f.file - 1)
		f.file = 0
	}
}
