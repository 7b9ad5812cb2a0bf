package scaletest

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/record"
)

// Run sweeps over a function that does its whole work once with the given number of
// workers. Without workers, N is 1, 2, 4 … up to the CPUs that this process may use. N = 1
// is always added, because every figure is relative to it. N beyond the CPUs are timed, but
// left out of S.
//
// A function that fails should panic.
func Run(b *testing.B, f func(workers int), workers ...int) {
	name := cmp.Or(b.Name(), "function") // under testing.Benchmark a benchmark has no name
	job := &harness.Job{Data: &harness.Dataset{Name: name}, ChunkRows: 1, Workload: harness.Workload{Name: name}}
	Sweep(b, harness.Trial{Engine: function(f), Job: job, Workers: workers})
}

// Sweep sweeps over a trial; its Workers are like those of Run. The answer of every run is
// compared with the serial one, and the causes of S are logged.
func Sweep(b *testing.B, t harness.Trial) {
	t.Workers = counts(t.Workers)
	var done sweeps
	b.Run("sweep", func(b *testing.B) { done.add(measure(b, t)) })
	for i, n := range t.Workers {
		again := done.replay()
		b.Run("workers="+strconv.Itoa(n), func(b *testing.B) {
			if a := again(b.N == 1); a != nil {
				point(b, a.Points[i])
			} else {
				alone(b, t, n)
			}
		})
	}
}

// counts returns the N to sweep over.
func counts(workers []int) []int {
	if len(workers) == 0 {
		workers = harness.WorkerCounts(min(runtime.GOMAXPROCS(0), max(1, int(machine.EffectiveCPUs()))))
	}
	workers = append([]int{1}, workers...)
	slices.Sort(workers)
	return slices.Compact(workers)
}

// measure makes blocks for as long as the benchmark goes on, and reports S.
func measure(b *testing.B, t harness.Trial) *analysis.Report {
	s := harness.Sweep{Warmup: 1, Seed: 1, Balanced: true}
	if t.Parking() != "" { // its workers need a place each, and the coordinator one
		procs := runtime.GOMAXPROCS(0)
		defer runtime.GOMAXPROCS(procs)
		harness.PinProcs(float64(procs), t.Job.Workload.Waits(), slices.Max(t.Workers))
	}
	header, err := record.NewHeader(s, record.Stop{}, t)
	if err != nil {
		b.Fatal(err)
	}
	file := &results.File{Header: header}
	for run, err := range s.Runs(b.Context(), t) {
		if err != nil {
			b.Fatal(err)
		}
		file.Runs = append(file.Runs, run)
		if run.Order == len(t.Workers)-1 && !b.Loop() {
			break
		}
	}
	file.End = &results.End{Stopped: strconv.Itoa(b.N) + " blocks done"}
	a, err := analysis.Of(file, analysis.Options{})
	if err != nil {
		b.Fatal(err)
	}
	report(b, a)
	return a
}

// report reports the metrics of a sweep, as far as its runs determine them.
func report(b *testing.B, a *analysis.Report) {
	b.ReportMetric(0, "ns/op") // an operation is a block of all N, so its time has no meaning
	b.Log(a.Verdict)
	for _, item := range a.Advice {
		if item.Place == advice.Warning {
			b.Log(item.Message)
		}
		if how := settling(item.Need); how != "" {
			b.Logf("to settle it: %s", how)
		}
	}
	if p := a.ProgramSerialFraction; p != nil && p.Determined() {
		b.ReportMetric(p.Value, "program-serial-frac")
		b.ReportMetric(p.Lo, "program-serial-frac-lo")
		b.ReportMetric(p.Hi, "program-serial-frac-hi")
	}
	s := a.SerialFraction
	if s == nil || !s.Determined() {
		return
	}
	b.ReportMetric(s.Value, "serial-frac")
	b.ReportMetric(s.Lo, "serial-frac-lo")
	b.ReportMetric(s.Hi, "serial-frac-hi")
	if m := a.MaxSpeedup; m != nil && m.Value > 0 && !math.IsInf(m.Value, 0) {
		b.ReportMetric(max(1, m.Value), "max-speedup") // one worker is always possible
		if law := a.AssumedLaw; law != nil {
			b.ReportMetric(law.Beyond, "law-assumed-beyond")
		}
	}
}

// lastN is the largest b.N that package testing tries for a benchmark that takes no time.
const lastN = 1e9

// point reports the times of the runs of a sweep at one N, and counts these runs as the
// operations of the benchmark. It takes no time itself, so package testing calls it with
// larger and larger b.N. It sets b.N only in the last call: earlier that would mislead
// package testing.
func point(b *testing.B, p analysis.Point) {
	b.ReportMetric(p.Seconds.Value*1e9, "ns/op")
	b.ReportMetric(p.Speedup.Value, "speedup")
	if b.N == lastN {
		//lint:ignore SA3001 the operations are those of the sweep
		b.N = p.Runs
	}
}

// alone times one N as any benchmark does, with no sweep to take it from.
func alone(b *testing.B, t harness.Trial, workers int) {
	dst := make([]float64, t.Job.ResultLen())
	for b.Loop() {
		if _, err := t.Engine.Run(b.Context(), dst, t.Job, workers); err != nil {
			b.Fatal(err)
		}
	}
}

// sweeps are the reports of the sweeps that a benchmark has made, one for each -count.
// Package testing calls a benchmark several times for one line of output, the first time
// with b.N = 1, and makes the lines of an N in the order of the sweeps.
type sweeps []*analysis.Report

func (s *sweeps) add(a *analysis.Report) { *s = append(*s, a) }

// replay returns a function that returns the sweep for a line of output; nil if there is
// none. first is true in the first call for a line.
func (s *sweeps) replay() func(first bool) *analysis.Report {
	at := -1
	return func(first bool) *analysis.Report {
		if first {
			at++
		}
		if at >= len(*s) {
			return nil
		}
		return (*s)[at]
	}
}
