package store

import (
	"time"

	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// header returns the header of a sweep over the given N on a machine of 4 CPUs.
func header(workers ...int) results.Header {
	return results.Header{
		Time: runtest.Epoch, Machine: machine.Description{Hostname: "node-1", LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4},
		Data:     results.Data{Name: "golub", Rows: 3051, Cols: 38},
		Workload: "ttest", Outputs: []string{"t"}, Engine: "pool", Schedule: "dynamic",
		ChunkRows: 32, Chunks: 96, Workers: workers, Repeats: 6, MaxTime: time.Minute, GOMAXPROCS: 4,
	}
}
