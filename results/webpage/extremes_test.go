//go:build !race

package webpage

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// made returns a finished sweep of runs, with the header of a recorded one.
func made(t *testing.T, runs []harness.Run, workers ...int) *results.File {
	t.Helper()
	f := read(t, "wait-plant-05")
	f.Header.Workers, f.Header.Chunks, f.Runs = workers, 8192, runs
	for i := range runs {
		runs[i].Engine = f.Header.Engine
		for k := range runs[i].Timing.Workers {
			runs[i].Timing.Workers[k].Chunks = max(1, f.Header.Chunks/runs[i].Workers)
		}
	}
	return f
}

// wide returns a sweep with many workers.
func wide(t *testing.T) *results.File {
	ns := []int{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096}
	return made(t, runtest.Amdahl(3, 10*time.Millisecond, 400*time.Second, ns...), ns...)
}

// The pages of very large files can be sent, and say what of the runs and of the workers they leave out.
func TestExtremes(t *testing.T) {
	few := []int{1, 2, 4}
	many := runtest.Amdahl(10_000, 10*time.Millisecond, 400*time.Millisecond, few...)
	for i := range many {
		if i%2 == 0 {
			continue
		}
		for k := range many[i].Timing.Workers { // so that it is flagged
			many[i].Timing.Workers[k].Sched.RunDelay = many[i].Timing.Wall / 2
		}
	}
	for name, c := range map[string]struct {
		file *results.File
		says []string
	}{
		"4096 workers": {wide(t), []string{"At N = 4,096 one of 32 workers has a lane."}},
		"30000 runs":   {made(t, many, few...), []string{" of 30,000 timed runs are drawn", " of them are drawn, evenly spread", "flagged: interference"}},
	} {
		t.Run(name, func(t *testing.T) {
			page := written(t, sweepOf(t, name, c.file))
			t.Logf("%d bytes", len(page))
			if len(page) > heaviest {
				t.Errorf("%d bytes, more than %d", len(page), heaviest)
			}
			if bad := noNumber.FindString(page); bad != "" {
				t.Errorf("the page has %s", bad)
			}
			for _, must := range c.says {
				if !strings.Contains(plainText(page), must) {
					t.Errorf("the page does not say %q", must)
				}
			}
		})
	}
}
