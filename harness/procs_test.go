package harness_test

import (
	"runtime"
	"testing"
	"time"

	"serialfraction/harness"
)

func TestPinProcs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	queue, err := harness.ScheduleByName("queue")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		cpus     float64
		schedule harness.Schedule
		pace     time.Duration
		most     int
		want     int
	}{
		{0.5, harness.Schedule{}, 0, 0, 1},
		{2.5, harness.Schedule{}, 0, 8, 3},
		{2, queue, 0, 8, 3},
		{2, harness.Schedule{}, time.Millisecond, 8, 10},
		{12, harness.Schedule{}, time.Millisecond, 8, 12},
	} {
		harness.PinProcs(tc.cpus, tc.schedule, tc.pace, tc.most)
		if got := runtime.GOMAXPROCS(0); got != tc.want {
			t.Errorf("%+v: GOMAXPROCS is %d", tc, got)
		}
	}
}
