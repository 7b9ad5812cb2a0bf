package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/store"
)

// near is how much longer than at the fastest N a run may take at the N recommended.
const near = 1.05

// A choice is a number of workers and why it is that.
type choice struct {
	workers int
	why     string
}

// A sweepKey says which sweeps are of the same work.
type sweepKey struct {
	workload string
	args     map[string]string // settings, as a header has them
	program  []string          // nil = none
	pace     time.Duration
	machine  machine.Description
	data     string // preferred, not wanted
}

// matches reports whether a sweep was of this work on this machine.
func (k sweepKey) matches(h *results.Header) bool {
	return h.Workload == k.workload && h.Engine == "pool" && h.Pace == k.pace &&
		maps.Equal(withDefaults(h.Workload, h.Args), k.args) && timedProgram(h, k.program) &&
		h.Machine.Hostname == k.machine.Hostname && h.Machine.CPUModel == k.machine.CPUModel &&
		h.Machine.EffectiveCPUs == k.machine.EffectiveCPUs
}

// choiceOf returns the N of --workers, of the newest sweep of the same work, or of
// the machine.
func choiceOf(c *cli.Context, key sweepKey) choice {
	if c.IsSet("workers") {
		n := c.Int("workers")
		return choice{n, fmt.Sprintf("N = %d, as --workers says.", n)}
	}
	if f := lastSweep(key); f != nil {
		if found, ok := recommend(f); ok {
			return found
		}
	}
	n := max(1, int(math.Ceil(key.machine.EffectiveCPUs)))
	return choice{n, fmt.Sprintf("N = %d, the CPUs that this process may use: no sweep of this was found, harness sweep makes one.", n)}
}

// lastSweep returns the newest sweep of the same work in the folder where sweeps are
// kept, nil where there is none: of the same data if there is any such, else of other
// data that told enough.
func lastSweep(key sweepKey) *results.File {
	at, err := store.NewPath(os.Getenv, results.Header{})
	if err != nil {
		return nil
	}
	paths, err := filepath.Glob(filepath.Join(filepath.Dir(at), "*-"+key.workload+"-*.jsonl"))
	if err != nil {
		return nil
	}
	slices.Sort(paths) // their names begin with the time
	var other *results.File
	for _, path := range slices.Backward(paths) {
		f, err := results.Read(path)
		switch {
		case err != nil || !key.matches(&f.Header): // one that cannot be read recommends nothing
		case f.Header.Data.Name == key.data:
			return f
		case other == nil && roomy(&f.Header):
			other = f
		}
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
func recommend(f *results.File) (choice, bool) {
	a, err := results.Analyze(f, results.Options{})
	if err != nil || len(a.Points) < 2 {
		return choice{}, false
	}
	fastest := slices.MinFunc(a.Points, bySeconds)
	for _, p := range a.Points { // ascending
		if p.Seconds.Value <= near*fastest.Seconds.Value {
			return choice{p.Workers, fmt.Sprintf("N = %d: in the sweep of %s on %s it was the least N within %.0f %% of the fastest, N = %d.", p.Workers,
				f.Header.Time.Local().Format("2 Jan 2006, 15:04"), f.Header.Data.Name, 100*(near-1), fastest.Workers)}, true
		}
	}
	return choice{}, false
}

func bySeconds(a, b results.Point) int {
	switch {
	case a.Seconds.Value < b.Seconds.Value:
		return -1
	case a.Seconds.Value > b.Seconds.Value:
		return 1
	}
	return 0
}
