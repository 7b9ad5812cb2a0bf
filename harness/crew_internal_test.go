package harness

import (
	"context"
	"errors"
	"testing"

	"serialfraction/harness/crash"
)

// A panic between the start of the workers and their release reaches the caller. The workers
// leave without a chunk, and nobody waits for ever.
func TestPanicBeforeRelease(t *testing.T) { EachParking(t, 3, testPanicBeforeRelease) }

func testPanicBeforeRelease(t *testing.T) {
	j := emptyJob(10)
	j.Workload.Kernel = func([]float64, Chunk) { t.Error("a chunk was worked on") }
	j.Workload.NewWorker = func(context.Context) (Worker, error) {
		t.Error("a worker was made")
		return Stateless(func([]float64, Chunk) {}), nil
	}
	for _, started := range []bool{false, true} {
		func() {
			defer func() {
				if cause := recover(); cause != "no room" {
					t.Errorf("recovered %v", cause)
				}
			}()
			c, err := newCrew(t.Context(), j, 3, 0, nil)
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

// A defect of the pool is a crash, with its stack, and no *KernelError. A panic of what the
// workload does before its kernel is a *KernelError.
func TestWhoseFault(t *testing.T) { EachParking(t, 2, testWhoseFault) }

func testWhoseFault(t *testing.T) {
	run := func(spoil func(c *crew)) error {
		j := emptyJob(10)
		c, err := newCrew(t.Context(), j, 2, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.claim = dynamic(10, 2)
		c.exec = func(int, Chunk) error { return nil }
		spoil(c)
		c.start()
		c.release(nil)
		return errors.Join(c.join(), c.dismiss())
	}
	boom := func() { panic("boom") }
	for name, tc := range map[string]struct {
		spoil func(c *crew)
		own   bool // of the workload
	}{
		"claim":        {func(c *crew) { c.claim = func(int) (int, int) { boom(); return 0, 0 } }, false},
		"second claim": {func(c *crew) { c.claim = faultyClaim(c.claim, boom) }, false},
		"kernel":       {func(c *crew) { c.exec = func(int, Chunk) error { boom(); return nil } }, true},
		"new worker": {func(c *crew) {
			c.job.Workload.NewWorker = func(context.Context) (Worker, error) { boom(); return nil, nil }
		}, true},
		"first chunk": {func(c *crew) { c.job.Workload.BeforeFirstChunk = boom }, true},
	} {
		err := run(tc.spoil)
		var own *KernelError
		var crashed *crash.Error
		if errors.As(err, &own) != tc.own || errors.As(err, &crashed) == tc.own {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// faultyClaim claims a chunk for each worker, and calls fault after that.
func faultyClaim(claim claimFunc, fault func()) claimFunc {
	var claimed [2]bool
	return func(w int) (int, int) {
		if claimed[w] {
			fault()
		}
		claimed[w] = true
		return claim(w)
	}
}
