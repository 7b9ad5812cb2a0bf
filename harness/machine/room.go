package machine

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
)

// A Room is the memory that this process may still take. The zero Room is not known, and has
// room for all.
type Room struct {
	Bytes int64
	Limit MemoryLimit // what leaves no more
}

// A MemoryLimit is what bounds the memory of a process.
type MemoryLimit int

// The limits of memory.
const (
	FreeMemory   MemoryLimit = iota // of the machine
	CgroupMemory                    // the limit of a container, a service or a batch job
	AddressSpace                    // RLIMIT_AS, that of ulimit -v
)

// spare is what a process takes beside what it asks for: stacks, buffers, the collector's marks.
const spare = 64 << 20

// MemoryRoom returns the memory that this process may still take, as it is now: the least of
// what its limits leave.
func MemoryRoom() Room { return here().room(addressSpace(), idleSpace()) }

// room returns the room under the limits in a tree and an address space of so many bytes, which
// is [math.MaxInt64] where it has no limit. Of what the process has, so many bytes are idle: its
// heap has them again before it grows.
func (t tree) room(space, idle int64) Room {
	meminfo, _ := t.text("proc/meminfo")
	r := Room{Bytes: parseMemory(meminfo, "MemAvailable:")}
	if r.Bytes == 0 {
		r.Bytes = math.MaxInt64
	}
	narrow := func(left int64, by MemoryLimit) {
		if left < r.Bytes {
			r = Room{max(left, 0), by}
		}
	}
	for _, dir := range t.cgroupDirs("memory") {
		for group := range dir.up() {
			for _, files := range [][2]string{{"memory.max", "memory.current"}, {"memory.limit_in_bytes", "memory.usage_in_bytes"}} {
				if limit, ok := t.number(path.Join(group, files[0])); ok && limit > 0 && limit < noMemoryLimit {
					used, _ := t.number(path.Join(group, files[1]))
					narrow(limit-used+t.reclaimable(group), CgroupMemory)
				}
			}
		}
	}
	if space < math.MaxInt64 {
		narrow(space-max(0, t.spaceUsed()-idle), AddressSpace)
	}
	if r.Bytes == math.MaxInt64 {
		return Room{}
	}
	r.Bytes = max(1, r.Bytes-spare)
	return r
}

// reclaimable returns the bytes of files that a cgroup is charged for and gives up before it is
// out of memory.
func (t tree) reclaimable(group string) int64 {
	stat, _ := t.text(path.Join(group, "memory.stat"))
	var own, all int64
	for line := range strings.Lines(stat) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, _ := strconv.ParseInt(value, 10, 64)
		switch key {
		case "inactive_file":
			own = n
		case "total_inactive_file": // of version 1, with the groups below
			all = n
		}
	}
	return max(own, all)
}

// spaceUsed returns the address space that this process has, in bytes.
func (t tree) spaceUsed() int64 {
	status, _ := t.text("proc/self/status")
	return parseMemory(status, "VmSize:")
}

// Check returns a *[RoomError] where a Room is less than what takes.
func (r Room) Check(what string, takes int64) error {
	if r.Bytes == 0 || takes <= r.Bytes {
		return nil
	}
	return &RoomError{What: what, Takes: takes, Room: r}
}

// Half returns the bytes of what has room twice: once as it is, once as what is made of it.
func (r Room) Half() int64 {
	if r.Bytes == 0 {
		return math.MaxInt64
	}
	return r.Bytes / 2
}

// Count returns how many things of so many bytes have room, rounded down to two digits.
func (r Room) Count(each int64) int {
	n := r.Bytes / max(1, each)
	unit := int64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return int(n / unit * unit)
}

// A RoomError is the error of work that takes more memory than there is.
type RoomError struct {
	What  string // a plural: "1000 rows of 4 values"
	Takes int64  // bytes
	Parts string // what takes them, see [Need.Words]; "" = the thing itself
	Room  Room
}

func (e *RoomError) Error() string {
	parts := ""
	if e.Parts != "" {
		parts = " (" + e.Parts + ")"
	}
	return fmt.Sprintf("%s take about %s of memory%s, and %s", e.What, gigabytes(e.Takes), parts, e.Room.Left())
}

// Left names what a Room leaves, and what may raise that.
func (r Room) Left() string {
	switch r.Limit {
	case CgroupMemory:
		return fmt.Sprintf("the memory limit of this container or service leaves %s: raise it, as with docker run --memory", gigabytes(r.Bytes))
	case AddressSpace:
		return fmt.Sprintf("ulimit -v leaves %s: type ulimit -v unlimited", gigabytes(r.Bytes))
	}
	return fmt.Sprintf("%s are free: end other programs", gigabytes(r.Bytes))
}

// gigabytes writes an amount of memory to three digits.
func gigabytes(bytes int64) string {
	switch {
	case bytes <= 1: // of a room that is used up
		return "0 MB"
	case bytes < 1e9:
		return fmt.Sprintf("%.3g MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.3g GB", float64(bytes)/1e9)
}
