package prepare

import (
	"context"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/remote"
)

// A Shipping is what it takes to give chunks to remote workers, against what it takes to compute them,
// by a few chunks on one worker before the first run.
type Shipping struct {
	Rows    int           // of a chunk
	Bytes   int64         // of the rows of a chunk, which its task brings; 0 = workers have the rows
	Ship    time.Duration // until a worker has a chunk, and until its answer is there
	Bare    time.Duration // the same of a chunk of one row, where tasks bring rows: about what it would be if workers had them; 0 = they have
	Compute time.Duration // of the kernel
	Handing time.Duration // for which a chunk keeps the coordinator busy
}

// Knee returns the N from which on workers wait for the coordinator.
func (s *Shipping) Knee() float64 {
	return (s.Ship + s.Compute).Seconds() / max(s.Handing, 1).Seconds()
}

// Costly reports whether chunks take longer to ship than to compute.
func (s *Shipping) Costly() bool { return s.Ship > s.Compute }

// The chunks of a sample are as many as these, of which both runs take some time at most. Chunks that take
// longest or more are not sampled: their messages cost little of that.
const (
	mostSampled = 16
	sampling    = 400 * time.Millisecond
	longest     = sampling / 4
)

// shippingOf measures what it takes to give chunks of a job that is staged to workers; nil where the
// chunks take so long that it does not matter. kernel is the time of all rows; 0 = not known.
func shippingOf(ctx context.Context, e *remote.Engine, j *harness.Job, kernel time.Duration) (*Shipping, error) {
	chunks := j.NumChunks()
	each := kernel / time.Duration(chunks)
	if kernel == 0 || each >= longest {
		return nil, nil
	}
	count := int(min(mostSampled, max(1, sampling/2/max(each, 1))))
	t, err := e.Sample(ctx, j, count, j.ChunkRows)
	if err != nil {
		return nil, err
	}
	n := time.Duration(max(t.Workers[0].Chunks, 1))
	s := &Shipping{Rows: min(j.ChunkRows, j.Data.NumRows()), Ship: shipped(t), Compute: t.Workers[0].Busy / n, Handing: t.Coordinator / n}
	if e.Options().Ship != remote.Rows {
		return s, nil
	}
	s.Bytes = e.RowBytes(j) * int64(s.Rows)
	if t, err = e.Sample(ctx, j, count, 1); err != nil {
		return nil, err
	}
	s.Bare = shipped(t)
	return s, nil
}

// shipped returns what it takes to give a chunk of a run to its one worker.
func shipped(t harness.Timing) time.Duration {
	w := t.Workers[0]
	return (w.Claim + w.Serialize + w.Transfer) / time.Duration(max(w.Chunks, 1))
}
