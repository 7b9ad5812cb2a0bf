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

// A Written is what writing the result rows counts for one run.
type Written struct {
	Wall time.Duration
	Sync *time.Duration // the part of Wall until the disk had them; nil = not recorded
}

// Counted returns the function that has what writing the result rows counts for a run. It gets all runs of a
// file in their order. The times at an N go one each with the first timed runs of an engine at it, so that none
// counts twice; for any other run it returns nil. Where each N has no times of its own, the one time counts for
// every timed run; where s is nil, none.
func (s *Stored) Counted() func(*harness.Run) *Written {
	if s == nil {
		return func(*harness.Run) *Written { return nil }
	}
	type place struct {
		engine string
		n      int
	}
	once := &Written{s.Wall, s.Sync}
	at := map[int][]StoreTime{}
	for _, t := range s.Again {
		at[t.Workers] = append(at[t.Workers], t)
	}
	next := map[place]int{}
	return func(r *harness.Run) *Written {
		switch {
		case !r.Counts():
			return nil
		case s.Again == nil:
			return once
		}
		here := place{r.Engine, r.Workers}
		i := next[here]
		if i == len(at[r.Workers]) {
			return nil
		}
		next[here]++
		t := at[r.Workers][i]
		return &Written{t.Wall, &t.Sync}
	}
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
