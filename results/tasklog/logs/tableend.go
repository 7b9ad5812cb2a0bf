package logs

import (
	"slices"
	"time"

	"serialfraction/harness/input/lines"
	"serialfraction/results/tasklog"
)

// finish returns the run, or the error of a table that is none.
func (t *table) finish() (*tasklog.Run, error) {
	if t.noStarts != nil && t.noStarts.Tasks > 0 {
		return nil, t.noStarts
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	t.dropUnstarted()
	t.g.local = t.moments.seen == withoutZone
	if t.moments.seen == timeOfDay {
		passMidnight(t.g.run.Tasks)
	}
	digits := t.moments.digits
	if t.columns[endRole].at < 0 || t.columns[startRole].at < 0 {
		digits = min(digits, t.lengths.digits) // one end of a task is told by both
	}
	if t.g.run.Quantum = quantum(digits); digits == 0 {
		t.g.remark(tasklog.Rounded, 0, 0, t.names[max(t.columns[startRole].at, 0)])
	}
	t.g.count(tasklog.Unstarted, t.unstarted)
	t.g.count(tasklog.Cached, t.cached)
	run := t.g.finish()
	if n := len(t.slots); n > 1 && n < len(run.Tasks) { // a name for each task, as of a process, is no slot
		t.g.slots(n)
		t.g.remark(tasklog.Inferred, int64(n), 0, "")
	}
	return run, nil
}

// check returns an error of moments that are not on one clock, and of durations whose unit nobody
// names.
func (t *table) check() error {
	at := t.names[max(t.columns[startRole].at, t.columns[endRole].at, 0)]
	switch seen := t.moments.seen; {
	case t.moments.mixed():
		return t.s.errorf("some moments have no zone, and others have one or are numbers: write all alike, as the seconds since 1970")
	case seen&timeOfDay != 0 && seen != timeOfDay:
		return t.s.errorf("some moments are a time of day alone, and others are not: write all alike, as the seconds since 1970")
	case t.columns[durationRole].at >= 0 && (t.columns[endRole].at < 0 || t.columns[startRole].at < 0) && !t.lengths.told && seen&asNumber != 0 && t.moments.unit != seconds:
		name := t.names[t.columns[durationRole].at]
		return t.s.unclear(ByColumns, durationRole+"="+name+":ms", "%s counts units smaller than a second, and %s may count seconds or these: say which", lines.Plain(at), lines.Plain(name))
	}
	return nil
}

// dropUnstarted leaves out tasks that began at 0 where the others began since 1970: they had not
// begun.
func (t *table) dropUnstarted() {
	if !t.moments.epoch {
		return
	}
	before := len(t.g.run.Tasks)
	t.g.run.Tasks = slices.DeleteFunc(t.g.run.Tasks, func(task tasklog.Task) bool { return task.Start <= 0 })
	t.unstarted += int64(before - len(t.g.run.Tasks))
}

const day = 86400 * int64(time.Second)

// passMidnight puts tasks that began after midnight a day after those that began before, where times
// of day show that midnight was between: nothing then began for half a day.
func passMidnight(tasks []tasklog.Task) {
	starts := make([]int64, len(tasks))
	for i, t := range tasks {
		starts[i] = t.Start
	}
	slices.Sort(starts)
	for i := 1; i < len(starts); i++ {
		if starts[i]-starts[i-1] > day/2 {
			for k := range tasks {
				if t := &tasks[k]; t.Start <= starts[i-1] {
					t.Start += day
					if t.End != tasklog.Unknown {
						t.End += day
					}
					if t.Ready != tasklog.Unknown {
						t.Ready += day
					}
				}
			}
			return
		}
	}
}
