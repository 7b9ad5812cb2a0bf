package prepare

import (
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// controlWorkers returns the N of the control of a job: those of the sweep that can be
// fitted, or else the first.
func controlWorkers(work harness.Workload, all []int, m machine.Description) (workers []int) {
	for _, n := range all {
		if work.Pace > 0 || float64(n) <= m.EffectiveCPUs {
			workers = append(workers, n)
		}
	}
	if len(workers) == 0 {
		return all[:1]
	}
	return workers
}

// alternativeTrial returns the trial of the workload's alternative algorithm, at the same N
// and on the same schedule. Its runs are in every block too.
func alternativeTrial(t *task, workers []int, chunkRows int) harness.Trial {
	job := harness.AlternativeJob(t.job)
	job.ChunkRows = chunkRows
	return harness.Trial{Engine: harness.Alternative{Engine: t.other()}, Job: job, Workers: workers}
}

// alternativeRows returns the rows of a chunk of the alternative algorithm: as before in a
// sweep that is resumed, else as in the request; 0 = left to the machine.
func alternativeRows(r results.Request, before *results.Header) int {
	if before != nil && before.Alternative != nil {
		return before.Alternative.ChunkRows
	}
	return r.ChunkRows
}
