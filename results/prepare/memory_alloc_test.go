//go:build !race

package prepare

import (
	"runtime/metrics"
	"testing"

	"serialfraction/harness/input"
	"serialfraction/results"
)

// What a job is taken to need is what a sweep of it allocates, for garbage aside that is all that it
// ever has at once. The race detector allocates beside it.
func TestNeedIsWhatIsAllocated(t *testing.T) {
	allocated := func() uint64 {
		s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64()
	}
	run := func(r results.Request) (size input.Size, bytes uint64) {
		before := allocated()
		s := made(t, r, nil)
		for _, err := range s.Runs(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
		}
		return input.SizeOfRows(s.Trials[0].Job.Data), allocated() - before
	}
	_, least := run(asked("ttest", "synth:rows=2,cols=4", nil))
	for name, r := range map[string]results.Request{
		"ttest":   asked("ttest", "synth:rows=8000,cols=100", nil),
		"control": asked("ttest", "synth:rows=8000,cols=100", func(r *results.Request) { r.Control = true }),
		"queue":   asked("ttest", "synth:rows=8000,cols=100", func(r *results.Request) { r.Schedule = "queue"; r.ChunkRows = 800 }),
		"adjust":  asked("ttest", "synth:rows=40000,cols=4", func(r *results.Request) { r.Settings["adjust"] = []string{"bh"} }),
		"tile":    asked("ttest", "synth:rows=800,cols=100", func(r *results.Request) { r.Source.Tile = 10 }),
		"invert":  asked("invert", "spd:rows=8000,k=8", nil),
		"trend":   asked("trend", "genotypes:variants=30000,samples=200", nil),
		"maxt": asked("permtest", "synth:rows=2000,cols=8", func(r *results.Request) {
			r.Settings["adjust"], r.Settings["permutations"] = []string{"maxt"}, []string{"400"}
		}),
		"stream": asked("stream", "synth:rows=32,cols=2", func(r *results.Request) { r.Settings["array"] = []string{"16MiB"} }),
		"weak":   asked("ttest", "synth:rows=5000,cols=100", func(r *results.Request) { r.Weak = true }),
	} {
		size, bytes := run(r)
		d := demandOf(t, r)
		if r.Weak {
			d.each = size.Rows
			size.Rows *= 2
		}
		if r.Source.Tile > 0 {
			d.each = size.Rows / r.Source.Tile
		}
		need, took := d.need(size).Bytes(size.Rows), int64(bytes-least)
		if ratio := float64(need) / float64(took); ratio < 0.8 || ratio > 1.3 {
			t.Errorf("%s: %d bytes allocated, %d needed: ratio %.2f", name, took, need, ratio)
		}
		t.Logf("%s: %.2f of %d kB", name, float64(need)/float64(took), took>>10)
	}
}
