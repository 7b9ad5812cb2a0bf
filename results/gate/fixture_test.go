package gate

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A law is what made sweeps obey: split and merge are the serial part, a share of T(1)
// = 1 s, and the noise of every phase is its own.
type law struct {
	split, merge float64
	slower       float64 // of everything: 1.1 is 10 % more
	noise        float64 // relative, of the parallel phase
	phases       float64 // relative, of split and merge
	repeats      int
	workers      []int
}

// made is a finished sweep of a law.
func (l law) made(seed uint64) *results.File {
	r := rand.New(rand.NewPCG(seed, 17))
	scale := max(l.slower, 1)
	f := &results.File{
		Header: results.Header{
			Workload: "ttest", Engine: "pool", Schedule: "dynamic", Outputs: []string{"t"}, Workers: l.workers, GOMAXPROCS: 64,
			Command: []string{"harness", "sweep"}, Time: time.Date(2026, 11, 20, 9, 30, 0, int(seed), time.UTC),
			Machine: machine.Description{Hostname: "node-1", LogicalCPUs: 64, AffinityCPUs: 64, EffectiveCPUs: 64, GOMAXPROCS: 64},
			Data:    results.Data{Name: "rows", Rows: 640, Cols: 4, SHA256: "ab"}, Answer: "cd",
		},
		End: &results.End{Stopped: "done"},
	}
	noisy := func(seconds, cv float64) time.Duration {
		return time.Duration(1e9 * scale * seconds * math.Exp(cv*r.NormFloat64()))
	}
	for block := range l.repeats {
		for _, n := range l.workers {
			busy := noisy((1-l.split-l.merge)/float64(n), l.noise)
			t := harness.Timing{Split: noisy(l.split, l.phases), Merge: noisy(l.merge, l.phases), Parallel: busy}
			t.Wall = t.Split + t.Parallel + t.Merge
			for range n {
				t.Workers = append(t.Workers, harness.WorkerTiming{Chunks: 1, Busy: busy})
			}
			f.Runs = append(f.Runs, harness.Run{Engine: "pool", Block: block, Workers: n, Timing: t})
		}
	}
	return f
}

// plain has S = 0.05, and noise of 1 %.
var plain = law{split: 0.03, merge: 0.02, noise: 0.01, phases: 0.05, repeats: 10, workers: []int{1, 2, 4, 8, 16, 32}}

// checked is what comes of conditions on one sweep.
func checked(t *testing.T, f *results.File, kind string, conditions ...string) []analysis.Gate {
	t.Helper()
	var gates []Gate
	for _, text := range conditions {
		gates = append(gates, Gate{kind, parsed(t, ParseValue, text)})
	}
	e := gather(t, f)
	outcomes, err := Judge(gates, e.sample, e.analysis)
	if err != nil {
		t.Fatal(err)
	}
	if len(outcomes) != len(gates) {
		t.Fatalf("%d outcomes of %d gates", len(outcomes), len(gates))
	}
	return outcomes
}

// gather returns what a sweep is evidence of at 95 %.
func gather(t *testing.T, f *results.File) *evidence {
	t.Helper()
	s := sampled(t, f)[0]
	a, err := s.Report()
	if err != nil {
		t.Fatal(err)
	}
	return &evidence{a, s, s}
}

// sampled returns the analyses of sweeps.
func sampled(t *testing.T, files ...*results.File) (samples []*analysis.Sample) {
	t.Helper()
	for _, f := range files {
		s, err := analysis.NewSample(f, analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, s)
	}
	return samples
}

func parsed(t *testing.T, parse func(string) (Condition, error), text string) Condition {
	t.Helper()
	c, err := parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return c
}
