package timings

import (
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

func isResults(s source) bool {
	first, _, _ := strings.Cut(s.text, "\n")
	return strings.HasPrefix(first, "{") && strings.Contains(first, `"kind":"header"`)
}

// readResults reads a result file of harness: the wall times of all runs but the
// warm-up. The copies of the control do N times the work, and are a series of their own.
func readResults(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("harness sweep"); err != nil {
		return nil, err
	}
	if o.X != "" {
		return nil, &harness.FlagError{Flag: "x", Value: o.X, Want: "a file of harness sweep knows its workers: leave --x out"}
	}
	f, err := results.Decode(strings.NewReader(s.text))
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	var g gathering
	for _, r := range f.Runs {
		if r.Warmup {
			continue
		}
		name, weak := f.Header.Workload, r.Engine != f.Header.Engine
		if weak {
			name = r.Engine
		}
		series := g.at(name, Series{Quantity: Time, Unit: "ns", Weak: weak, CPUs: cpusOf(&f.Header), Warnings: slices.Clone(f.Warnings)})
		series.Readings = append(series.Readings, fit.Reading{Load: float64(r.Workers), Seconds: r.Timing.Wall.Seconds()})
	}
	if len(g.series) == 0 {
		return nil, s.errorf("no run in it has finished: run harness sweep again")
	}
	return g.series, nil
}

// cpusOf is 0 where runs need no CPU: simulated ones, and those that wait.
func cpusOf(h *results.Header) float64 {
	if h.Engine == "sim" || h.Pace > 0 {
		return 0
	}
	cpus := h.Machine.EffectiveCPUs
	if p := float64(h.GOMAXPROCS); p > 0 && (cpus == 0 || p < cpus) {
		cpus = p
	}
	return cpus
}
