package harness

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/meter"
)

// Small chunks have more slots than two for each worker, unless each wakes the other at once, and
// they are no more memory than stays in a cache.
func TestSlots(t *testing.T) {
	for _, c := range []struct {
		bytes, workers int
		eager          bool
		want           int
	}{
		{0, 1, false, mostSlots}, {0, 3, false, 3 * mostSlots}, {0, 3, true, 6},
		{80, 1, false, mostSlots}, {spareBytes / 100, 2, false, 100}, {spareBytes, 2, false, 4}, {spareBytes / 5, 2, false, 5},
		{1 << 30, 64, false, 128},
	} {
		if got := slotsFor(c.bytes, c.workers, c.eager); got != c.want {
			t.Errorf("%d bytes, %d workers, eager %v: %d slots, want %d", c.bytes, c.workers, c.eager, got, c.want)
		}
	}
}

// eachHandover runs a test for each way in which threads may wait for each other.
func eachHandover(t *testing.T, test func(t *testing.T, direct, eager bool)) {
	eachBell(t, func(t *testing.T, direct bool) { test(t, direct, false) })
	t.Run("at once", func(t *testing.T) { test(t, false, true) })
}

// Every chunk comes to one worker, in a slot that nobody else has meanwhile, however few slots there
// are, and whether workers wait or the coordinator.
func TestHandover(t *testing.T) {
	eachHandover(t, func(t *testing.T, direct, eager bool) {
		for _, slots := range []int{2, 3, 6, 64} {
			for _, slow := range []string{"nobody", "workers", "coordinator"} {
				const chunks = 3000
				workers := max(1, slots/2)
				if workers > 3 {
					workers = 3
				}
				watch, stop := meter.NewStopwatch(), new(atomic.Bool)
				h := newHandover(slots, workers, direct, eager, &watch, stop)
				slotOf := make([]int32, chunks)
				held, done := make([]atomic.Int32, slots), make([]atomic.Int32, chunks)
				linger := func(who string) {
					if slow == who {
						for range 20 {
							runtime.Gosched()
						}
					}
				}
				var group errgroup.Group
				for w := range workers {
					group.Go(func() error {
						for lo, hi := h.claim(w, slotOf); lo < hi; lo, hi = h.claim(w, slotOf) {
							done[lo].Add(1)
							linger("workers")
							held[slotOf[lo]].Add(-1) // the next claim gives it back
						}
						return nil
					})
				}
				now := watch.Now()
				for i := range chunks {
					slot, from, ok := h.slot(now)
					if !ok {
						t.Fatal("no slot, and the run has not ended")
					}
					if held[slot].Add(1) != 1 {
						t.Errorf("slot %d was free, and holds a chunk that is not done", slot)
					}
					slotOf[i] = slot
					linger("coordinator")
					now = h.lay(from)
				}
				h.end()
				_ = group.Wait()
				for i := range done {
					if n := done[i].Load(); n != 1 {
						t.Fatalf("%d slots, %s slow: chunk %d was done %d times", slots, slow, i, n)
					}
				}
			}
		}
	})
}

// A run that ends early wakes workers that wait for a chunk, and a coordinator that waits for a slot.
func TestHandoverEndsEarly(t *testing.T) {
	eachHandover(t, func(t *testing.T, direct, eager bool) {
		watch, stop := meter.NewStopwatch(), new(atomic.Bool)
		h := newHandover(2, 1, direct, eager, &watch, stop)
		ended := make(chan bool)
		go func() {
			lo, hi := h.claim(0, nil)
			ended <- lo == hi
		}()
		go func() {
			for range 2 { // nobody takes these
				h.pop()
			}
			_, _, ok := h.slot(watch.Now())
			ended <- !ok
		}()
		for h.workers.sleeping.Load() == 0 || h.own.sleeping.Load() == 0 {
			runtime.Gosched()
		}
		stop.Store(true)
		h.end()
		if worker, coordinator := <-ended, <-ended; !worker || !coordinator {
			t.Error("a chunk or a slot was had of a run that has ended")
		}
	})
}

// The coordinator copies no more rows for a run that has ended, also where slots are free: that may be a long
// wait for a disk.
func TestNoSlotAfterTheEnd(t *testing.T) {
	eachHandover(t, func(t *testing.T, direct, eager bool) {
		watch, stop := meter.NewStopwatch(), new(atomic.Bool)
		h := newHandover(4, 2, direct, eager, &watch, stop)
		if _, _, ok := h.slot(watch.Now()); !ok {
			t.Fatal("no slot of a run that goes on")
		}
		stop.Store(true)
		if _, _, ok := h.slot(watch.Now()); ok {
			t.Error("a slot was had of a run that has ended")
		}
	})
}

// Where nothing is left to do after the last chunk, the last worker ends the run and nobody is woken
// to do so. Where a serial step follows, the coordinator makes it.
func TestWhoEndsTheRun(t *testing.T) { EachParking(t, 2, testWhoEndsTheRun) }

func testWhoEndsTheRun(t *testing.T) {
	engines := map[string]Engine{"control": &Control{}}
	for _, s := range Schedules {
		engines[s.Name] = &Pool{Schedule: s}
	}
	for name, e := range engines {
		for _, step := range []bool{false, true} {
			j := emptyJob(10)
			if step {
				j.Workload.Finish = func(*Table) {}
			}
			timing, err := e.Run(context.Background(), make([]float64, j.ResultLen()), j, 2)
			if err != nil {
				t.Fatal(err)
			}
			byWorker := *timing.Rejoined == 0 && (timing.Delay == nil || *timing.Delay.Rejoin == 0)
			if !step && !byWorker {
				t.Errorf("%s: the coordinator ran again after %v, and nothing was left for it", name, *timing.Rejoined)
			}
			if timing.Split+timing.Parallel+timing.Merge != timing.Wall || timing.Merge < 0 {
				t.Errorf("%s: split %v, parallel %v, merge %v in %v", name, timing.Split, timing.Parallel, timing.Merge, timing.Wall)
			}
			if d := timing.Delay; d != nil && (d.Merge < 0 || d.Merge > timing.Merge || *d.Rejoin > d.Merge) {
				t.Errorf("%s: waited %v in a merge of %v, %v until it ran", name, d.Merge, timing.Merge, *d.Rejoin)
			}
		}
	}
}

// The wait of the last worker for a CPU after its work is that of the merge, and not what it waited
// before.
func TestDelayOfLastWorker(t *testing.T) {
	const ms = time.Millisecond
	c := coordinator{byWorker: true, released: at(2*ms, ms), ended: at(9*ms, 3*ms)}
	if got := c.phases(5 * ms); got.Split != ms || got.Merge != 3*ms || *got.Rejoin != 0 {
		t.Errorf("split %v, merge %v, rejoin %v", got.Split, got.Merge, *got.Rejoin)
	}
	if got := c.phases(7 * ms); got.Merge != 2*ms {
		t.Errorf("the merge of 2 ms has a wait of %v", got.Merge)
	}
	if c.rejoining(7*ms) != 0 || c.back() != 9*ms {
		t.Errorf("rejoined after %v, back at %v", c.rejoining(7*ms), c.back())
	}
}
