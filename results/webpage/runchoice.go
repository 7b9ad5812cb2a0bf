package webpage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/lanes"
	"serialfraction/results/number"
	"serialfraction/results/palette"
)

// A choice is a run that a reader may look at.
type choice struct {
	Key   string `json:"key"`
	Label string `json:"label"` // "median, 12.9 ms"
}

// A runView is the part of the page that shows runs worker by worker.
type runView struct {
	First  runLanes
	SVG    template.HTML
	States []stateRow
	Ns     []runsAt
	Data   runData
	Left   string // what is left out
	Note   string
}

// A stateRow is an entry of the legend of the lanes.
type stateRow struct{ Key, Colour, Words, Share string }

// runsAt are the runs at one N that can be looked at.
type runsAt struct {
	N       int      `json:"n"`
	Choices []choice `json:"choices"`
	First   bool     `json:"first"` // is shown first
}

// runData is what the script chooses from.
type runData struct {
	Ns   []runsAt   `json:"ns"`
	Runs []runLanes `json:"runs"`
}

// mostRunBytes is how much of the page drawn runs may be, and leastRunBytes how much is kept for them.
const mostRunBytes, leastRunBytes = 70_000, 20_000

// runsOf returns the runs of a sweep, drawn; nil where the file has none with workers. First the median
// run at the largest N that was fitted; then those of the other N, the fastest and the slowest, and as many
// of the others as there is room for, in bytes, block by block.
func runsOf(f *results.File, a *analysis.Report, room int) *runView {
	own, _, _ := f.Timed()
	own = slices.DeleteFunc(own, func(r harness.Run) bool { return len(r.Timing.Workers) == 0 })
	if len(own) == 0 {
		return nil
	}
	byN := map[int][]harness.Run{}
	var ns []int
	for _, r := range own {
		if byN[r.Workers] == nil {
			ns = append(ns, r.Workers)
		}
		byN[r.Workers] = append(byN[r.Workers], r)
	}
	slices.Sort(ns)
	largest := ns[len(ns)-1]
	if n := len(a.FittedWorkers); n > 0 && byN[a.FittedWorkers[n-1]] != nil {
		largest = a.FittedWorkers[n-1]
	}
	v := runView{}
	budget := max(leastRunBytes, min(mostRunBytes, room))
	held := map[string]bool{}
	draw := func(r *harness.Run, force bool) bool {
		key := fmt.Sprintf("%d-%d-%d", r.Workers, r.Block, r.Order)
		if held[key] {
			return true
		}
		l := lanesOf(key, runTitle(r), r)
		text, err := json.Marshal(l)
		if err != nil || !force && len(text) > budget {
			return false
		}
		budget -= len(text)
		held[key] = true
		v.Data.Runs = append(v.Data.Runs, l)
		return true
	}
	special := map[int][]*harness.Run{}
	for _, n := range ns {
		sorted := slices.Clone(byN[n])
		slices.SortStableFunc(sorted, func(a, b harness.Run) int { return cmp.Compare(a.Timing.Wall, b.Timing.Wall) })
		special[n] = []*harness.Run{&sorted[(len(sorted)-1)/2], &sorted[0], &sorted[len(sorted)-1]}
	}
	draw(special[largest][0], true)
	v.First = v.Data.Runs[0]
	for k := range 3 {
		for _, n := range ns {
			draw(special[n][k], false)
		}
	}
	blocks := slices.Clone(own)
	slices.SortStableFunc(blocks, func(a, b harness.Run) int { return cmp.Compare(a.Block, b.Block) })
	for i := range blocks {
		if !draw(&blocks[i], false) {
			break
		}
	}
	names := []string{"median", "fastest", "slowest"}
	for _, n := range ns {
		at := runsAt{N: n, First: n == largest}
		for k, r := range special[n] {
			if key := fmt.Sprintf("%d-%d-%d", r.Workers, r.Block, r.Order); held[key] {
				at.Choices = append(at.Choices, choice{key, names[k] + ", " + number.Duration(r.Timing.Wall.Seconds())})
			}
		}
		for _, r := range byN[n] {
			if key := fmt.Sprintf("%d-%d-%d", r.Workers, r.Block, r.Order); held[key] {
				at.Choices = append(at.Choices, choice{key, fmt.Sprintf("block %d, %s", r.Block, number.Duration(r.Timing.Wall.Seconds()))})
			}
		}
		if len(at.Choices) > 0 {
			v.Ns = append(v.Ns, at)
		}
	}
	v.Data.Ns = v.Ns
	for i := range v.Data.Runs { // those at one N have one frame; it is written once
		if i > 0 && slices.ContainsFunc(v.Data.Runs[:i], func(l runLanes) bool { return l.Frame != nil && sameN(l.Key, v.Data.Runs[i].Key) }) {
			v.Data.Runs[i].Frame = nil
		}
	}
	if len(held) < len(own) {
		v.Left = fmt.Sprintf("%s of %s can be looked at here: of each N the median, the fastest and the slowest, and whole blocks as far as there is room.", count(len(held), "run"), count(len(own), "run"))
	}
	v.SVG = v.First.svg(a.PaceSeconds > 0)
	for _, s := range states {
		c := s.of
		words := s.words
		if s.key == string(lanes.Kernel) && a.PaceSeconds > 0 {
			c, words = palette.Paced, "working, or waiting for its pace"
		}
		v.States = append(v.States, stateRow{s.key, c.Name, words, v.First.Shares[s.key]})
	}
	v.Note = laneNote(own) + thinnedLanes(ns)
	return &v
}

func sameN(a, b string) bool {
	var n, m, x int
	fmt.Sscanf(a, "%d-%d", &n, &x)
	fmt.Sscanf(b, "%d-%d", &m, &x)
	return n == m
}

// runTitle is the line above a run.
func runTitle(r *harness.Run) string {
	n, wall := len(r.Timing.Workers), r.Timing.Wall.Seconds()
	return fmt.Sprintf("Block %d: %s × %s = %s of worker time, of which", r.Block, count(n, "worker"), number.Duration(wall), number.Duration(float64(n)*wall))
}

// thinnedLanes says at which N not every worker has a lane; "" = at each it has.
func thinnedLanes(ns []int) string {
	text := ""
	for _, n := range ns {
		if every := laneEvery(n); every > 1 {
			text += fmt.Sprintf(" At N = %s one of %d workers has a lane.", wording.Grouped(n), every)
		}
	}
	return text
}

// laneNote says what of the lanes was measured.
func laneNote(runs []harness.Run) string {
	timeline, delay := true, false
	for _, r := range runs {
		timeline = timeline && r.Timeline != nil
		for _, w := range r.Timing.Workers {
			delay = delay || w.Sched != nil
		}
	}
	note := "Start and end of every chunk were measured."
	if !timeline {
		note = "When a worker started and when it was done were measured. Between the two only sums are known: work is drawn first, then the time between chunks."
	}
	if delay {
		note += " The thin dark line is time in which a worker was ready and had no CPU: how much, not when."
	}
	return note
}
