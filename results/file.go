package results

import (
	"slices"
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

// Stored is what writing the result rows took.
type Stored struct {
	Wall time.Duration
	Sync *time.Duration // the part of Wall until the disk had them; nil = not recorded

	// Again has what writing them took each N of the sweep, time after time. nil = they were written
	// once, and Wall counts at every N alike.
	Again []StoreTime

	Unanswered []Unanswered // the rows without an answer; older files do not tell
}

// A StoreTime is what it took N workers to write the result rows once.
type StoreTime struct {
	Workers int
	Wall    time.Duration
	Sync    time.Duration // the part of Wall until the disk had them
}

// Of returns what writing the result rows took, and which part of that until the disk had them, nil =
// not recorded, for a run of a block at n: the times at that n go with its blocks in turn.
func (s *Stored) Of(n, block int) (wall time.Duration, sync *time.Duration) {
	var at []StoreTime
	for _, t := range s.Again {
		if t.Workers == n {
			at = append(at, t)
		}
	}
	if at == nil {
		return s.Wall, s.Sync
	}
	t := at[uint(block)%uint(len(at))] // a file may have a block below 0
	return t.Wall, &t.Sync
}

// A File is a result file in memory. Its content was checked: each run has at least one
// worker and a positive wall time. Its phases add up to the wall time, and the times of
// each worker to the parallel phase, to the nanosecond.
type File struct {
	Header Header
	Runs   []harness.Run
	End    *End    // nil where the sweep was killed or is still running
	Store  *Stored // what writing the results took; nil = not measured

	// Resumes are the points at which another process continued the sweep.
	Resumes []Resume

	// Left counts the runs that are not in Runs; zero where all are.
	Left Left

	// Briefs are those runs where a sweep is continued, in file order, and Level is then that of
	// the sample: the blocks of further runs are held, and Sample goes on from there.
	Briefs []Brief
	Level  int

	// Warnings describe faults of the file by which no finished run is lost, and runs that were left out.
	Warnings []string
}

// Timed returns the sweep's own runs, those of its control and those of its alternative, in
// file order. Warm-up runs, and those that lost a worker, are left out.
func (f *File) Timed() (own, control, alternative []harness.Run) {
	if h := &f.Header; len(h.Control) == 0 && h.Alternative == nil { // all are the sweep's own, and may be many
		own = slices.Grow(own, len(f.Runs))
	}
	for _, r := range f.Runs {
		switch kind := harness.EngineKindOf(r.Engine); {
		case !r.Counts():
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

// An End describes why a sweep ended.
type End struct {
	Stopped     string // in words
	Interrupted bool
	Failed      string // the error that made the sweep fail; "" = none
}
