package prepare

import (
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// controlTrial is the control of a job, at the N that can be fitted.
func controlTrial(job *harness.Job, all []int, m machine.Description) harness.Trial {
	var workers []int
	for _, n := range all {
		if job.Workload.Pace > 0 || float64(n) <= m.EffectiveCPUs {
			workers = append(workers, n)
		}
	}
	if len(workers) == 0 {
		workers = all[:1]
	}
	return harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(job, workers[len(workers)-1]), Workers: workers}
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
