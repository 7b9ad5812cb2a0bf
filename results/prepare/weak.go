package prepare

import (
	"context"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/record"
)

// weak makes the sweep of a task whose rows grow with N: a trial for each N, of the rows of one
// worker N times over, all in one block. Chunks have as many rows at every N, so that a worker
// has as many of them. There is a pass over the rows of each N, for the last step of a job, such
// as an adjustment of p-values, is of all of them.
func (t *task) weak(ctx context.Context, r results.Request, workers []int, stop record.Stop, start time.Time, here machine.Description, before *results.Header, watch *Watch) (*Sweep, error) {
	s := &Sweep{
		Order: harness.Sweep{Warmup: r.Warmup, Blocks: r.Repeats, Seed: r.Seed, Balanced: before == nil || before.Balanced},
		Stop:  stop,
	}
	simulated := EngineOf(r).Simulated
	for i, n := range workers { // the first is 1
		trial := harness.Trial{Engine: t.engine, Job: t.job, Workers: []int{n}}
		if i > 0 {
			job, err := t.jobOf(ctx, n)
			if err != nil {
				return nil, err
			}
			job.ChunkRows, trial.Job = t.job.ChunkRows, job
		}
		if simulated {
			trial.Engine = t.engineOf(n)
		}
		passing := time.Now()
		if err := watch.refer(ctx, &trial, &harness.Trial{}); err != nil {
			return nil, err
		}
		s.Passes += time.Since(passing)
		s.Trials = append(s.Trials, trial)
	}
	all := s.Trials[0]
	all.Workers = workers
	if err := t.describe(ctx, s, r, start, here, all); err != nil {
		return nil, err
	}
	s.Header.Weak = true
	return s, nil
}
