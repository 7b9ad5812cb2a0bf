package analysis

import (
	"serialfraction/fit"
	"serialfraction/results/advice"
)

// limit returns the fact that a coordinator, which is busy for so many seconds of a run, lets workers
// wait from some N on, which may be beyond the largest, most.
//
// Of remote workers it has what larger chunks would do. A chunk of k times the rows takes a worker
// k times as long but for what it takes besides the kernel; it keeps the coordinator busy for as long as
// now where tasks bring no rows, and for up to k times as long where they do, so that the N of those
// is the most that it can be.
func (s *study) limit(busy float64, one fit.Point, most int) advice.Fact {
	h := &s.file.Header
	t1 := one.Seconds.Value
	if !h.Remote() || h.Chunks == 0 {
		return advice.Coordinator{Seconds: busy, Knee: t1 / busy}
	}
	kernel := make([]float64, len(s.fitted.runs))
	for i, e := range s.fitted.runs {
		kernel[i] = busySeconds(e)
	}
	chunk, worker, besides := busy/float64(h.Chunks), t1/float64(h.Chunks), 0.0
	d := advice.Dispatcher{Rows: h.ChunkRows, Chunk: chunk, Worker: worker, Knee: worker / chunk, AtMost: h.ShipsRows()}
	if !d.AtMost {
		besides = max(0, t1-one.Of(kernel)) / float64(h.Chunks)
	}
	for _, times := range []int{2, 4, 10} {
		if h.Chunks < 2*most*times { // fewer would leave workers without one
			break
		}
		k := float64(times)
		d.Larger = append(d.Larger, advice.Larger{Times: times, Knee: (k*(worker-besides) + besides) / chunk})
	}
	return d
}
