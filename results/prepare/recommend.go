package prepare

import (
	"maps"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/store"
)

// A Recommendation is a number of workers and its reason.
type Recommendation struct {
	analysis.Recommendation                 // of a sweep; without one Workers is the CPUs that this process may use
	Of                      *results.Header // of that sweep; nil = none was found
	Name                    string          // of that sweep in the folder, if its S serves a forecast; else ""
}

// Recommend returns the N that the newest sweep of the same work in a folder of sweeps
// recommends, if that is one that its workers may be bound for, else the number of CPUs, or of cores where each
// worker has one to itself. The zero Folder has no sweeps.
// sameProgram reports whether the sweep of a header was of the same program; the caller
// knows how to find that in a header without a request.
func (o *Once) Recommend(folder store.Folder, sameProgram func(*results.Header) bool) Recommendation {
	if name, f := o.work.last(folder, sameProgram); f != nil {
		found, ok := recommend(name, f)
		if _, err := pinned(o.needs.request, o.work.machine, []int{found.Workers}); ok && err == nil {
			return found
		}
	}
	return Recommendation{Recommendation: analysis.Recommendation{Workers: mostWorkers(o.needs.request, o.work.machine)}}
}

// A work identifies sweeps of the same work, except for the program that does it.
type work struct {
	workload string
	engine   string
	args     map[string]string // settings, as a header has them
	pace     time.Duration
	script   *harness.Script // nil = none
	machine  machine.Description
	data     string // preferred, not required
}

// matches reports whether a sweep was of this work on this machine.
func (k work) matches(h *results.Header) bool {
	return h.Workload == k.workload && h.Engine == k.engine && h.Pace == k.pace && h.SameScript(&results.Header{Script: k.script}) &&
		maps.Equal(withDefaults(h.Workload, h.Args), k.args) &&
		h.Machine.Same(&k.machine) && h.Machine.EffectiveCPUs == k.machine.EffectiveCPUs
}

// last returns the newest sweep of the same work in a folder of sweeps, and its name; nil if
// there is none. It prefers sweeps of the same data, and accepts others if they are roomy.
func (k work) last(folder store.Folder, sameProgram func(*results.Header) bool) (name string, f *results.File) {
	var other *results.File
	same := func(h *results.Header) bool { return h.Data.Name == k.data }
	for at, f := range folder.Newest(k.workload, func(h *results.Header) bool {
		return k.matches(h) && sameProgram(h) && (same(h) || other == nil && roomy(h))
	}) {
		if same(&f.Header) {
			return at, f
		}
		name, other = at, f
	}
	return name, other
}

// roomy reports whether a sweep had enough rows for its best N to hold for other rows too.
// A sweep of few rows has few chunks, because a chunk has a least time that is worth
// handing out; one worker is then best for that reason alone. By default a sweep has 32
// chunks for each worker, or as few as half of that where they divide more evenly.
func roomy(h *results.Header) bool {
	return len(h.Workers) > 0 && h.Chunks >= 16*slices.Max(h.Workers)
}

// recommend returns the N that the report of a sweep recommends.
func recommend(name string, f *results.File) (Recommendation, bool) {
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		return Recommendation{}, false
	}
	r, ok := a.Recommended()
	if !a.Foretells() {
		name = ""
	}
	return Recommendation{r, &f.Header, name}, ok
}
