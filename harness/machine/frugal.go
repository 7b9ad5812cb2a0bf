package machine

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
)

// ReadingMemory is how many bytes the collector keeps this process to while it reads and analyses
// result files. Those of 200 MB need less: the rest is what the collector otherwise leaves until the
// heap has doubled. It is no limit for a file that needs more.
const ReadingMemory = 230 << 20

// Frugal has the collector keep memory to ReadingMemory until end is called, once or more, or to a
// quarter more than is in use already, so that beside large rows it does not run all the time. What
// GOMEMLIMIT asks for goes first. It is for one goroutine.
func Frugal() (end func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}} // when the collector last ended
	metrics.Read(live)
	used := int64(live[0].Value.Uint64())
	before := debug.SetMemoryLimit(max(ReadingMemory, used+used/4))
	return func() { debug.SetMemoryLimit(before) }
}
