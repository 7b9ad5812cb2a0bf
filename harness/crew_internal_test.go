package harness

import (
	"context"
	"testing"
)

// What panics between the making of the workers and their release reaches the caller:
// the workers go without a chunk, and nobody waits for ever.
func TestPanicBeforeRelease(t *testing.T) {
	j := emptyJob(10)
	j.Workload.Kernel = func([]float64, Chunk) { t.Error("a chunk was worked on") }
	j.Workload.NewWorker = func(context.Context) (Worker, error) {
		t.Error("a worker was made")
		return stateless(func([]float64, Chunk) {}), nil
	}
	for _, started := range []bool{false, true} {
		func() {
			defer func() {
				if cause := recover(); cause != "no room" {
					t.Errorf("recovered %v", cause)
				}
			}()
			c, err := newCrew(t.Context(), j, 3, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer c.dismiss()
			if started {
				c.start()
			}
			panic("no room")
		}()
	}
}
