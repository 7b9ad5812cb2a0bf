package harness_test

import (
	"runtime"
	"testing"
	"time"

	"serialfraction/harness"
)

func TestPinProcs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, tc := range []struct {
		cpus float64
		pace time.Duration
		most int
		want int
	}{
		{0.5, 0, 0, 1},
		{2.5, 0, 8, 5},
		{2, 0, 1, 4},
		{2, time.Millisecond, 8, 10},
		{12, time.Millisecond, 8, 14},
	} {
		harness.PinProcs(tc.cpus, tc.pace, tc.most)
		if got := runtime.GOMAXPROCS(0); got != tc.want {
			t.Errorf("%+v: GOMAXPROCS is %d", tc, got)
		}
	}
}
