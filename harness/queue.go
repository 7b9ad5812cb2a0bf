package harness

import (
	"context"
	"runtime/debug"
	"time"
)

// queueBuffers holds the slots into which the coordinator copies rows, and the workers'
// results until they are gathered in row order.
type queueBuffers struct {
	slots  [][]float64
	packed [][]byte
	slotOf []int32 // by chunk: the slot that holds its rows
	answer []float64
}

// bytes returns what the rows of a chunk take in a slot.
func (b *queueBuffers) bytes(j *Job) int {
	rows := min(j.ChunkRows, j.Data.NumRows())
	if j.Workload.Packed {
		return rows * j.Data.Store.Stride
	}
	return 8 * rows * j.Data.Cols
}

// fit makes the buffers large enough for a job and a number of slots.
func (b *queueBuffers) fit(j *Job, slots int) {
	rows := min(j.ChunkRows, j.Data.NumRows())
	if j.Workload.Packed {
		b.packed = remake(b.packed, slots, rows*j.Data.Store.Stride)
	} else {
		b.slots = remake(b.slots, slots, rows*j.Data.Cols)
	}
	if len(b.slotOf) != j.NumChunks() {
		b.slotOf = make([]int32, j.NumChunks())
	}
	if len(b.answer) != j.ResultLen() {
		b.answer = make([]float64, j.ResultLen())
	}
	poison(b.answer) // a place that is not written must not keep the answer of the last run
}

// remake returns slots of that size. It reuses the old ones where they fit.
func remake[T any](old [][]T, slots, size int) [][]T {
	if len(old) >= slots && len(old[0]) == size {
		return old
	}
	fresh := make([][]T, slots)
	for i := range fresh {
		fresh[i] = make([]T, size)
	}
	return fresh
}

// take copies or decodes the rows of a chunk into a slot. If they cannot be read, the error
// is a *KernelError, as it is where a worker reads them.
func (b *queueBuffers) take(j *Job, at Chunk, slot int32) (err error) {
	defer recoverKernel(j, &at, &err)
	b.slotOf[at.Index] = slot
	switch {
	case j.Workload.Packed:
		copy(b.packed[slot], at.Packed)
	case at.Values != nil:
		copy(b.slots[slot], at.Values)
	default:
		j.decode(at, b.slots[slot])
	}
	return nil
}

// give returns the chunk with Values or Packed set to the rows in its slot.
func (b *queueBuffers) give(at Chunk) Chunk {
	slot := b.slotOf[at.Index]
	if at.Packed != nil {
		at.Packed = b.packed[slot][:len(at.Packed)]
	} else {
		at.Values = b.slots[slot][:at.Rows*at.Cols]
	}
	return at
}

// runQueue runs the schedule of a small cluster: a coordinator takes the next chunk of
// rows, copies it and hands it to the next free worker. At the end the answers are put in row order, by
// the last worker or, where a serial step follows, by the coordinator, and also those of a run that failed
// ([Job.Finished]). How chunks change hands is in [handover]. The coordinator keeps no thread: on channels of
// Go a goroutine that does is handed to its thread at every chunk, which makes one cost 1.8 times as
// much.
func (p *Pool) runQueue(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	c, err := newCrew(ctx, j, workers, p.largestN, p.times.prepare(j, j.NumChunks(), workers))
	if err != nil {
		return Timing{}, err
	}
	defer c.dismiss()
	b := &p.queue
	eager := !c.direct && !clockRuns()
	h := newHandover(slotsFor(b.bytes(j), workers, eager), workers, c.direct, eager, &c.watch, &c.stop)
	b.fit(j, len(h.rest))
	defer context.AfterFunc(c.ctx, func() {
		c.stop.Store(true)
		h.end()
	})()
	c.handsOut = true
	c.gather = func() { copy(dst, b.answer) }
	c.claim = func(w int) (int, int) { return h.claim(w, b.slotOf) }
	c.exec = func(w int, at Chunk) error {
		return c.account[w].worker.Kernel(j.Result(b.answer, at), b.give(at))
	}
	c.start()
	c.release(j.Begin())
	c.marks.coordinator(handOutPhase)
	busy := c.handOut(b, h)
	c.marks.coordinator(waitPhase)
	if err := c.join(); err != nil {
		return Timing{}, err
	}
	t, err := c.finish(dst)
	t.Coordinator = busy
	return t, err
}

// handOut is the coordinator's loop, on the caller's goroutine. It returns how long it was
// busy; waiting for a free slot does not count.
func (c *crew) handOut(b *queueBuffers, h *handover) (busy time.Duration) {
	defer h.end()
	if c.job.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // as in a worker
	}
	done := c.watch.Now()
	for i := range c.job.NumChunks() {
		slot, from, ok := h.slot(done)
		if !ok {
			return busy
		}
		if err := b.take(c.job, c.job.Chunk(i), slot); err != nil {
			c.fail(err)
			return busy
		}
		done = h.lay(from)
		busy += done - from
	}
	return busy
}
