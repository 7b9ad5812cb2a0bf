//go:build unix

package main

import (
	"os"
	"syscall"
)

// makePipe makes a pipe with a name.
func makePipe(path string) error { return syscall.Mkfifo(path, 0o600) }

// releaseWriter opens a pipe for reading without waiting for a writer, and releases one that waits
// for a reader.
func releaseWriter(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// setPriority sets the priority of a process.
func setPriority(pid, priority int) error {
	return syscall.Setpriority(syscall.PRIO_PROCESS, pid, priority)
}
