package export

import (
	"fmt"
	"io"
	"math"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/plaintext"
)

// A bmfMetric is a value of Bencher Metric Format. An unknown end is absent.
type bmfMetric struct {
	Value float64  `json:"value"`
	Lower *float64 `json:"lower_value,omitempty"`
	Upper *float64 `json:"upper_value,omitempty"`
}

// bmf is a document: benchmark, measure, metric.
type bmf map[string]map[string]bmfMetric

// writeBencher writes Bencher Metric Format. Of the two measures that Bencher knows,
// latency is in nanoseconds and throughput in jobs a second; the others have names and
// no unit.
//
// Source: https://bencher.dev/docs/reference/bencher-metric-format
func writeBencher(w io.Writer, all []Sweep, _ Options) error {
	doc := bmf{}
	for _, s := range all {
		name := benchmarkName(s.Analysis)
		if _, twice := doc[name]; twice {
			return fmt.Errorf("%s: benchmark %s is in another of the sweeps too, and Bencher identifies benchmarks by name: export one sweep at a time", s.Name, name)
		}
		doc.add(name, s.Analysis)
	}
	e := plaintext.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

func benchmarkName(a *analysis.Report) string {
	name := namePart(a.Workload) + "/" + namePart(a.Engine)
	if a.Schedule != "" {
		name += "/" + namePart(a.Schedule)
	}
	return name
}

func (doc bmf) add(name string, a *analysis.Report) {
	doc[name] = map[string]bmfMetric{}
	doc.put(name, "serial-fraction", a.SerialFraction)
	doc.put(name, "program-serial-fraction", a.ProgramSerialFraction)
	doc.put(name, "machine-serial-fraction", a.MachineSerialFraction)
	doc.put(name, "max-speedup", a.MaxSpeedup)
	if law := a.AssumedLaw; law != nil {
		doc.put(name, "law-assumed-beyond", &fit.Interval{Value: law.Beyond, Lo: math.Inf(-1), Hi: math.Inf(1)})
	}
	for _, p := range a.Points {
		at := fmt.Sprintf("%s/workers=%d", name, p.Workers)
		doc[at] = map[string]bmfMetric{}
		doc.put(at, "latency", &fit.Interval{Value: 1e9 * p.Seconds.Value, Lo: 1e9 * p.Seconds.Lo, Hi: 1e9 * p.Seconds.Hi})
		doc.put(at, "throughput", &fit.Interval{Value: 1 / p.Seconds.Value, Lo: 1 / p.Seconds.Hi, Hi: 1 / p.Seconds.Lo})
		doc.put(at, "speedup", &p.Speedup)
		doc.put(at, "efficiency", &fit.Interval{Value: p.Efficiency, Lo: math.Inf(-1), Hi: math.Inf(1)})
	}
}

// put adds a measure, if it has a value.
func (doc bmf) put(name, measure string, i *fit.Interval) {
	if i == nil || !finite(i.Value) {
		return
	}
	doc[name][measure] = bmfMetric{i.Value, known(i.Lo), known(i.Hi)}
}

func known(x float64) *float64 {
	if !finite(x) {
		return nil
	}
	return &x
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
