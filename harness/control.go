package harness

import (
	"context"
	"runtime/debug"
	"slices"
)

// Control runs N independent copies of the work, each on rows of its own, with
// no split, no dispatch and no merge: S = 0 by construction. Whatever serial
// fraction its times show is the machine's. Scaling is weak: each copy does the
// whole (small) job, so the speed-up at N is N·T(1)/T(N).
type Control struct {
	job     *Job        // the job that was copied
	copies  []*Job      // on private rows
	answer  [][]float64 // private results
	decoded rowBuffers
	times   chunkTimes
	largestN
}

// ControlJob returns the part of a job that one copy of a control does: the
// kernel alone on the first 1/maxWorkers of the rows, so that all copies
// together fill as much memory as the job itself.
func ControlJob(j *Job, maxWorkers int) *Job {
	rows := max(1, j.Data.NumRows()/maxWorkers)
	work := j.Workload
	work.Begin, work.Finish = nil, nil
	return &Job{Data: j.Data.Head(j.Data.Name, rows), Workload: work, ChunkRows: j.ChunkRows, NoTimeline: j.NoTimeline, CPUs: j.CPUs}
}

// Name returns "control".
func (c *Control) Name() string { return ControlKind.Name }

// Timeline returns the chunk times of the last run. Each worker has the chunks of its copy.
func (c *Control) Timeline() Timeline { return c.times.timeline() }

// Run gives every worker a whole private copy of the job. It compares the answers of all
// workers and writes that of the first into dst.
func (c *Control) Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	c.times.forget()
	if err := j.Check(dst); err != nil {
		return Timing{}, err
	}
	if workers < 1 {
		return Timing{}, noWorkers(workers)
	}
	if c.job != j {
		c.job, c.copies, c.answer = j, nil, nil
	}
	for len(c.copies) < workers {
		own, err := j.privateCopy()
		if err != nil {
			return Timing{}, err
		}
		c.copies = append(c.copies, own)
		c.answer = append(c.answer, make([]float64, j.ResultLen()))
	}
	k := j.NumChunks()
	taken := make([]bool, workers)
	for w := range workers {
		poison(c.answer[w])
	}
	crew, err := newCrew(ctx, j, workers, c.largestN, c.times.prepare(j, workers*k, workers))
	if err != nil {
		return Timing{}, err
	}
	defer crew.dismiss()
	crew.own.keepThread()
	crew.claim = func(w int) (int, int) {
		if taken[w] {
			return 0, 0
		}
		taken[w] = true
		return 0, k
	}
	c.decoded.fit(j, workers)
	crew.exec = func(w int, at Chunk) error {
		own := c.copies[w]
		return crew.account[w].worker.Kernel(own.Result(c.answer[w], at), own.decode(own.Chunk(at.Index), c.decoded.of(w)))
	}
	crew.start()
	crew.release(nil)
	if err := crew.join(); err != nil {
		return Timing{}, err
	}
	t := crew.timing()
	for w := 1; w < workers; w++ {
		if err := compare(c.answer[w], c.answer[0], j, c.Name(), workers); err != nil {
			return Timing{}, err
		}
	}
	copy(dst, c.answer[0])
	return t, crew.end(t)
}

// privateCopy returns the job with its own copy of the rows. Rows that must be decoded
// are not copied: each worker decodes them into its own memory anyway.
func (j *Job) privateCopy() (own *Job, err error) {
	defer recoverKernel(j, &Chunk{}, &err)
	if j.Data.Store != nil {
		defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a mapped file may be truncated meanwhile
	}
	data := *j.Data
	data.Values = slices.Clone(data.Values)
	if data.Store != nil && j.Workload.Packed {
		store := *data.Store
		store.Packed = slices.Clone(store.Packed)
		data.Store = &store
	}
	own = new(*j)
	own.Data = &data
	return own, nil
}
