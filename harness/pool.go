package harness

import "context"

// Pool runs a job on N workers of this process, each on a thread of its own.
type Pool struct {
	Schedule Schedule // of Schedules; the zero value is the first of them

	queue   queueBuffers // kept from run to run, so that no timed run touches fresh memory
	decoded rowBuffers
	times   chunkTimes
	largestN
}

// Name returns "pool".
func (p *Pool) Name() string { return PoolKind.Name }

// Timeline returns the chunk times of the last run.
func (p *Pool) Timeline() Timeline { return p.times.timeline() }

// Run cuts the job, releases the workers together and waits for the last. Where a kernel
// panics, or ends its goroutine as t.Fatal does, the error is a *KernelError. When ctx is
// cancelled, every worker stops at its next chunk, or within it, see [Workload].
func (p *Pool) Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	p.times.forget()
	if err := j.Check(dst); err != nil {
		return Timing{}, err
	}
	schedule := p.Schedule
	if schedule.Name == "" {
		schedule = Schedules[0]
	}
	if schedule.Coordinated() {
		return p.runQueue(ctx, dst, j, workers)
	}
	c, err := newCrew(ctx, j, workers, p.largestN, p.times.prepare(j, j.NumChunks(), workers))
	if err != nil {
		return Timing{}, err
	}
	defer c.dismiss()
	c.own.keepThread()
	p.decoded.fit(j, workers)
	c.exec = func(w int, at Chunk) error {
		return c.account[w].worker.Kernel(j.Result(dst, at), j.decode(at, p.decoded.of(w)))
	}
	c.start()
	c.claim = schedule.claims(j.NumChunks(), workers)
	c.release(j.Begin())
	if err := c.join(); err != nil {
		return Timing{}, err
	}
	return c.finish(dst)
}

// rowBuffers are the buffers into which workers decode the rows of a chunk, one for each.
type rowBuffers [][]float64

// of returns the buffer of a worker, nil where nothing is decoded.
func (b rowBuffers) of(w int) []float64 {
	if w < len(b) {
		return b[w]
	}
	return nil
}

// fit makes the buffers large enough for a job whose rows must be decoded.
func (b *rowBuffers) fit(j *Job, workers int) {
	if !j.decodes() {
		return
	}
	size := min(j.ChunkRows, j.Data.NumRows()) * j.Data.Cols
	for w := range workers {
		if w == len(*b) {
			*b = append(*b, nil)
		}
		if len((*b)[w]) < size {
			(*b)[w] = make([]float64, size)
			poison((*b)[w]) // the system maps memory at the first write
		}
	}
}
