package harness

import (
	"runtime"
	"testing"

	"serialfraction/harness/machine"
)

// procs sets GOMAXPROCS until the end of a test.
func procs(t testing.TB, n int) {
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// EachParking runs a test once for each way in which up to most workers of a run can sleep: on
// channels of Go, and in the kernel where the system has that.
func EachParking(t *testing.T, most int, test func(t *testing.T)) {
	t.Run(string(ByChannel), func(t *testing.T) {
		procs(t, spareProcs)
		test(t)
	})
	if canFutex {
		t.Run(string(ByFutex), func(t *testing.T) {
			procs(t, most+spareProcs)
			test(t)
		})
	}
}

// In a sweep the workers of every N that S may be fitted to sleep in one way, that of the
// largest of them: an N beyond the CPUs has a say where workers wait.
func TestOneParkingPerSweep(t *testing.T) {
	here := machine.This()
	cpus := here.WholeCPUs()
	process := func(w *Workload) { w.Processes = true }
	pace := func(w *Workload) { w.Pace = 1 }
	for _, tc := range []struct {
		name    string
		procs   int
		workers []int
		waits   func(*Workload)
		want    Parking
	}{
		{"a place for each", cpus + spareProcs, []int{1, cpus}, nil, ByFutex},
		{"none for the largest", cpus + spareProcs - 1, []int{1, cpus}, nil, ByChannel},
		{"N beyond the CPUs", cpus + spareProcs, []int{1, cpus, 4 * cpus}, nil, ByFutex},
		{"N beyond the CPUs, of processes", cpus + spareProcs, []int{1, cpus, 4 * cpus}, process, ByChannel},
		{"N beyond the CPUs, of paced rows", cpus + spareProcs, []int{1, cpus, 4 * cpus}, pace, ByChannel},
		{"a place for each process", 4*cpus + spareProcs, []int{1, cpus, 4 * cpus}, process, ByFutex},
	} {
		procs(t, tc.procs)
		if !canFutex {
			tc.want = ByChannel
		}
		pool := &Pool{}
		trial := Trial{Engine: pool, Job: emptyJob(4), Workers: tc.workers}
		if tc.waits != nil {
			tc.waits(&trial.Job.Workload)
		}
		trial.Job.Workload.Kernel = func(dst []float64, _ Chunk) { clear(dst) }
		if got := trial.Parking(); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
		if _, err := newBench(t.Context(), []Trial{trial}); err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, cpus} {
			c, err := newCrew(t.Context(), trial.Job, n, pool.largestN, nil)
			if err != nil {
				t.Fatal(err)
			}
			if direct := c.gate.gate == nil; direct != (tc.want == ByFutex) {
				t.Errorf("%s: the workers of N = %d sleep in the kernel: %v", tc.name, n, direct)
			}
			_ = c.dismiss()
		}
	}
	if got := (Trial{Engine: NewSerial(), Job: emptyJob(1), Workers: []int{1}}).Parking(); got != "" {
		t.Errorf("the serial engine has no workers that sleep, and is %q", got)
	}
}
