package machine

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// ReadingMemory is how many bytes the collector keeps this process to while it reads and analyses
// result files. Those of 200 MB need less: the rest is what the collector otherwise leaves until the
// heap has doubled. It is no limit for a file that needs more.
const ReadingMemory = 230 << 20

// Frugal has the collector keep memory to ReadingMemory until end is called, once or more, or to a
// quarter more than is in use already, so that beside large rows it does not run all the time. What
// GOMEMLIMIT asks for goes first. The heap grows by a quarter of what is in use before it is collected, in place of
// doubling, or as GOGC has it: beside what is kept of a log there is little that is not in use. It is for one goroutine.
//
// Its end collects what is not in use any more where that may be much: the collector would let the
// heap grow to twice what it was when it last looked.
func Frugal() (end func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	used := live()
	before := debug.SetMemoryLimit(max(ReadingMemory, used+used/4))
	restore := grown()
	ended := false
	return func() {
		if ended {
			return
		}
		ended = true
		restore()
		if debug.SetMemoryLimit(before); live() > max(used, muchMemory) {
			runtime.GC()
		}
	}
}

// grown lets the heap grow by a quarter before it is collected, until restore is called. Where GOGC is set it changes
// nothing.
func grown() (restore func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(25)
	return func() { debug.SetGCPercent(before) }
}

// muchMemory is how much is in use where a collection is worth its tens of milliseconds.
const muchMemory = ReadingMemory / 8

// live returns the bytes that were in use when the collector last ended.
func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
