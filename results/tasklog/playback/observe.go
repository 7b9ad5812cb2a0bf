package playback

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/results/tasklog"
)

// Quartiles are a quarter, the half and three quarters of a sample of times, ns.
type Quartiles struct {
	Lo, Mid, Hi int64
	Count       int // of the sample
}

// Observed is what a log shows of what starts its tasks.
type Observed struct {
	Gap     Quartiles // from the end of a task to the start of the next in its slot, where one waited
	Spacing Quartiles // between two starts while a slot was free and a task waited
}

// fewest is how many starts must have been held up by nothing but what starts tasks, so that its
// spacing is known.
const fewest = 3

// Measured reports whether the log shows what starts tasks apart from what a slot waits for.
func (o Observed) Measured() bool { return o.Spacing.Count >= fewest }

// observe goes through the starts of a log, in their order. A start whose task waited, and a slot
// was free, at the start before it came as late as it did for what starts tasks alone: their
// distance is the spacing. Where no slot was free until a task ended, the time from there is the
// gap. It also returns when a slot was first free for each stage once that was ready.
func observe(r *tasklog.Run, starts []int32, ready []int64, slots int, came []int64) (Observed, []int64) {
	from, _ := r.Span()
	ends := slices.Clone(starts)
	end := func(i int32) int64 { return r.Tasks[i].Start + r.Tasks[i].Length() }
	slices.SortFunc(ends, func(a, b int32) int { return cmp.Compare(end(a), end(b)) })

	var gaps, spacings []int64
	free := make([]int64, len(r.Stages))
	known := make([]bool, len(r.Stages))
	running := 0
	var last, freed int64 // the start before, and the first end since then
	wasFree, begun, ended := false, false, false
	for _, i := range starts {
		t := &r.Tasks[i]
		there, comes := slots, from // how many there are, and when the next of them came
		if len(came) > 0 {
			there, _ = slices.BinarySearch(came, t.Start-from+1)
			comes = from + came[min(max(0, running), len(came)-1)]
		}
		for ; len(ends) > 0 && end(ends[0]) <= t.Start; ends = ends[1:] {
			if !ended {
				freed, ended = end(ends[0]), true
			}
			running -= r.Tasks[ends[0]].Slots()
		}
		could := t.ReadyAt(ready)
		switch {
		case wasFree && could <= last:
			spacings = append(spacings, t.Start-last)
		case begun && !wasFree && ended && could <= freed:
			gaps = append(gaps, t.Start-freed)
		}
		if !known[t.Stage] {
			known[t.Stage] = true
			switch {
			case wasFree:
				free[t.Stage] = could
			case ended:
				free[t.Stage] = max(could, freed)
			default:
				free[t.Stage] = max(could, comes)
			}
		}
		running += t.Slots()
		wasFree, last, begun, ended = running < there, t.Start, true, false
	}
	return Observed{Gap: quartiles(gaps), Spacing: quartiles(spacings)}, free
}

// quartiles sorts the sample.
func quartiles(sample []int64) Quartiles {
	if len(sample) == 0 {
		return Quartiles{}
	}
	slices.Sort(sample)
	at := func(share float64) int64 { return sample[int(math.Round(share*float64(len(sample)-1)))] }
	return Quartiles{at(0.25), at(0.5), at(0.75), len(sample)}
}
