package tasklog

import (
	"cmp"
	"slices"
)

// Seen returns the most slots that tasks took at once: a lower bound of how many there were. Each
// task is shortened by one step of the log's clock, and ends before another begins at the same
// time, so that a task is not counted beside the next one in its slot. It is at least 1 where
// there is a task, and 0 where there is none.
func (r *Run) Seen() int {
	end := func(task int32) int64 { return r.Tasks[task].End - r.Quantum }
	start := func(task int32) int64 { return r.Tasks[task].Start }
	starts := make([]int32, 0, len(r.Tasks))
	for i := range r.Tasks {
		if task := int32(i); end(task) > start(task) {
			starts = append(starts, task)
		}
	}
	ends := slices.Clone(starts)
	slices.SortFunc(starts, func(a, b int32) int { return cmp.Compare(start(a), start(b)) })
	slices.SortFunc(ends, func(a, b int32) int { return cmp.Compare(end(a), end(b)) })
	most, now := min(1, len(r.Tasks)), 0
	for _, task := range starts {
		for ; end(ends[0]) <= start(task); ends = ends[1:] {
			now -= r.Tasks[ends[0]].Slots()
		}
		now += r.Tasks[task].Slots()
		most = max(most, now)
	}
	return most
}

// Peak returns the most slots that the log says were there at once, 0 where it does not say, and
// how many there were in the mean of the run.
func (r *Run) Peak() (most int, mean float64) {
	from, to := r.Span()
	there, at := 0, from
	var sum float64
	for _, c := range r.changes() {
		if c.at > at {
			sum += float64(there) * float64(min(c.at, to)-min(at, to))
			at = c.at
		}
		there += c.by
		if c.at <= to {
			most = max(most, there)
		}
	}
	if to == from {
		return most, float64(most)
	}
	return most, sum / float64(to-from)
}

// Came returns when the first slot, the second and so on was there, up to so many, ns from the
// begin of the run: fewer where there were never that many at once, none where the log does not
// tell.
func (r *Run) Came(slots int) []int64 {
	from, _ := r.Span()
	var times []int64
	there := 0
	for _, c := range r.changes() {
		there += c.by
		for len(times) < min(there, slots) {
			times = append(times, max(0, c.at-from))
		}
	}
	return times
}
