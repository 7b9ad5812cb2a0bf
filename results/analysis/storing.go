package analysis

import (
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// withStore returns those of the timed runs of one engine that count in a scope. Where writing the results is in
// it, these are as many at each N as there are times of writing: were a time to count for several runs, their
// scatter would show less of how it varies than there is.
func withStore(f *results.File, runs []harness.Run, scope Scope) []harness.Run {
	if scope != EndToEnd || f.Store == nil {
		return runs
	}
	var counted []harness.Run
	written := f.Store.Counted()
	for i := range runs {
		if written(&runs[i]) != nil {
			counted = append(counted, runs[i])
		}
	}
	return counted
}

// timedOnce is the share of the time of a run at N = 1 from which it is said that a phase was timed once: less
// moves S by less than its interval says.
const timedOnce = 0.01

// storing says what of end-to-end times was timed less often than the runs.
func (s *study) storing() (w []advice.Fact) {
	h, stored, t1 := &s.file.Header, s.file.Store, s.points[0].Seconds.Value
	var once advice.TimedOnce
	if h.Load != nil && h.Load.Seconds() >= timedOnce*t1 {
		once.Load = h.Load.Seconds()
	}
	if stored != nil && stored.Again == nil && stored.Wall.Seconds() >= timedOnce*t1 {
		once.Store = stored.Wall.Seconds()
	}
	if once != (advice.TimedOnce{}) {
		w = append(w, once)
	}
	if own, _, _ := s.file.Timed(); len(s.all.runs) < len(own) {
		w = append(w, advice.FewStores{Runs: len(s.all.runs), Of: len(own)})
	}
	return w
}
