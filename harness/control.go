package harness

import "context"

// Control runs N independent copies of the work, each on rows of its own, with
// no split, no dispatch and no merge: S = 0 by construction. Whatever serial
// fraction its times show is the machine's. Scaling is weak: each copy does the
// whole (small) job, so the speed-up at N is N·T(1)/T(N).
type Control struct {
	job    *Job        // that the copies belong to
	copies [][]float64 // private rows
	answer [][]float64 // private results
}

// ControlJob returns the part of a job that one copy of a control does: the
// kernel alone on the first 1/maxWorkers of the rows, so that all copies
// together fill as much memory as the job itself.
func ControlJob(j *Job, maxWorkers int) *Job {
	rows := max(1, j.Data.NumRows()/maxWorkers)
	data := *j.Data
	data.Rows, data.Values = data.Rows[:rows], data.Values[:rows*data.Cols]
	work := j.Workload
	work.Begin, work.Finish = nil, nil
	return &Job{Data: &data, Workload: work, ChunkRows: j.ChunkRows}
}

// Name returns "control".
func (c *Control) Name() string { return "control" }

// Run gives every worker a whole private copy of the job and writes the answer
// of one of them into dst, after comparing all of them with it.
func (c *Control) Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	if c.job != j {
		c.job, c.copies, c.answer = j, nil, nil
	}
	for len(c.copies) < workers {
		c.copies = append(c.copies, append([]float64(nil), j.Data.Values...))
		c.answer = append(c.answer, make([]float64, j.ResultLen()))
	}
	k := j.NumChunks()
	taken := make([]bool, workers)
	for w := range workers {
		poison(c.answer[w])
	}
	crew, err := newCrew(ctx, j, workers)
	if err != nil {
		return Timing{}, err
	}
	defer crew.dismiss()
	crew.claim = func(w int) (int, int) {
		if taken[w] {
			return 0, 0
		}
		taken[w] = true
		return 0, k
	}
	crew.exec = func(w int, at Chunk) {
		at.Values = c.copies[w][at.Row*at.Cols : (at.Row+at.Rows)*at.Cols]
		j.Workload.Kernel(j.result(c.answer[w], at), at)
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
	return t, nil
}
