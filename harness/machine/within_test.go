package machine

import (
	"math"
	"runtime/debug"
	"testing"
)

// The limit is what the process has and the room, until the last of those that asked for one has ended.
func TestWithin(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	before := debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetMemoryLimit(before)
	now := func() int64 { return debug.SetMemoryLimit(-1) }
	Within(Room{})()
	if now() != math.MaxInt64 {
		t.Errorf("a room that is not known: %d", now())
	}
	const room = 1 << 30
	had := held()
	first := Within(Room{Bytes: room})
	limit := now()
	if limit < room+had/2 || limit > room+2*had+1<<20 {
		t.Errorf("limit %d in a room of %d beside %d", limit, room, had)
	}
	second := Within(Room{Bytes: 1})
	first()
	if now() != limit {
		t.Errorf("limit %d after the first has ended, and %d before", now(), limit)
	}
	second()
	if now() != math.MaxInt64 {
		t.Errorf("limit %d after both have ended", now())
	}
	t.Setenv("GOMEMLIMIT", "1GiB")
	Within(Room{Bytes: 5})
	if now() != math.MaxInt64 {
		t.Errorf("limit %d beside GOMEMLIMIT", now())
	}
}
