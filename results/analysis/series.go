package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// A Series holds the wall times of one of the engines that a sweep times side by side. It
// also has what the times do not show: which N the analysis of the sweep leaves out, so
// that a curve fitted to the times alone leaves out the same runs.
type Series struct {
	Name     string            // no two of a file are the same
	Weak     bool              // each worker has a copy of the work, so the work grows with N
	Runs     []fit.Observation // timed, in their order in the file
	Blocks   []int             // of the runs
	Punctual []fit.Observation // the same without what late timers added; nil where none was late

	Beyond map[int]string // why the workers of an N did not run at once, as a flag of a point
	CPUs   float64        // that N workers may use; 0 = unbounded or unknown
	Share  float64        // of a CPU that a worker needs; 0 where it waits and that was not measured

	Room   advice.Room     // how many workers run at once, and how to run more
	Header *results.Header // of the file; advice on another sweep starts from its request; read-only
}

// SeriesOf returns the series of a file that have runs: the sweep's own first, then that
// of its alternative, then that of its control. It fails on a run on which any analysis
// fails.
func SeriesOf(f *results.File) ([]Series, error) {
	f = f.Sample()
	h := &f.Header
	own, control, alternative := f.Timed()
	named := h.Workload
	var other string
	if h.Alternative != nil {
		named, other = h.Workload+" ("+h.Method+")", "rival of "+h.Workload+" ("+h.Alternative.Method+")"
	}
	within := capacityOf(h, false, own)
	var all []Series
	for _, s := range []struct {
		name     string
		weak     bool
		runs     []harness.Run
		capacity capacity
	}{
		{named, h.Weak, own, within},
		{other, false, alternative, within},
		{"control of " + h.Workload, true, control, capacityOf(h, true, control)},
	} {
		if len(s.runs) == 0 {
			continue
		}
		l, err := newLedger(f, s.runs, Pipeline, nil)
		if err != nil {
			return nil, err
		}
		series := Series{Name: s.name, Weak: s.weak, Runs: l.obs, Blocks: l.blocks(), Punctual: l.punctual(),
			Beyond: map[int]string{}, CPUs: s.capacity.cpus, Share: 1, Room: s.capacity.room(h), Header: h}
		if s.capacity.measured || s.capacity.unmeasured {
			series.Share = s.capacity.need()
		}
		for _, n := range l.workers() {
			if flag := s.capacity.flag(n); flag != "" {
				series.Beyond[n] = flag
			}
		}
		all = append(all, series)
	}
	return all, nil
}
