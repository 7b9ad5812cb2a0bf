package prepare

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/store"
)

// Near is the share by which a run at the N recommended may take longer than at the
// fastest N.
const Near = 0.05

// A Recommendation is a number of workers and why it is that.
type Recommendation struct {
	Workers int
	Of      *results.Header // the sweep whose least N near the fastest it is; nil = none was found, and it is the CPUs that this process may use
	Fastest int             // N of that sweep
}

// Recommend returns the N of the newest sweep of the same work in a folder of sweeps, or
// that of the machine; in the zero Folder there is no sweep. sameProgram says whether the
// sweep of a header was of the same program: of a header without a request only whoever
// made it can tell.
func (o *Once) Recommend(folder store.Folder, sameProgram func(*results.Header) bool) Recommendation {
	if f := o.work.last(folder, sameProgram); f != nil {
		if found, ok := recommend(f); ok {
			return found
		}
	}
	return Recommendation{Workers: max(1, int(math.Ceil(o.work.machine.EffectiveCPUs)))}
}

// A work says which sweeps are of the same work, but for a program that does it.
type work struct {
	workload string
	args     map[string]string // settings, as a header has them
	pace     time.Duration
	machine  machine.Description
	data     string // preferred, not wanted
}

// matches reports whether a sweep was of this work on this machine.
func (k work) matches(h *results.Header) bool {
	return h.Workload == k.workload && h.Engine == Engines[0].Name && h.Pace == k.pace &&
		maps.Equal(withDefaults(h.Workload, h.Args), k.args) &&
		h.Machine.Hostname == k.machine.Hostname && h.Machine.CPUModel == k.machine.CPUModel &&
		h.Machine.EffectiveCPUs == k.machine.EffectiveCPUs
}

// last returns the newest sweep of the same work in a folder of sweeps, nil where there
// is none: of the same data if there is any such, else of other data that told enough.
func (k work) last(folder store.Folder, sameProgram func(*results.Header) bool) *results.File {
	var other *results.File
	same := func(h *results.Header) bool { return h.Data.Name == k.data }
	for f := range folder.Newest(k.workload, func(h *results.Header) bool {
		return k.matches(h) && sameProgram(h) && (same(h) || other == nil && roomy(h))
	}) {
		if same(&f.Header) {
			return f
		}
		other = f
	}
	return other
}

// roomy reports whether a sweep had rows enough to tell what N is best for other
// rows. A sweep of few rows has few chunks, because none is cut below the least time
// that is worth handing out, and finds one worker best for no other reason. By
// itself a sweep takes 32 chunks for each worker, or up to half of that where they
// then share out better.
func roomy(h *results.Header) bool {
	return len(h.Workers) > 0 && h.Chunks >= 16*slices.Max(h.Workers)
}

// recommend returns the least N whose time was near that of the fastest.
func recommend(f *results.File) (Recommendation, bool) {
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil || len(a.Points) < 2 {
		return Recommendation{}, false
	}
	fastest := slices.MinFunc(a.Points, func(a, b analysis.Point) int { return cmp.Compare(a.Seconds.Value, b.Seconds.Value) })
	for _, p := range a.Points { // ascending
		if p.Seconds.Value <= (1+Near)*fastest.Seconds.Value {
			return Recommendation{p.Workers, &f.Header, fastest.Workers}, true
		}
	}
	return Recommendation{}, false
}
