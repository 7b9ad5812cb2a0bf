package playback

import (
	"cmp"
	"slices"

	"serialfraction/results/tasklog"
)

const (
	asLong        = 0.7 // of a task, from which a gap may be an attempt
	asLongMost    = 3.3 // of a task: as many attempts as are usual, in one gap
	severalHidden = 2   // gaps, so that a single pause of the machine is none
	clearOf       = 5   // times as long as a gap must a task be, so that the two are not mistaken
)

// hidden counts the gaps that look like attempts which the log does not show: a slot that had been
// used is free for as long as a task although tasks wait, while what starts tasks is at its work,
// for it fills other slots as soon as they are free. Several at once count as one.
func (l *logged) hidden(gap Quartiles) int {
	if gap.Count < fewest {
		return 0
	}
	lengths := make([]int64, len(l.starts))
	for i := range l.run.Tasks {
		lengths[i] = l.run.Tasks[i].Length()
	}
	task := quartiles(lengths).Mid
	if task < clearOf*gap.Hi {
		return 0
	}
	reach := 2 * gap.Hi
	count, others := 0, 0
	isFree := false
	var since, freed int64 // since when a used slot has been free; the first end before the start before
	l.begins(func(b begin) {
		prompt := b.ended && b.task.Start-b.latest <= reach
		if b.could > b.last {
			isFree = false // nothing waited for it
		} else if !isFree && b.free > b.unused {
			isFree, since, others = true, freed, 0
		}
		if isFree && prompt {
			others++
		} else if isFree {
			if length := float64(b.task.Start - since); others > 0 && length > asLong*float64(task) && length < asLongMost*float64(task) {
				count++
			}
			isFree = false
		}
		freed = b.task.Start
		if b.ended {
			freed = b.freed
		}
	})
	if count < severalHidden {
		return 0
	}
	return count
}

// Together returns how many tasks were long at once and ended at once: the machine seems to have
// stood still. Each took more than long times the median of its stage, and more by a part of the run
// that matters; more than two of them ran together, and they ended within a tenth of that median;
// nearly all that ended then were of them.
func Together(r *tasklog.Run) int {
	const long, matters, atOnce, nearlyAll = 2.5, 0.01, 3, 0.9
	from, to := r.Span()
	median := medians(r)
	end := func(i int32) int64 { return r.Tasks[i].Start + r.Tasks[i].Length() }
	var slow []int32
	for i := range r.Tasks {
		length, m := float64(r.Tasks[i].Length()), float64(median[r.Tasks[i].Stage])
		if m > 0 && length > long*m && length-m > matters*float64(to-from) {
			slow = append(slow, int32(i))
		}
	}
	slices.SortFunc(slow, func(a, b int32) int { return cmp.Compare(end(a), end(b)) })

	type group struct {
		from, to   int64 // of their ends
		count, all int
	}
	var groups []group
	for first := 0; first < len(slow); {
		g := group{from: end(slow[first]), to: end(slow[first]) + max(r.Quantum, median[r.Tasks[slow[first]].Stage]/10)}
		next := first
		for ; next < len(slow) && end(slow[next]) <= g.to; next++ {
			if r.Tasks[slow[next]].Start < g.from {
				g.count++
			}
		}
		if first = next; g.count >= atOnce {
			groups = append(groups, g)
		}
	}
	if len(groups) == 0 {
		return 0
	}
	for i := range r.Tasks {
		at := end(int32(i))
		k, _ := slices.BinarySearchFunc(groups, at, func(g group, at int64) int { return cmp.Compare(g.to, at) })
		if k < len(groups) && groups[k].from <= at {
			groups[k].all++
		}
	}
	most := 0
	for _, g := range groups {
		if float64(g.count) >= nearlyAll*float64(g.all) {
			most = max(most, g.count)
		}
	}
	return most
}

// medians returns the median length of the tasks of each stage that has more than a few; 0 else.
func medians(r *tasklog.Run) []int64 {
	const few = 8
	ends := make([]int, len(r.Stages)) // of the tasks of each stage, in lengths
	for i := range r.Tasks {
		ends[r.Tasks[i].Stage]++
	}
	next := make([]int, len(r.Stages))
	for i := range ends[1:] {
		next[i+1] = ends[i]
		ends[i+1] += ends[i]
	}
	lengths := make([]int64, len(r.Tasks))
	for i := range r.Tasks {
		t := &r.Tasks[i]
		lengths[next[t.Stage]] = t.Length()
		next[t.Stage]++
	}
	median := make([]int64, len(r.Stages))
	first := 0
	for i, end := range ends {
		if end-first >= few {
			median[i] = quartiles(lengths[first:end]).Mid
		}
		first = end
	}
	return median
}
