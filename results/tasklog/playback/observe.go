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

// A logged is a run in the order of time.
type logged struct {
	run    *tasklog.Run
	slots  int
	came   []int64 // when each slot came, from the begin of the run; nil = all at the begin
	ready  []int64 // when each stage was
	starts []int32 // tasks, by their start
	ends   []int32 // tasks, by their end
}

func read(r *tasklog.Run, slots int, came []int64) logged {
	l := logged{run: r, slots: slots, came: came, ready: r.StagesReady(), starts: make([]int32, len(r.Tasks))}
	for i := range l.starts {
		l.starts[i] = int32(i)
	}
	slices.SortFunc(l.starts, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.Tasks[a].Start, r.Tasks[b].Start), cmp.Compare(a, b))
	})
	l.ends = slices.Clone(l.starts) // which is nearly sorted, so that sorting it is fast
	slices.SortFunc(l.ends, func(a, b int32) int { return cmp.Compare(l.end(a), l.end(b)) })
	return l
}

func (l *logged) end(task int32) int64 {
	t := &l.run.Tasks[task]
	return t.Start + t.Length()
}

// begins goes through the starts, in their order.
func (l *logged) begins(visit func(begin)) {
	r, ends := l.run, l.ends
	from, _ := r.Span()
	running, most := 0, 0
	b := begin{first: true}
	for _, i := range l.starts {
		t := &r.Tasks[i]
		b.task, b.could, b.ended, b.comes = t, t.ReadyAt(l.ready), false, from
		there := l.slots
		if len(l.came) > 0 {
			there, _ = slices.BinarySearch(l.came, t.Start-from+1)
			b.comes = from + l.came[min(max(0, running), len(l.came)-1)]
		}
		for ; len(ends) > 0 && l.end(ends[0]) <= t.Start; ends = ends[1:] {
			if !b.ended {
				b.freed, b.ended = l.end(ends[0]), true
			}
			b.latest = l.end(ends[0])
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
func (l *logged) observe() (Observed, []int64) {
	sample := make([]int64, len(l.starts)) // gaps from its begin, spacings from its end: a start shows one at most
	gaps, spacings := 0, len(sample)
	free := make([]int64, len(l.run.Stages))
	known := make([]bool, len(l.run.Stages))
	l.begins(func(b begin) {
		switch {
		case b.free > 0 && b.could <= b.last:
			spacings--
			sample[spacings] = b.task.Start - b.last
		case !b.first && b.free == 0 && b.ended && b.could <= b.freed:
			sample[gaps] = b.task.Start - b.freed
			gaps++
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
	o := Observed{Gap: quartiles(sample[:gaps]), Spacing: quartiles(sample[spacings:])}
	if o.Hidden = l.hidden(o.Gap); o.Hidden > 0 {
		o.Spacing = Quartiles{}
	}
	// Where most starts waited for what starts tasks, the time is the sum of the spacings, not
	// their number times the usual one.
	if 2*o.Spacing.Count > len(l.starts) {
		o.Spacing.Mid, o.Spacing.Hi = o.Spacing.Mean, max(o.Spacing.Hi, o.Spacing.Mean)
	}
	return o, free
}
