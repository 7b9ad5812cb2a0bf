package results

import (
	"time"

	"serialfraction/harness"
)

// Data describes the dataset of a sweep.
type Data struct {
	Name   string    `json:"name"`
	Rows   int       `json:"rows"`
	Cols   int       `json:"cols"`
	Groups [2]string `json:"groups"`
	Sizes  [2]int    `json:"group_sizes"`
	SHA256 string    `json:"sha256"`
}

// Stored is what writing the result rows took, once for all runs.
type Stored struct {
	Wall time.Duration
	Sync *time.Duration // of it, until the disk had them; nil in files that do not tell
}

// A File is a result file in memory. What it holds was checked: each run has at
// least one worker, a positive wall time, and phases and worker parts that tile
// their wholes to the nanosecond.
type File struct {
	Header Header
	Runs   []harness.Run
	End    *End    // nil where the sweep was killed, or goes on
	Store  *Stored // what writing the results took; nil = not measured

	// Resumes say where other processes went on with the sweep.
	Resumes []Resume

	// Warnings are faults of the file that cost no finished run.
	Warnings []string
}

// Timed returns the sweep's own runs, the control's and the alternative's, in their order in
// the file. Warm-up is left out.
func (f *File) Timed() (own, control, alternative []harness.Run) {
	for _, r := range f.Runs {
		switch kind := harness.EngineKindOf(r.Engine); {
		case r.Warmup:
		case kind.Control && !f.Header.kind().Control:
			control = append(control, r)
		case kind.Alternative && f.Header.Alternative != nil:
			alternative = append(alternative, r)
		default:
			own = append(own, r)
		}
	}
	return own, control, alternative
}

// An End says why a sweep ended.
type End struct {
	Stopped     string // in words
	Interrupted bool
	Failed      string // what made the sweep fail; empty = nothing
}
