package export

import (
	"bufio"
	"cmp"
	"container/heap"
	"io"
	"slices"

	"serialfraction/results/plaintext"
	"serialfraction/results/tasklog"
)

// WriteLogTrace writes the tasks of a log as a trace in Chrome's Trace Event Format: one process, and a thread
// for each slot. Where the log does not say which slot ran a task, it is drawn in the first that is free. It
// changes nothing of the run.
func WriteLogTrace(w io.Writer, r *tasklog.Run) error {
	out := bufio.NewWriter(w)
	e := plaintext.NewEncoder(out)
	out.WriteString("{\"traceEvents\":[\n")
	name := traceEvent{Name: "process_name", Phase: "M", Process: 1, Args: map[string]any{"name": r.Format + " " + r.Source}}
	if err := e.Encode(name); err != nil {
		return err
	}
	order := make([]int32, len(r.Tasks))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(r.Tasks[a].Start, r.Tasks[b].Start) })
	threads := newPacking()
	for _, i := range order {
		t := &r.Tasks[i]
		stage := ""
		if int(t.Stage) < len(r.Stages) {
			stage = r.Stages[t.Stage].Name
		}
		args := map[string]any{"stage": stage}
		if t.Ready != tasklog.Unknown {
			args["ready_us"] = float64(t.Ready-r.From) / 1e3
		}
		if t.Unused {
			args["used"] = false
		}
		if t.Weight > 1 {
			args["slots"] = t.Weight
		}
		start, length := float64(t.Start-r.From)/1e3, float64(t.Length())/1e3
		out.WriteByte(',')
		if err := e.Encode(traceEvent{Name: cmp.Or(t.Key, stage, "task"), Phase: "X", Category: "task", Start: &start, Length: &length,
			Process: 1, Thread: threads.lane(t), Args: args}); err != nil {
			return err
		}
	}
	out.WriteString("],\"displayTimeUnit\":\"ms\",\"otherData\":")
	if err := e.Encode(map[string]string{"tool": "harness", "log": r.Source, "format": r.Format}); err != nil {
		return err
	}
	out.WriteString("}\n")
	return out.Flush()
}

// A packing gives tasks, in the order in which they start, threads on which they do not overlap: that of their
// slot where the log names it, else the first that is free and no slot's.
type packing struct {
	threads int
	slots   map[int32]*lane // of the slots that the log names
	busy    lanes           // the others, the one that is free first on top
	free    lanes           // those of them that are free, the first on top
}

// A lane is a thread and when it is free.
type lane struct {
	thread int // from 1
	until  int64
}

// lanes is a heap.
type lanes struct {
	all    []lane
	before func(a, b lane) bool
}

func (l *lanes) Len() int           { return len(l.all) }
func (l *lanes) Less(i, j int) bool { return l.before(l.all[i], l.all[j]) }
func (l *lanes) Swap(i, j int)      { l.all[i], l.all[j] = l.all[j], l.all[i] }
func (l *lanes) Push(x any)         { l.all = append(l.all, x.(lane)) }
func (l *lanes) Pop() any {
	last := l.all[len(l.all)-1]
	l.all = l.all[:len(l.all)-1]
	return last
}

func newPacking() *packing {
	return &packing{slots: map[int32]*lane{},
		busy: lanes{before: func(a, b lane) bool { return a.until < b.until }},
		free: lanes{before: func(a, b lane) bool { return a.thread < b.thread }},
	}
}

// lane returns the thread of a task.
func (p *packing) lane(t *tasklog.Task) int {
	if t.Slot != tasklog.Unknown {
		of, known := p.slots[t.Slot]
		if !known {
			p.threads++
			of = &lane{thread: p.threads, until: t.Start}
			p.slots[t.Slot] = of
		}
		if of.until <= t.Start {
			of.until = t.End
			return of.thread
		}
	} // else clocks of a log overlap: the task gets another thread
	for p.busy.Len() > 0 && p.busy.all[0].until <= t.Start {
		heap.Push(&p.free, heap.Pop(&p.busy))
	}
	var of lane
	if p.free.Len() > 0 {
		of = heap.Pop(&p.free).(lane)
	} else {
		p.threads++
		of.thread = p.threads
	}
	of.until = t.End
	heap.Push(&p.busy, of)
	return of.thread
}
