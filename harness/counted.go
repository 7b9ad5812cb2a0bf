package harness

import (
	"serialfraction/harness/counters"
	"serialfraction/harness/machine"
)

// countsWorkers reports whether the threads of workers are counted, of which the largest run of a sweep has n:
// all its runs are alike. They are not where nobody asks for it, where programs do the work, in simulated time, of
// which the counters of a real machine know nothing, and where the counters would take more than half of the files
// that may still be opened.
func (j *Job) countsWorkers(n int) bool {
	return !j.Uncounted && !j.Workload.Processes && !simulatedTime() && n*counters.Files <= machine.OpenFiles().Left()/2
}
