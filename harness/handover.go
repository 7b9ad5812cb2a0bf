package harness

import (
	"sync/atomic"
	"time"

	"serialfraction/harness/meter"
)

// A handover is where the coordinator of the schedule queue lays chunks down and its workers
// pick them up, in order. To wake a thread costs the one that wakes it some microseconds and
// the other tens of them, so it is done for few chunks: who waits looks again and again for a
// while and sleeps only then; a chunk that an awake worker picks up soon wakes none that
// sleeps; and a coordinator that sleeps is woken for several chunks at once. Where the clock may
// stand still meanwhile each wakes the other at once, and nobody looks twice.
type handover struct {
	made  counter // chunks laid down; the coordinator alone adds to it
	taken counter // of these, picked up
	freed counter // slots given back
	low   counter // a coordinator that sleeps is woken when so few chunks are left to pick up
	ended atomic.Bool
	rest  []atomic.Int32 // ring of free slots, each plus one; 0 = none is there yet
	at    []workerSlot

	workers bell
	own     bell // of the coordinator
	ready   struct{ chunk, room func() bool }

	eager   bool             // each wakes the other at once
	watch   *meter.Stopwatch // of the run, whose clock starts later
	stop    *atomic.Bool
	next    int             // the coordinator's next place in the ring of free slots
	madeAt  []time.Duration // ring: when a chunk was laid down
	called  int             // chunks for which a worker was called, or none slept
	copying time.Duration   // that the last chunk took
}

// A workerSlot is what one worker has, on a cache line of its own.
type workerSlot struct {
	slot  int32         // with the rows that it works on, plus one; 0 = none
	looks time.Duration // how long it looks for a chunk before it sleeps
	_     [48]byte
}

const (
	// patience is how long a chunk may lie before a worker that sleeps is woken for it, where
	// others are awake. To wake a thread takes about as long.
	patience = 3 * time.Microsecond

	// mostLooks is how long a worker looks for a chunk before it sleeps: about as long as it
	// would take to wake it.
	mostLooks = 20 * time.Microsecond

	// spareBytes is what the slots may take altogether where there are more than two for each
	// worker: they stay in the caches that cores share, or nearly in that of one. With an eighth of it
	// rows of 40 kB had six slots, the coordinator was woken for every third of them, and a chunk cost
	// 2 µs (N = 1) and 7 µs (N = 2 on 2 CPUs) more; with the double it costs the same, and slots are
	// copied to more slowly.
	spareBytes = 2 << 20

	// mostSlots is the number of slots for each worker that are enough for chunks that cost
	// nothing: the coordinator is woken for half of them.
	mostSlots = 256
)

// slotsFor returns how many chunks of so many bytes may be copied and not done yet: two for each
// worker, so that it finds the next one waiting unless the coordinator is the bottleneck, and
// more of small ones unless each wakes the other at once.
func slotsFor(chunkBytes, workers int, eager bool) int {
	if eager {
		return 2 * workers
	}
	return max(2*workers, min(mostSlots*workers, spareBytes/max(1, chunkBytes)))
}

// newHandover returns the handover of a run, with all slots free, whose threads sleep in the kernel where
// it is direct.
func newHandover(slots, workers int, direct, eager bool, watch *meter.Stopwatch, stop *atomic.Bool) *handover {
	h := &handover{eager: eager, watch: watch, stop: stop, rest: make([]atomic.Int32, slots),
		at: make([]workerSlot, workers), madeAt: make([]time.Duration, slots)}
	for i := range h.rest {
		h.rest[i].Store(int32(i + 1))
	}
	h.freed.n.Store(int64(slots))
	h.workers.hang(workers, direct)
	h.own.hang(1, direct)
	h.ready.chunk = func() bool { return h.lying() > 0 || h.over() }
	h.ready.room = func() bool {
		free := h.rest[h.next%len(h.rest)].Load() > 0
		return free && h.lying() <= int(h.low.n.Load()) || h.stop.Load()
	}
	if !eager {
		for w := range h.at {
			h.at[w].looks = mostLooks
		}
	}
	return h
}

// lying returns the number of chunks that nobody has picked up.
func (h *handover) lying() int { return int(h.made.n.Load() - h.taken.n.Load()) }

// over reports whether no more chunks are laid down.
func (h *handover) over() bool { return h.ended.Load() || h.stop.Load() }

// end wakes all: no more chunks are laid down.
func (h *handover) end() {
	h.ended.Store(true)
	for h.workers.ring() {
	}
	h.own.ring()
}

// lay lays down the next chunk, which was being copied from a moment on. It returns the moment at
// which it is done.
func (h *handover) lay(from time.Duration) (now time.Duration) {
	now = h.watch.Now()
	h.copying = now - from
	made := h.made.n.Load()
	h.madeAt[made%int64(len(h.madeAt))] = now
	h.made.n.Store(made + 1)
	if h.rouse(now, h.copying > patience) {
		now = h.watch.Now()
	}
	return now
}

// rouse calls a worker that sleeps for each chunk that has lain for long enough, or at once. It
// reports whether it called any.
func (h *handover) rouse(now time.Duration, atOnce bool) (called bool) {
	made := int(h.made.n.Load())
	if h.workers.sleeping.Load() == 0 {
		h.called = made // whoever goes to sleep looks for a chunk first
		return false
	}
	for i := max(h.called, int(h.taken.n.Load())); i < made; i++ {
		if !h.eager && !atOnce && now-h.madeAt[i%len(h.madeAt)] < patience {
			break
		}
		h.called = i + 1
		if !h.workers.ring() {
			break
		}
		called = true
	}
	return called
}

// slot waits for a free slot. It returns the moment at which it had one; false = the run has ended.
func (h *handover) slot(from time.Duration) (slot int32, now time.Duration, ok bool) {
	for now = from; ; now = h.watch.Now() {
		if h.stop.Load() { // also where slots are free: nobody would do the rows
			return 0, now, false
		}
		switch slot, ok = h.pop(); {
		case ok:
			return slot, now, true
		case !h.eager && now-from < patience:
			h.rouse(now, false)
		default:
			h.rouse(now, true)
			h.low.n.Store(int64(h.enough()))
			h.own.wait(h.ready.room)
		}
	}
}

// enough returns how many chunks left to pick up are enough to let the coordinator sleep: half of those
// that can lie while every worker has one. Any free slot wakes one that is eager.
func (h *handover) enough() int {
	if h.eager {
		return len(h.rest)
	}
	return (len(h.rest) - len(h.at)) / 2
}

// pop takes a free slot; false = there is none.
func (h *handover) pop() (slot int32, ok bool) {
	place := &h.rest[h.next%len(h.rest)]
	if slot = place.Load() - 1; slot < 0 {
		return 0, false
	}
	place.Store(0)
	h.next++
	return slot, true
}

// claim gives back the slot of worker w and picks up a chunk for it, which it waits for. The
// worker keeps the slot of the chunk. With lo == hi there are none left.
func (h *handover) claim(w int, slotOf []int32) (lo, hi int) {
	at := &h.at[w]
	if at.slot > 0 {
		h.rest[int(h.freed.n.Add(1)-1)%len(h.rest)].Store(at.slot)
		at.slot = 0
	}
	i, ok := h.pick()
	if h.own.sleeping.Load() > 0 && h.lying() <= int(h.low.n.Load()) {
		h.own.ring()
	}
	if !ok {
		if i, ok = h.await(at); !ok {
			return 0, 0
		}
	}
	at.slot = slotOf[i] + 1
	return i, i + 1
}

// await waits for a chunk and picks it up; false = there are none left.
func (h *handover) await(at *workerSlot) (i int, ok bool) {
	from := h.watch.Now()
	now := from
	for !ok {
		over := h.over()
		switch i, ok = h.pick(); {
		case ok:
		case over:
			return 0, false
		case now-from >= at.looks:
			h.workers.wait(h.ready.chunk)
		}
		now = h.watch.Now()
	}
	switch {
	case h.eager:
	case now-from < 2*mostLooks:
		at.looks = mostLooks
	default:
		at.looks /= 2
	}
	return i, true
}

// pick picks up the next chunk; false = there is none yet.
func (h *handover) pick() (i int, ok bool) {
	for n := h.taken.n.Load(); n < h.made.n.Load(); n = h.taken.n.Load() {
		if h.taken.n.CompareAndSwap(n, n+1) {
			return int(n), true
		}
	}
	return 0, false
}
