package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// MostRuns is how many runs have a mark in a strip, flaggedRoom those of them that are flagged: of more every k-th has.
// A flagged one has a line through all strips, and beyond an eighth of the room these would hide the others.
const (
	MostRuns    = 600
	flaggedRoom = MostRuns / 8
)

// Load shows what the machine did during each timed run of a sweep, in the order of the runs: how long the run took,
// and below that what else had the CPUs and how fast they ran, as far as the file has it. Runs that the report flags
// have a line through all strips. a is the analysis of f; a file without timed runs has no strips.
func Load(f *results.File, a *analysis.Report) Strips {
	runs, _, _ := f.Timed()
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b harness.Run) int { return a.Start.Compare(b.Start) })
	s := Strips{Name: "load", Says: "How long each run took, and what else the machine did meanwhile, in the order of the runs."}
	if len(runs) == 0 {
		return s
	}
	s.X = even("timed runs, in the order of the sweep", 0, float64(len(runs)+1)).whole().upTo(float64(len(runs) + 1))
	flagsOf := a.FlagsOf()
	drawn := drawnRuns(runs, flagsOf)
	var missing []string
	ticks := false
	for _, q := range quantities(f, runs) {
		strip := Strip{Name: q.name, Falls: q.falls}
		lo, hi := 0.0, 0.0
		known := false
		for i, r := range runs {
			v, ok := q.of(i)
			if !ok || !number.Finite(v) {
				continue
			}
			if lo, hi = min(lo, v), max(hi, v); !known && !q.fromZero {
				lo, hi = v, v
			}
			known = true
			x := float64(i + 1)
			switch flagged := flagsOf(r); {
			case !drawn[i]:
			case len(flagged) > 0:
				tip := fmt.Sprintf("run %d, N = %d, block %d: %s, %s; flagged: %s", i+1, r.Workers, r.Block, number.Duration(r.Timing.Wall.Seconds()), q.words(v), strings.Join(flagged, ", "))
				strip.Touched = append(strip.Touched, Mark{X: x, Y: fit.Interval{Value: v, Lo: v, Hi: v}, Hollow: true, Tip: tip})
			default:
				strip.Points = append(strip.Points, XY{x, v})
			}
		}
		switch {
		case known && (hi > lo || !q.onlyIfSeen):
			strip.Y = even(q.name, lo, max(hi, lo+q.least))
			s.Of = append(s.Of, strip)
			ticks = ticks || q.ticks
		case !known && q.missing != "":
			missing = append(missing, q.missing)
		}
	}
	s.Caption = loadCaption(runs, drawn, len(a.FlaggedRuns), ticks, missing)
	return s
}

// A quantity is something that is known of a run.
type quantity struct {
	name       string // with its unit
	of         func(run int) (v float64, ok bool)
	words      func(v float64) string // the value in a sentence
	fromZero   bool                   // its axis has 0
	least      float64                // the least length of its axis
	ticks      bool                   // it is counted in ticks of 10 ms
	falls      bool                   // the least values are those to look for
	onlyIfSeen bool                   // it has no strip where it is alike in all runs
	missing    string                 // what is said where no run has it; "" = nothing
}

// quantities are those that strips show, the time of the run first.
func quantities(f *results.File, runs []harness.Run) []quantity {
	m := &f.Header.Machine
	middle := medians(runs)
	percent := func(of string) func(float64) string {
		return func(v float64) string { return of + " " + number.Significant(v, 2) + " %" }
	}
	return []quantity{
		{name: "time over the median, %", fromZero: true, least: 1, of: func(i int) (float64, bool) {
			return 100 * (runs[i].Timing.Wall.Seconds()/middle[runs[i].Workers] - 1), true
		}, words: func(v float64) string {
			if v < 0 {
				return number.Significant(-v, 2) + " % less than the median at its N"
			}
			return number.Significant(v, 2) + " % more than the median at its N"
		}},
		{name: "waited for a CPU, %", fromZero: true, least: 1, of: func(i int) (float64, bool) { return waited(runs[i]) }, words: percent("its workers waited for a CPU for"),
			missing: "For how long the workers waited for a CPU is not in this file."},
		{name: "other work, % of CPUs", fromZero: true, ticks: true, least: 5, of: func(i int) (float64, bool) {
			share, ok := around(runs, i, func(r harness.Run) *time.Duration {
				if r.Timing.Others == nil {
					return nil
				}
				return &r.Timing.Others.CPU
			})
			return 100 * min(1, share/float64(max(1, m.AffinityCPUs))), ok && m.AffinityCPUs > 0
		}, words: percent("other programs used of the CPUs"), missing: "What other programs used of the CPUs is not in this file."},
		{name: "hypervisor, % of CPUs", fromZero: true, ticks: true, onlyIfSeen: true, of: func(i int) (float64, bool) {
			share, ok := around(runs, i, func(r harness.Run) *time.Duration { return r.System.Steal })
			return 100 * min(1, share/float64(max(1, m.LogicalCPUs))), ok && m.LogicalCPUs > 0
		}, words: percent("the hypervisor took of the CPUs")},
		clock(f, runs),
	}
}

// clock is how fast the CPUs ran in a run: the fastest as the system told it right after the run, or where it
// told of none, all of the workers while they had a CPU, by their counters.
func clock(f *results.File, runs []harness.Run) quantity {
	q := quantity{name: "clock, GHz", least: 0.1, falls: true, missing: noClock(f), of: func(i int) (float64, bool) {
		return float64(runs[i].System.ClockHz) / 1e9, runs[i].System.ClockHz > 0
	}, words: func(v float64) string { return "a CPU ran at " + number.Significant(v, 3) + " GHz" }}
	if !slices.ContainsFunc(runs, func(r harness.Run) bool { return r.System.ClockHz > 0 }) {
		q.of = func(i int) (float64, bool) { return workersClock(runs[i]) }
		q.words = func(v float64) string { return "its workers ran at " + number.Significant(v, 3) + " GHz" }
	}
	return q
}

// workersClock returns the cycles in a nanosecond of the workers of a run while they had a CPU; ok is false
// unless they were counted of each.
func workersClock(r harness.Run) (ghz float64, ok bool) {
	var cycles, running float64
	for _, w := range r.Timing.Workers {
		if w.Counts == nil || w.Counts.Hardware == nil {
			return 0, false
		}
		cycles += float64(w.Counts.Hardware.Cycles)
		running += float64(w.Counts.Hardware.Running)
	}
	return cycles / running, running > 0
}

// noClock says why a file has no clock of the CPUs in its runs.
func noClock(f *results.File) string {
	const instead = " A clock that falls during the sweep shows as runs that take longer."
	switch m := &f.Header.Machine; {
	case m.Clock.Driver != "" || m.Clock.Governor != "":
		return "The clock of the CPUs is not in this file: what made it did not read it." + instead
	case m.Hypervisor || m.Virtualisation != "":
		return "This machine tells no clock of its CPUs: it is a virtual one, and has no frequency of its own to read." + instead
	}
	return "This machine tells no clock of its CPUs: its system has no file with their frequency." + instead
}

// medians returns the middle time of the runs at each N, in seconds.
func medians(runs []harness.Run) map[int]float64 {
	walls := map[int][]float64{}
	for _, r := range runs {
		walls[r.Workers] = append(walls[r.Workers], r.Timing.Wall.Seconds())
	}
	middle := map[int]float64{}
	for n, w := range walls {
		slices.Sort(w)
		middle[n] = (w[(len(w)-1)/2] + w[len(w)/2]) / 2
	}
	return middle
}

// waited returns for how much of a run its workers waited for a CPU, on average, in percent.
func waited(r harness.Run) (share float64, ok bool) {
	for _, w := range r.Timing.Workers {
		if w.Sched == nil {
			return 0, false
		}
		share += w.Sched.RunDelay.Seconds()
	}
	return 100 * share / float64(max(len(r.Timing.Workers), 1)) / r.Timing.Wall.Seconds(), len(r.Timing.Workers) > 0
}

// longEnough is how long runs take together in which a count in ticks of 10 ms says how much was counted.
const longEnough = 200 * time.Millisecond

// around returns the CPUs that were in use as counted in a run and, where that is short, in its neighbours, as many on
// either side, that together take long enough.
func around(runs []harness.Run, i int, counted func(harness.Run) *time.Duration) (cpus float64, ok bool) {
	var used, wall time.Duration
	add := func(k int) bool {
		if k < 0 || k >= len(runs) || counted(runs[k]) == nil {
			return false
		}
		used, wall = used+*counted(runs[k]), wall+runs[k].Timing.Wall
		return true
	}
	if !add(i) {
		return 0, false
	}
	for near := 1; near < len(runs) && wall < longEnough; near++ {
		add(i - near)
		add(i + near)
	}
	return used.Seconds() / wall.Seconds(), wall > 0
}

// drawnRuns says which of the runs have a mark.
func drawnRuns(runs []harness.Run, flagsOf func(harness.Run) []string) []bool {
	var flagged, others []int
	for i, r := range runs {
		if len(flagsOf(r)) > 0 {
			flagged = append(flagged, i)
		} else {
			others = append(others, i)
		}
	}
	drawn := make([]bool, len(runs))
	some := func(of []int, most int) (n int) {
		every := (len(of) + most - 1) / most
		for k := 0; k < len(of); k += max(1, every) {
			drawn[of[k]] = true
			n++
		}
		return n
	}
	some(others, MostRuns-some(flagged, flaggedRoom))
	return drawn
}

// loadCaption says what the marks of the strips are.
func loadCaption(runs []harness.Run, drawn []bool, flagged int, ticks bool, missing []string) string {
	first, last := runs[0], slices.MaxFunc(runs, func(a, b harness.Run) int {
		return cmp.Compare(a.Start.UnixNano()+int64(a.Timing.Wall), b.Start.UnixNano()+int64(b.Timing.Wall))
	})
	long := last.Start.Sub(first.Start) + last.Timing.Wall
	words := []string{fmt.Sprintf("%s in %s, each at the same place in every strip.", wording.Count(len(runs), "timed run"), number.Duration(math.Max(long.Seconds(), 0)))}
	if n := len(slices.DeleteFunc(slices.Clone(drawn), func(d bool) bool { return !d })); n < len(runs) {
		words = append(words, fmt.Sprintf("%s of them are drawn, evenly spread; tables use all.", number.Workers(float64(n))))
	}
	if flagged > 0 {
		words = append(words, "Flagged runs, which were disturbed or slow for their N, are marked through all strips.")
	} else {
		words = append(words, "No run is flagged.")
	}
	if ticks {
		words = append(words, "Of the CPUs: counted in ticks of 10 ms, so of short runs the mean over neighbours that take 0.2 s together.")
	}
	return strings.Join(append(words, missing...), " ")
}
