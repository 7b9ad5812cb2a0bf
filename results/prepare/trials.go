package prepare

import (
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// controlWorkers are the N of the control of a job: those that can be fitted.
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

// alternativeTrial is the workload's other algorithm, for every block to hold too: at the
// same N, on the same schedule.
func alternativeTrial(t *task, workers []int, chunkRows int) harness.Trial {
	job := harness.AlternativeJob(t.job)
	job.ChunkRows = chunkRows
	return harness.Trial{Engine: harness.Alternative{Engine: t.other()}, Job: job, Workers: workers}
}

// alternativeRows are the rows of a chunk of the other algorithm: those that it had before,
// else those of the request; 0 = left to the machine.
func alternativeRows(r results.Request, before *results.Header) int {
	if before != nil && before.Alternative != nil {
		return before.Alternative.ChunkRows
	}
	return r.ChunkRows
}
