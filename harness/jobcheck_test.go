package harness_test

import (
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A job that no engine can run is refused before a worker is made. The error describes what
// is wrong.
func TestJobCheck(t *testing.T) {
	engines := []harness.Engine{harness.Serial{}, &harness.Control{}, &harness.Sim{}}
	for _, s := range harness.Schedules {
		engines = append(engines, &harness.Pool{Schedule: s})
	}
	for name, tc := range map[string]struct {
		spoil func(j *harness.Job)
		short int // number of values that the answer is short
		want  string
	}{
		"no chunks":     {func(j *harness.Job) { j.ChunkRows = 0 }, 0, "0 rows in a chunk"},
		"short answer":  {func(*harness.Job) {}, 1, "an answer of 19 values for a result of 20"},
		"no kernel":     {func(j *harness.Job) { j.Workload.Kernel = nil }, 0, "no Kernel and no NewWorker"},
		"nothing kept":  {func(j *harness.Job) { j.Workload.Packed = true }, 0, "the kernel reads packed rows, and dataset test holds none"},
		"not kept so":   {func(j *harness.Job) { packedOf(j).Packed = nil }, 0, "the kernel reads packed rows, and dataset test holds none"},
		"too few bytes": {func(j *harness.Job) { packedOf(j).Packed = make([]byte, 29) }, 0, "the kernel reads packed rows, and dataset test holds none"},
		"too few rows":  {func(j *harness.Job) { j.Data.Values = j.Data.Values[:9] }, 0, "dataset test holds 9 values, and 10 rows of 1 are 10"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, e := range engines {
				j := enginetest.Job(10, 1, 3)
				tc.spoil(j)
				_, err := e.Run(t.Context(), make([]float64, 20-tc.short), j, 1)
				if err == nil || !strings.Contains(err.Error(), "job of workload sum: "+tc.want) {
					t.Errorf("%s: error is %v, want %q", e.Name(), err, tc.want)
				}
			}
		})
	}
}

// packedOf makes a job read rows of three bytes, and returns what holds them.
func packedOf(j *harness.Job) *harness.Store {
	j.Workload.Packed = true
	j.Data.Store = &harness.Store{Rows: 10, Stride: 3, Packed: make([]byte, 30)}
	return j.Data.Store
}
