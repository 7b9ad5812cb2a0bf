//go:build !race

package webpage

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// recorded are sweeps of docs/sweeps that look unlike: many N with a serial fraction that may be 0, two N
// and many beyond the CPUs, overhead, chunk times, processes, a whole program, remote workers.
var recorded = []string{"golub-queue-paced", "ttest-2cpu", "wait-plant-05", "article/ttest", "pipe-python", "workloads/stream", "engines/xz", "predict/remote"}

func read(t *testing.T, name string) *results.File {
	t.Helper()
	f, err := results.Read(filepath.Join("..", "..", "docs", "sweeps", filepath.FromSlash(name)+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sweepOf returns a sweep with the analyses of all scopes that its file has.
func sweepOf(t *testing.T, name string, f *results.File) Sweep {
	t.Helper()
	s := Sweep{Name: name, File: f, Scope: analysis.Pipeline}
	for _, scope := range []analysis.Scope{analysis.Steady, analysis.Compute, analysis.Pipeline, analysis.EndToEnd} {
		if a, err := analysis.Of(f, analysis.Options{Scope: scope}); err == nil {
			s.Analyses = append(s.Analyses, a)
		}
	}
	return s
}

func written(t *testing.T, s Sweep) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fourSweeps are as many sweeps as a page shows side by side.
func fourSweeps(t *testing.T) (sweeps []Sweep) {
	t.Helper()
	for _, name := range []string{"golub-queue-paced", "ttest-2cpu", "wait-plant-05", "workloads/stream"} {
		sweeps = append(sweeps, sweepOf(t, name, read(t, name)))
	}
	return sweeps
}

// several returns the page of those.
func several(t *testing.T) string { return writtenSeveral(t, fourSweeps(t)) }

func writtenSeveral(t *testing.T, sweeps []Sweep) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSeveral(&b, sweeps); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// repeated returns a sweep with its blocks made several times over, and times of chunks in each run.
func repeated(f *results.File, times int) *results.File {
	blocks := 0
	for _, r := range f.Runs {
		blocks = max(blocks, r.Block+1)
	}
	many := *f
	many.Runs = nil
	for k := range times {
		for _, r := range f.Runs {
			if r.Warmup {
				continue
			}
			r.Block += k * blocks
			r.Start = r.Start.Add(time.Duration(k) * time.Minute)
			r.Timeline = chunked(&r)
			many.Runs = append(many.Runs, r)
		}
	}
	return &many
}

// chunked cuts the work of each worker of a run into its chunks, with its claims between them.
func chunked(r *harness.Run) harness.Timeline {
	var all [][]harness.Span
	first := 0
	for _, w := range r.Timing.Workers {
		var spans []harness.Span
		at := w.Wake
		for i := range w.Chunks {
			long := w.Busy / time.Duration(w.Chunks)
			spans = append(spans, harness.Span{First: first + i, Chunks: 1, Start: at, End: at + long})
			at += long + w.Claim/time.Duration(w.Chunks)
		}
		first += w.Chunks
		all = append(all, spans)
	}
	return harness.NewTimeline(all)
}

// nasty is a name that a page must show as it is.
var nasty = "</script><img src=x onerror=alert(1)>\"'`{{.}}\x1b[31m\u202e" + strings.Repeat("x", 10_000)

// hostile returns a sweep whose names are nasty.
func hostile(t *testing.T) *results.File {
	f := read(t, "ttest-2cpu")
	h := &f.Header
	h.Data.Name, h.Data.Groups, h.Machine.Hostname, h.Workload, h.Machine.CPUModel = nasty, [2]string{nasty, nasty}, nasty, nasty, nasty
	h.Command, h.Args, h.Version = []string{nasty, nasty}, map[string]string{nasty: nasty}, nasty
	f.End = &results.End{Stopped: nasty}
	return f
}
