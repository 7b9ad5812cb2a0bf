package harness_test

import (
	"runtime"
	"testing"

	"serialfraction/harness"
)

func TestPinProcs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, tc := range []struct {
		cpus float64
		wait bool
		most int
		want int
	}{
		{0.5, false, 0, 1},
		{2.5, false, 8, 5},
		{2, false, 1, 4},
		{2, true, 8, 10},
		{12, true, 8, 14},
	} {
		harness.PinProcs(tc.cpus, tc.wait, tc.most)
		if got := runtime.GOMAXPROCS(0); got != tc.want {
			t.Errorf("%+v: GOMAXPROCS is %d", tc, got)
		}
	}
}
