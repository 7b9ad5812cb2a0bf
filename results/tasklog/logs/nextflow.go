package logs

import (
	"bytes"
	"slices"
	"strings"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/results/tasklog"
)

// isNextflow reports whether the first line has names of trace fields of Nextflow.
func isNextflow(head []byte) bool {
	first, _ := lines.Cut(head)
	names, _ := headerOf(first)
	has := func(name string) bool { return slices.Contains(names, name) }
	return (has("task_id") || has("hash") || has("native_id")) && (has("realtime") || has("duration") || has("submit") || has("complete")) && (has("name") || has("process") || has("status"))
}

// A nextflow is the state of readNextflow.
type nextflow struct {
	s     *source
	g     *gathering
	names []string
	held  bool

	moments, lengths times
	coarse           int64 // the coarsest step of a time that is shown
	between          int64 // tasks whose start is not told, and whose script ran later than they were submitted
	cached           int64
}

// readNextflow reads the trace of a run of Nextflow, with any fields. A task is submitted, and later
// complete; realtime is how long its script ran, at the end of that. In between files are staged and
// containers start, in the slot, or the task waits for one: only where start is there, the trace
// tells. So a task is its script, or with o.Held all from its submission on: the truth lies between.
func readNextflow(s *source, o Options) (*tasklog.Run, error) {
	g := newGathering(1)
	r, err := s.rows(g)
	if err != nil {
		return nil, err
	}
	n := &nextflow{s: s, g: g, names: r.names, held: o.Held, coarse: 1}
	n.moments = times{unit: millis, told: true}
	n.lengths = times{unit: millis, told: true}
	for _, name := range []string{"submit", "start", "complete"} {
		if slices.Contains(r.names, name) {
			break
		}
		if name == "complete" {
			return nil, s.errorf("its columns are %s, and none has the moment of a task: add submit, start, complete to trace.fields in nextflow.config and run again", listOf(r.names))
		}
	}
	for r.next() {
		if why := n.row(r.fields, r.number); why != "" {
			g.unreadable("line", r.number, why)
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	g.local = n.moments.seen&withoutZone != 0
	g.run.Quantum = max(1, n.coarse/2) // half of the last digit
	g.count(tasklog.Cached, n.cached)
	if n.coarse > 1e6 {
		g.remark(tasklog.Rounded, 0, 0, "duration")
	}
	if between := "the queue, stage-in, stage-out, the start of containers"; n.held {
		g.remark(tasklog.Between, 0, 0, between)
	} else if n.between > 0 {
		g.remark(tasklog.Between, n.between, g.records, between)
	}
	return g.finish(), nil
}

// cell returns the field of a name in a row, nil where there is none or it is "-".
func (n *nextflow) cell(fields [][]byte, name string) []byte {
	i := slices.Index(n.names, name)
	if i < 0 {
		return nil
	}
	if cell := bytes.TrimSpace(fields[i]); !isUnknown(cell) {
		return cell
	}
	return nil
}

// row reads a row; why is what is wrong with it.
func (n *nextflow) row(fields [][]byte, number int) (why string) {
	how := outcomeOf(n.cell(fields, "status"))
	if how == cached {
		n.cached++
		n.g.records++
		return ""
	}
	task := tasklog.Task{Ready: tasklog.Unknown, CPU: tasklog.Unknown, Slot: tasklog.Unknown, Unused: how == unused}
	var at [3]int64 // submit, start, complete; Unknown where not told
	for i, name := range []string{"submit", "start", "complete"} {
		at[i] = tasklog.Unknown
		if cell := n.cell(fields, name); cell != nil {
			ns, ok := n.moments.moment(cell)
			if !ok {
				return name + " " + lines.Quote(lines.Plain(string(cell))) + " is no time"
			}
			at[i] = ns
		}
	}
	var took [2]int64 // duration, realtime
	for i, name := range []string{"duration", "realtime"} {
		took[i] = tasklog.Unknown
		if cell := n.cell(fields, name); cell != nil {
			ns, ok := n.length(cell)
			if !ok {
				return name + " " + lines.Quote(lines.Plain(string(cell))) + " is no time"
			}
			took[i] = ns
		}
	}
	if why := when(&task, at, took, n.held); why != "" {
		return why
	}
	if submit := at[0]; submit != tasklog.Unknown && submit < task.Start && task.End-task.Start == took[1] {
		n.between++
	}
	if percent, err := numeral.Parse(bytes.TrimSuffix(n.cell(fields, "%cpu"), []byte("%"))); err == nil && percent >= 0 && percent < 1e6 && took[1] >= 0 {
		task.CPU = int64(percent / 100 * float64(took[1]))
	}
	task.Weight = weightOf(n.cell(fields, "cpus"))
	name := string(n.cell(fields, "name"))
	process := string(n.cell(fields, "process"))
	if process == "" {
		process, _, _ = strings.Cut(name, " (")
	}
	if name == "" {
		name = strings.TrimSpace(process + " " + string(n.cell(fields, "tag")))
	}
	task.Stage = n.g.stage([]byte(process))
	task.Pool = n.g.pool(n.pool(fields))
	task.Key = name
	n.g.since(at[0])
	n.g.add(task, "line", number)
	return ""
}

// when finds when a task held its slot, from its submission, start and completion, and how long it
// took from the first to the last, or its script alone.
func when(task *tasklog.Task, at [3]int64, took [2]int64, held bool) (why string) {
	submit, start, complete := at[0], at[1], at[2]
	duration, script := took[0], took[1]
	if complete == tasklog.Unknown {
		switch {
		case submit >= 0 && duration >= 0:
			complete = submit + duration
		case start >= 0 && script >= 0:
			complete = start + script
		case start >= 0:
			task.Start, task.End, task.Ready = start, tasklog.Unknown, submit
			return ""
		case submit >= 0:
			task.Start, task.End, task.Ready = submit, tasklog.Unknown, submit
			return ""
		default:
			return "it has no time"
		}
	}
	switch {
	case held && submit >= 0:
		start = submit
	case start > submit && submit >= 0 || start >= 0 && script < 0:
	case script >= 0:
		start = max(complete-script, submit)
	case submit >= 0:
		start = submit
	case duration >= 0:
		start = complete - duration
	default:
		return "it has no start"
	}
	task.Start, task.End, task.Ready = start, complete, submit
	return ""
}

// length reads a time as Nextflow writes it: 1h 2m 3s, 1.9s, 252ms; or milliseconds.
func (n *nextflow) length(cell []byte) (ns int64, ok bool) {
	n.lengths.digits = 0
	if ns, ok = n.lengths.length(cell); ok {
		n.coarse = max(n.coarse, quantum(n.lengths.digits))
	}
	return ns, ok
}

// pool names what runs a task: its executor where the trace has it, else what the form of its number
// shows.
func (n *nextflow) pool(fields [][]byte) []byte {
	if executor := n.cell(fields, "executor"); executor != nil {
		return executor
	}
	native := n.cell(fields, "native_id")
	switch {
	case native == nil || len(bytes.Trim(native, "0123456789")) == 0:
		return []byte("local")
	case bytes.HasPrefix(native, []byte("nf-")):
		return []byte("kubernetes")
	case bytes.Count(native, []byte{'-'}) == 4:
		return []byte("batch")
	}
	return []byte("cloud")
}
