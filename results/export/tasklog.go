package export

import (
	"bufio"
	"cmp"
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
	var lanes packing
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
			Process: 1, Thread: lanes.lane(t), Args: args}); err != nil {
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
	ends  []int64       // of the last task of each thread
	named []bool        // the thread is that of a slot that the log names
	slots map[int32]int // the threads of these slots
}

// lane returns the thread of a task, from 1.
func (p *packing) lane(t *tasklog.Task) int {
	at, known := p.slots[t.Slot]
	if !known || p.ends[at] > t.Start { // clocks of a log overlap: the task gets another thread
		at = 0
		for at < len(p.ends) && (p.named[at] || p.ends[at] > t.Start) {
			at++
		}
		if named := t.Slot != tasklog.Unknown && !known; at == len(p.ends) || named {
			at = len(p.ends)
			p.ends, p.named = append(p.ends, 0), append(p.named, named)
			if named {
				if p.slots == nil {
					p.slots = map[int32]int{}
				}
				p.slots[t.Slot] = at
			}
		}
	}
	p.ends[at] = t.End
	return at + 1
}
