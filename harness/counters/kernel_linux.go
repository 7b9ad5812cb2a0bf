package counters

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// system returns the kernel that this program runs on.
func system() kernel { return linux{} }

type linux struct{}

// open counts in the kernel too: without, the time that a thread spends there would look like a slower
// clock.
func (linux) open(e event, leader int) (file int, err error) {
	attr := unix.PerfEventAttr{Type: e.kind, Config: e.config, Size: uint32(unsafe.Sizeof(unix.PerfEventAttr{})),
		Read_format: unix.PERF_FORMAT_GROUP | unix.PERF_FORMAT_TOTAL_TIME_ENABLED | unix.PERF_FORMAT_TOTAL_TIME_RUNNING}
	const thisThread, anyCPU = 0, -1
	return unix.PerfEventOpen(&attr, thisThread, anyCPU, leader, unix.PERF_FLAG_FD_CLOEXEC)
}

func (linux) read(file int, buf []byte) (n int, err error) { return unix.Read(file, buf) }

func (linux) close(file int) { _ = unix.Close(file) }

func (linux) usage() *Software {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &u) != nil {
		return nil
	}
	return &Software{MinorFaults: int64(u.Minflt), MajorFaults: int64(u.Majflt), Involuntary: int64(u.Nivcsw)}
}

func (linux) text(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return string(b)
}
