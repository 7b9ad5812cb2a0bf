package machine

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// limited counts those that have the collector keep memory within a room.
var limited struct {
	sync.Mutex
	n      int
	before int64 // the limit without any of them
}

// Within has the collector keep memory to what this process has and a room beside it until end is called,
// once: else it lets garbage grow to as much as is in use, for which there may be no room. What GOMEMLIMIT
// asks for goes first. Of several at once the first decides until the last has ended.
func Within(room Room) (end func()) {
	if os.Getenv("GOMEMLIMIT") != "" || room.Bytes == 0 {
		return func() {}
	}
	limited.Lock()
	defer limited.Unlock()
	if limited.n++; limited.n == 1 {
		limited.before = debug.SetMemoryLimit(held() + room.Bytes)
	}
	return func() {
		limited.Lock()
		defer limited.Unlock()
		if limited.n--; limited.n == 0 {
			debug.SetMemoryLimit(limited.before)
		}
	}
}

// held returns the bytes that the runtime has of the system, as its limit counts them.
func held() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64() - sample[1].Value.Uint64())
}
