package machine

import (
	"errors"
	"math"
	"testing"
	"testing/fstest"
)

func TestRoom(t *testing.T) {
	const gb, none = 1 << 30, math.MaxInt64
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	free := file("MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\n")
	group := fstest.MapFS{
		"proc/meminfo": free, "proc/self/cgroup": file("0::/a/b\n"),
		"proc/self/mountinfo":             file("41 31 0:38 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n"),
		"sys/fs/cgroup/a/b/memory.max":    file("max\n"),
		"sys/fs/cgroup/a/memory.max":      file("4294967296\n"),
		"sys/fs/cgroup/a/memory.current":  file("3221225472\n"),
		"sys/fs/cgroup/a/memory.stat":     file("anon 1\ninactive_file 2147483648\n"),
		"sys/fs/cgroup/memory.current":    file("1\n"),
		"proc/self/status":                file("VmSize:\t 1048576 kB\n"),
		"sys/fs/cgroup/a/b/memory.stat":   file("inactive_file 9\n"),
		"sys/fs/cgroup/a/b/memory.events": file("oom 0\n"),
	}
	first := fstest.MapFS{
		"proc/meminfo": free, "proc/self/cgroup": file("4:memory:/m\n"),
		"proc/self/mountinfo":                           file("32 31 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"),
		"sys/fs/cgroup/memory/m/memory.limit_in_bytes":  file("2147483648\n"),
		"sys/fs/cgroup/memory/m/memory.usage_in_bytes":  file("1610612736\n"),
		"sys/fs/cgroup/memory/m/memory.stat":            file("inactive_file 1\ntotal_inactive_file 536870912\n"),
		"sys/fs/cgroup/memory/memory.limit_in_bytes":    file("9223372036854771712\n"),
		"sys/fs/cgroup/memory/m/cgroup.clone_children":  file("0\n"),
		"sys/fs/cgroup/memory/m/memory.max_usage_bytes": file("7\n"),
	}
	for name, tc := range map[string]struct {
		files fstest.MapFS
		space int64
		want  Room
	}{
		"nothing known":           {fstest.MapFS{}, none, Room{}},
		"free memory":             {fstest.MapFS{"proc/meminfo": free}, none, Room{8*gb - spare, FreeMemory}},
		"cgroup of version 2":     {group, none, Room{3*gb - spare, CgroupMemory}},
		"cgroup of version 1":     {first, none, Room{gb - spare, CgroupMemory}},
		"ulimit -v":               {group, 3 * gb, Room{2*gb - spare, AddressSpace}},
		"ulimit -v that is used":  {group, gb / 2, Room{1, AddressSpace}},
		"ulimit -v without usage": {fstest.MapFS{}, gb, Room{gb - spare, AddressSpace}},
	} {
		if got := (tree{tc.files}).room(tc.space, 0); got != tc.want {
			t.Errorf("%s: %+v, want %+v", name, got, tc.want)
		}
	}
}

func TestRoomCheck(t *testing.T) {
	if err := (Room{}).Check("rows", math.MaxInt64); err != nil {
		t.Errorf("room that is not known: %v", err)
	}
	if err := (Room{Bytes: 8}).Check("rows", 8); err != nil {
		t.Errorf("room for all: %v", err)
	}
	for limit, want := range map[MemoryLimit]string{
		FreeMemory:   "5 rows take about 64 GB of memory, and 24.6 GB are free: end other programs",
		CgroupMemory: "5 rows take about 64 GB of memory, and the memory limit of this container or service leaves 24.6 GB: raise it, as with docker run --memory",
		AddressSpace: "5 rows take about 64 GB of memory, and ulimit -v leaves 24.6 GB: type ulimit -v unlimited",
	} {
		room := new(RoomError)
		err := Room{24_600_000_000, limit}.Check("5 rows", 64e9)
		if !errors.As(err, &room) || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if got, want := (Room{1, AddressSpace}).Left(), "ulimit -v leaves 0 MB: type ulimit -v unlimited"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for each, want := range map[int64]int{1: 24_000_000_000, 1e9: 24, 1e12: 0} {
		if got := (Room{Bytes: 24_600_000_000}).Count(each); got != want {
			t.Errorf("of %d bytes: %d, want %d", each, got, want)
		}
	}
	if known, unknown := (Room{Bytes: 9}).Half(), (Room{}).Half(); known != 4 || unknown != math.MaxInt64 {
		t.Errorf("half of a room: %d, and of one that is not known: %d", known, unknown)
	}
}
