//go:build !race

package analysis

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
)

var programTable = flag.String("program-table", "", "a file to write the coverage of the program's own S to")

var programSweeps = flag.Int("program-sweeps", 100, "sweeps for each entry of that table")

// A held is how many intervals of so many sweeps hold the truth.
type held struct {
	job           chunkedJob
	truth         float64
	below, above  int // intervals that are all below the truth, or above it
	width, middle float64
}

func (j chunkedJob) held(t testing.TB, sweeps int, seed uint64) held {
	h := held{job: j, truth: j.truth()}
	r := rand.New(rand.NewPCG(12, seed))
	for range sweeps {
		i := j.study(t, r).division.program.SerialFraction
		switch {
		case i.Hi < h.truth:
			h.below++
		case i.Lo > h.truth:
			h.above++
		}
		h.width += (i.Hi - i.Lo) / float64(sweeps)
		h.middle += i.Value / float64(sweeps)
	}
	return h
}

// The interval of the program's own S holds what its rows make of it, on a quiet machine and on one
// that a loop shares, of rows that take the same and of rows that do not.
func TestProgramCoverage(t *testing.T) {
	const sweeps = 100
	for i, j := range []chunkedJob{
		{schedule: "dynamic", rows: alike, chunks: 42, workers: []int{1, 2}, runs: 25},
		{schedule: "dynamic", rows: alike, chunks: 42, workers: []int{1, 2}, runs: 25, load: inTurns},
		{schedule: "dynamic", rows: atRandom, chunks: 42, workers: []int{1, 2}, runs: 25},
		{schedule: "static", rows: rising, chunks: 64, workers: []int{1, 2}, runs: 4},
		{schedule: "guided", rows: unlike, chunks: 100, workers: []int{1, 8}, runs: 12, load: inTurns},
		{schedule: "dynamic", rows: unlike, chunks: 3, workers: []int{1, 2}, runs: 12, load: inTurns},
		{schedule: "guided", rows: atRandom, chunks: 42, workers: []int{1, 8}, runs: 25, load: inTurns},
		{schedule: "static", rows: alike, chunks: 4, workers: []int{1, 2}, runs: 4, load: inTurns},
		{schedule: "dynamic", rows: alike, chunks: 3, workers: []int{1, 2}, runs: 12, load: inTurnsMeasured},
		{schedule: "dynamic", rows: unlike, chunks: 42, workers: []int{1, 2}, runs: 12, load: inTurnsMeasured},
	} {
		h := j.held(t, sweeps, uint64(i))
		if missed := h.below + h.above; missed > 12 { // three standard errors from 5 %
			t.Errorf("%+v: %d of %d intervals miss S = %.4f, %d of them are below it", j, missed, sweeps, h.truth, h.below)
		}
	}
	if *programTable != "" {
		writeProgramCoverage(t)
	}
}

func writeProgramCoverage(t *testing.T) {
	sweeps := *programSweeps
	var jobs []chunkedJob
	loads := []loadKind{quiet, inTurns, inTurnsMeasured}
	for _, rows := range []rowsKind{alike, unlike, rising, atRandom} {
		for _, schedule := range []string{"dynamic", "static", "guided"} {
			for _, size := range []struct {
				chunks  int
				workers []int
			}{{3, []int{1, 2}}, {4, []int{1, 2}}, {42, []int{1, 2}}, {42, []int{1, 8}}, {400, []int{1, 8}}} {
				for _, runs := range []int{4, 12, 50} {
					for _, load := range loads {
						jobs = append(jobs, chunkedJob{schedule: schedule, rows: rows, chunks: size.chunks, workers: size.workers, runs: runs, load: load})
					}
				}
			}
		}
	}
	all := make([]held, len(jobs))
	var group sync.WaitGroup
	for w := range 2 {
		group.Go(func() {
			for i := w; i < len(jobs); i += 2 {
				all[i] = jobs[i].held(t, sweeps, uint64(i))
			}
		})
	}
	group.Wait()
	var out strings.Builder
	fmt.Fprintf(&out, `# Coverage of the program's own S

How often the nominal 95 %% interval of the program's own S ([program.md](program.md)) holds the
true one, in %%, over %d simulated sweeps for each entry. Written by `+"`make coverage`"+`. Simulated are a
split of 0.2 ms and chunks of 20 ms of work together. Each takes 1.5 %% more or less by its place
in memory, which is another in every sweep, and 3 %% more or less by noise, which is another in every
run. The rows are alike; unlike, up to ten times as long as others, and always the same ones;
rising, each longer than the one before; or at random, another time in every run. "Loaded" are sweeps in
which a loop has the CPU for every other 4 ms at N = 1. Of their waits the sum of each run is known; where they
are "measured" so is the wait in each chunk longer than 0.5 ms that is the first or comes behind another such
one, as files have them that this version writes (`+"`timeline_delays`"+`). In brackets: the intervals that are all
below the true S, and those above it. With fewer than three runs at N = 1 the interval has no end.

Under load the interval is wider where chunks are longer than a slice of 4 ms and their waits were not
measured, for hardly one goes without a wait, and where rows are at random, of whose longest chunks most
have one. The middle by itself is no estimate: of rows at random it is up to half of S below it, whatever
the runs.

| rows | schedule | chunks | N | runs | S | quiet: holds S | middle | mean width | loaded: holds S | middle | mean width | loaded, measured: holds S | middle | mean width |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
`, sweeps)
	for i, h := range all {
		percent := func(k int) float64 { return 100 * float64(k) / float64(sweeps) }
		if i%len(loads) == 0 {
			fmt.Fprintf(&out, "| %s | %s | %d | 1, %d | %d | %.4f |", h.job.rows, h.job.schedule, h.job.chunks, h.job.workers[1], h.job.runs, h.truth)
		}
		fmt.Fprintf(&out, " %.1f (%.1f, %.1f) | %.4f | %.4f |", percent(sweeps-h.below-h.above), percent(h.below), percent(h.above), h.middle, h.width)
		if i%len(loads) == len(loads)-1 {
			fmt.Fprintln(&out)
		}
	}
	if err := os.WriteFile(*programTable, []byte(out.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}
