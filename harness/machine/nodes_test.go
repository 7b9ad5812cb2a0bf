package machine

import "testing"

func TestParseMemory(t *testing.T) {
	if got := parseMemory("MemTotal:       16 kB\nMemFree: 3 kB\n", "MemTotal:"); got != 16384 {
		t.Errorf("%d bytes, want 16384", got)
	}
}
