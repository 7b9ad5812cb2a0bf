package logs

import (
	"cmp"
	"slices"

	"serialfraction/results/tasklog"
)

// slots makes the slots of the executors: one for each task that has room in their cores. What was
// never added, as where the log was compacted, has as many as ran there at once.
func (l *sparkLog) slots(r *tasklog.Run) {
	busy := make([]bool, len(l.executors))
	for _, m := range l.marks {
		busy[m.executor] = true
	}
	if cpus := l.cpus(); cpus > 1 {
		r.SlotCPUs = int32(min(cpus, mostCores))
	}
	var inferred int64
	for i, e := range l.executors {
		count := e.cores / l.cpus()
		switch {
		case e.id == "driver" && !l.local && !busy[i], e.cores == 0 && !busy[i]:
			continue
		case e.cores == 0:
			count = l.mostAtOnce(int32(i))
			inferred += count
		case busy[i]:
			count = max(count, 1)
		}
		from, to := max(e.added, r.From), r.To
		if e.removed != tasklog.Unknown {
			to = min(to, e.removed)
		}
		if count > 0 && from < to {
			r.Slots = append(r.Slots, tasklog.Slots{From: from, To: to, Count: int(count)})
		}
	}
	if inferred > 0 {
		l.remark(tasklog.Inferred, inferred, 0, "")
	}
	l.profiled()
}

// cpus returns the CPUs that a slot has: those of a task for which no profile asks for others.
func (l *sparkLog) cpus() int64 {
	if cpus, ok := l.profiles[0]; ok {
		return cpus
	}
	return l.taskCPUs
}

// profiled counts the tasks whose profile asks for more CPUs than a slot has.
func (l *sparkLog) profiled() {
	var wide int64
	for _, t := range l.gathering.run.Tasks {
		if cpus, ok := l.profiles[l.sparks[t.Stage].profile]; ok && cpus > l.cpus() {
			wide++
		}
	}
	if wide > 0 {
		l.remark(tasklog.Wide, wide, int64(len(l.marks)), "")
	}
}

// mostAtOnce returns the most attempts that an executor had at once, each shortened by a step of the
// clock: the driver writes that one has ended after it has given its slot away.
func (l *sparkLog) mostAtOnce(executor int32) int64 {
	type edge struct {
		at int64
		by int64
	}
	var edges []edge
	for i, m := range l.marks {
		if t := l.gathering.run.Tasks[i]; m.executor == executor {
			edges = append(edges, edge{t.Start, 1}, edge{max(t.Start, t.End-sparkQuantum), -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by)) })
	var now, most int64
	for _, e := range edges {
		now += e.by
		most = max(most, now)
	}
	return max(most, 1)
}
