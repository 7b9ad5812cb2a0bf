package predict

import (
	"slices"
	"time"

	"serialfraction/results/analysis"
)

// Changes are what would be otherwise than in the runs: the zero value is nothing.
type Changes struct {
	Without   []string      // causes that cost nothing, by the names of [analysis.CauseNames]
	RowCost   time.Duration // of a row, in the mean; 0 = as measured
	Chunks    int           // of the job, whose rows are then as many as these have; 0 = as measured
	ChunkRows int           // rows of a chunk, at most 2³²; 0 = as measured
	Schedule  string        // "" = that of the runs

	Latency   time.Duration // of a link, one way; two more for each chunk
	Bandwidth float64       // bytes in a second of the one link of the coordinator; 0 = no limit

	Stragglers    float64 // share of the workers that are slow
	Slowness      float64 // times as long as the others they take
	MemoryWorkers float64 // workers that the memory serves at full speed, all beyond share it; 0 = any number
}

// without reports whether a cause costs nothing.
func (c *Changes) without(cause string) bool { return slices.Contains(c.Without, cause) }

// any reports whether anything is changed.
func (c *Changes) any() bool { return c.seconds() || c.lawless() }

// lawless reports whether something is changed of which a law of the times knows nothing.
func (c *Changes) lawless() bool {
	return c.ChunkRows > 0 || c.Schedule != "" || c.Latency > 0 || c.Bandwidth > 0 || c.Stragglers > 0 || c.MemoryWorkers > 0
}

// seconds reports whether the times of the runs would be others.
func (c *Changes) seconds() bool { return len(c.Without) > 0 || c.RowCost > 0 || c.Chunks > 0 }

// Causes lists the names that Without may have.
func Causes() []string {
	return slices.DeleteFunc(analysis.CauseNames(analysis.Pipeline), func(name string) bool {
		return name == "idle" || name == "unattributed" // which nobody measured, and nobody can take away
	})
}
