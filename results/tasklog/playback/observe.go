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
	Mean        int64
	Count       int // of the sample
}

// quartiles sorts the sample.
func quartiles(sample []int64) Quartiles {
	if len(sample) == 0 {
		return Quartiles{}
	}
	slices.Sort(sample)
	at := func(share float64) int64 { return sample[int(math.Round(share*float64(len(sample)-1)))] }
	sum := 0.0
	for _, x := range sample {
		sum += float64(x)
	}
	return Quartiles{at(0.25), at(0.5), at(0.75), int64(sum / float64(len(sample))), len(sample)}
}

// Observed is what a log shows of what starts its tasks.
type Observed struct {
	Gap     Quartiles // from the end of a task to the start of the next in its slot, where one waited
	Spacing Quartiles // between two starts while a slot was free and a task waited
	Hidden  int       // gaps that look like attempts which the log does not show; then Spacing is not known
}

// fewest is how many starts must have been held up by nothing but what starts tasks, so that its
// spacing is known.
const fewest = 3

// Measured reports whether the log shows what starts tasks apart from what a slot waits for.
func (o Observed) Measured() bool { return o.Spacing.Count >= fewest }

// A begin is a start of a task, as the log has it.
type begin struct {
	task   *tasklog.Task
	could  int64 // when the task could have begun
	last   int64 // the start before it; meaningless where it is the first
	first  bool  // it is the first of all
	free   int   // slots that were free after the start before it
	unused int   // of these that had never been used
	ended  bool  // some task ended since the start before
	freed  int64 // the first of these ends
	latest int64 // the last of them
	comes  int64 // when the slot came that had not been there; the begin of the run where all were
}

// begins goes through the starts of a log, in their order.
func begins(r *tasklog.Run, starts []int32, ready []int64, slots int, came []int64, visit func(begin)) {
	from, _ := r.Span()
	ends := slices.Clone(starts)
	end := func(i int32) int64 { return r.Tasks[i].Start + r.Tasks[i].Length() }
	slices.SortFunc(ends, func(a, b int32) int { return cmp.Compare(end(a), end(b)) })
	running, most := 0, 0
	b := begin{first: true}
	for _, i := range starts {
		t := &r.Tasks[i]
		b.task, b.could, b.ended, b.comes = t, t.ReadyAt(ready), false, from
		there := slots
		if len(came) > 0 {
			there, _ = slices.BinarySearch(came, t.Start-from+1)
			b.comes = from + came[min(max(0, running), len(came)-1)]
		}
		for ; len(ends) > 0 && end(ends[0]) <= t.Start; ends = ends[1:] {
			if !b.ended {
				b.freed, b.ended = end(ends[0]), true
			}
			b.latest = end(ends[0])
			running -= r.Tasks[ends[0]].Slots()
		}
		visit(b)
		running += t.Slots()
		most = max(most, running)
		b.last, b.first = t.Start, false
		b.free, b.unused = max(0, there-running), max(0, there-max(most, running))
	}
}

// observe finds what starts the tasks of a log, and when a slot was first free for each stage once
// that was ready. A start whose task waited, and a slot was free, at the start before it came as
// late as it did for what starts tasks alone: their distance is the spacing. Where no slot was
// free until a task ended, the time from there is the gap.
func observe(r *tasklog.Run, starts []int32, ready []int64, slots int, came []int64) (Observed, []int64) {
	var gaps, spacings []int64
	free := make([]int64, len(r.Stages))
	known := make([]bool, len(r.Stages))
	begins(r, starts, ready, slots, came, func(b begin) {
		switch {
		case b.free > 0 && b.could <= b.last:
			spacings = append(spacings, b.task.Start-b.last)
		case !b.first && b.free == 0 && b.ended && b.could <= b.freed:
			gaps = append(gaps, b.task.Start-b.freed)
		}
		if stage := b.task.Stage; !known[stage] {
			known[stage] = true
			free[stage] = b.could
			if b.free == 0 && b.ended {
				free[stage] = max(b.could, b.freed)
			} else if b.free == 0 {
				free[stage] = max(b.could, b.comes)
			}
		}
	})
	o := Observed{Gap: quartiles(gaps), Spacing: quartiles(spacings)}
	if o.Hidden = hidden(r, starts, ready, slots, came, o.Gap); o.Hidden > 0 {
		o.Spacing = Quartiles{}
	}
	// Where most starts waited for what starts tasks, the time is the sum of the spacings, not
	// their number times the usual one.
	if 2*o.Spacing.Count > len(starts) {
		o.Spacing.Mid, o.Spacing.Hi = o.Spacing.Mean, max(o.Spacing.Hi, o.Spacing.Mean)
	}
	return o, free
}
