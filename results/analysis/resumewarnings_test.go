package analysis

import (
	"testing"

	"serialfraction/results"
	"serialfraction/results/advice"

	"github.com/google/go-cmp/cmp"
)

// A sweep that was resumed on another machine or version has warnings of what changed.
func TestResumedWarnings(t *testing.T) {
	h := header(1, 2)
	h.Forced = []string{"another sweep was running"}
	elsewhere := h.Machine
	elsewhere.Kernel = "6.2.0"
	f := &results.File{Header: h, Resumes: []results.Resume{
		{Version: h.Version, Machine: elsewhere, After: 3},
		{Version: "v0.2.0", Machine: elsewhere, After: 5, Forced: []string{"another machine"}},
	}}
	want := []string{
		"forced: another sweep was running; for figures without that doubt, sweep again and force nothing",
		"changed when the sweep was resumed after 3 runs: kernel: 6.1.0 → 6.2.0; compare with a sweep that was not interrupted",
		"forced when the sweep was resumed after 5 runs: another machine; for figures without that doubt, sweep again and force nothing",
		"changed when the sweep was resumed after 5 runs: harness: v0.1.0 → v0.2.0; compare with a sweep that was not interrupted",
	}
	if diff := cmp.Diff(want, words(resumed(f))); diff != "" {
		t.Error(diff)
	}
}

// words returns the messages of facts.
func words(all []advice.Fact) (texts []string) {
	for _, f := range all {
		texts = append(texts, f.Message())
	}
	return texts
}
