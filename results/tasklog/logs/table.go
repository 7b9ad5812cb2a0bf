package logs

import (
	"bytes"
	"slices"
	"strconv"

	"serialfraction/harness/input/lines"
	"serialfraction/results/tasklog"
)

// tableFormat is the name of the format whose columns are known by their names alone.
const tableFormat = "csv"

// isTable reports whether the first line has the names of columns that tell when a task was, or
// several names, and the second as many fields.
func isTable(head []byte) bool {
	if c := head[0]; c == '{' || c == '[' || c == '<' {
		return false
	}
	r, head := columnNames(head)
	if r.names == nil {
		return false
	}
	if columns, _ := columnsOf(r.names, nil); tellsTime(columns) {
		return true
	}
	row, _ := lines.Cut(head)
	return len(r.names) > 1 && r.separator != ' ' && r.cut(bytes.Clone(row)) == "" && len(r.fields) >= len(r.names)
}

// columnNames returns the reader of a table with the names of its columns, nil where there are none, and what is below them.
func columnNames(head []byte) (r rowReader, below []byte) {
	for r.names == nil && len(head) > 0 {
		var line []byte
		if line, head = lines.Cut(head); !r.header(line) {
			r.names = nil
		} else if r.names == nil {
			break
		}
	}
	return r, head
}

// hasMoments reports whether a table has moments of tasks, and no column that counts workers, as one of timings does.
func hasMoments(head []byte) bool {
	r, _ := columnNames(head)
	columns, _ := columnsOf(r.names, nil)
	return tellsTime(columns) && workersOf(r.names) < 0
}

// tellsTime reports whether columns tell when a task was.
func tellsTime(c map[string]column) bool {
	start, end, duration := c[startRole].at >= 0, c[endRole].at >= 0, c[durationRole].at >= 0
	return start && (end || duration) || end && duration
}

// A table is a log with a row for each task, and columns of known names.
type table struct {
	s       *source
	g       *gathering
	names   []string
	columns map[string]column

	moments, lengths times
	slots            map[string]int32
	noStarts         *NoStarts // where it has durations alone

	cached, unstarted int64
}

// readTable reads a table with a row for each task.
func readTable(s *source, o Options) (*tasklog.Run, error) {
	g := newGathering(1)
	r, err := s.rows(g)
	if err != nil {
		return nil, err
	}
	t := &table{s: s, g: g, names: r.names, slots: map[string]int32{}}
	if t.columns, err = columnsOf(r.names, o.Columns); err != nil {
		return nil, err
	}
	if err := t.prepare(r.separator); err != nil {
		return nil, err
	}
	r.keepOpen = !t.isTime(len(r.names) - 1)
	for rows := 0; r.next(); rows++ {
		if rows == 0 && t.unnamed(r.fields) {
			t.names, t.columns = shifted(t.names, t.columns)
			r.names = t.names
		}
		if why := t.row(r.fields, r.number); why != "" {
			g.unreadable("line", r.number, why)
		}
		g.reserve(s)
	}
	if r.err != nil {
		return nil, r.err
	}
	return t.finish()
}

// prepare checks that the columns tell when a task was, and finds the units of their numbers.
func (t *table) prepare(separator byte) error {
	start, end, duration := t.columns[startRole], t.columns[endRole], t.columns[durationRole]
	durations := duration.at >= 0 && start.at < 0 && end.at < 0
	switch {
	case tellsTime(t.columns):
	case durations && workersOf(t.names) >= 0:
		return t.s.errorf("%s counts workers, so these are times of whole runs and of no tasks: harness fit reads them", lines.Plain(t.names[workersOf(t.names)]))
	case durations && t.free() < 0:
		t.noStarts = &NoStarts{Source: t.s.name, Format: tableFormat, Cure: "write the moment when each began beside its duration"}
	case t.number():
		return t.s.errorf("its first line has numbers: write the names of the columns above them, such as start,end")
	default:
		return t.missing()
	}
	t.moments = times{unit: seconds, comma: separator != ','}
	for _, as := range moments {
		if c := t.columns[as]; c.at >= 0 && c.told {
			t.moments.unit, t.moments.told = c.unit, true
		}
	}
	for _, as := range moments { // a name without a unit stands for that of the others
		if c := t.columns[as]; t.moments.told && !c.told {
			t.columns[as] = column{c.at, t.moments.unit, true}
		}
	}
	t.lengths = times{unit: duration.unit, told: duration.told, comma: separator != ','}
	return nil
}

// moments are the roles of columns with moments, the one whose unit goes for the others last.
var moments = []string{submitRole, endRole, startRole}

// moment reads the cell of a moment.
func (t *table) moment(fields [][]byte, as string) (ns int64, ok bool) {
	c := t.columns[as]
	if c.told {
		t.moments.unit = c.unit
	}
	return t.moments.moment(fields[c.at])
}

// unnamed reports whether the first row shows that the names lack one for the first column, which has those of
// rows, as R writes a table: it has a field more than there are names, its times are a column further, and they
// are none where the names have them, or the row is called 1.
func (t *table) unnamed(fields [][]byte) bool {
	if len(fields) != len(t.names)+1 || len(fields[len(t.names)]) == 0 {
		return false
	}
	there := func(t table) bool {
		var task tasklog.Task
		if t.noStarts != nil {
			_, ok := t.lengths.length(t.cell(fields, durationRole))
			return ok
		}
		_, _, why := t.when(fields, &task)
		return why == "" && task.Start <= task.End
	}
	further := *t
	further.names, further.columns = shifted(t.names, t.columns)
	return there(further) && (string(bytes.TrimSpace(fields[0])) == "1" || !there(*t))
}

// shifted returns names and columns behind a first column without a name.
func shifted(names []string, columns map[string]column) ([]string, map[string]column) {
	further := map[string]column{}
	for as, c := range columns {
		if c.at >= 0 {
			c.at++
		}
		further[as] = c
	}
	return append([]string{""}, names...), further
}

// missing returns the error of a table whose columns do not tell when a task was, which asks for those
// that do.
func (t *table) missing() error {
	what, as := "name the one that has the start of a task, and the one that has its end or its duration", startRole
	switch {
	case t.columns[startRole].at >= 0:
		what, as = "name the one that has the end of a task, or its duration", endRole
	case t.columns[endRole].at >= 0:
		what = "name the one that has the start of a task, or its duration"
	case t.columns[durationRole].at >= 0:
		what = "name the one that has the start of a task, or its end beside its duration"
	}
	example := ""
	if i := t.free(); i >= 0 {
		example = as + "=" + t.names[i]
	}
	return t.s.unclear(ByColumns, example, "the columns are %s: %s", listOf(t.names), what)
}

// free returns the first column that has no role, -1 where all have one.
func (t *table) free() int {
	for i := range t.names {
		taken := false
		for _, c := range t.columns {
			taken = taken || c.at == i
		}
		if !taken {
			return i
		}
	}
	return -1
}

// isTime reports whether a column has times.
func (t *table) isTime(at int) bool {
	for _, as := range []string{startRole, endRole, durationRole, submitRole} {
		if t.columns[as].at == at {
			return true
		}
	}
	return false
}

// workersOf returns the column that counts workers, by its name; -1 where none does.
func workersOf(names []string) int {
	return slices.IndexFunc(names, func(name string) bool {
		plain, _, _ := plainName(name)
		return slices.Contains([]string{"n", "workers", "threads", "processes", "procs", "cores", "cpus", "ranks", "nodes", "jobs"}, plain)
	})
}

// number reports whether a name is a number, as in a table without a header.
func (t *table) number() bool {
	for _, name := range t.names {
		if _, _, ok := decimalTime([]byte(name), seconds); ok {
			return true
		}
	}
	return false
}

// cell returns the field of a role in a row, nil where no column has it.
func (t *table) cell(fields [][]byte, as string) []byte {
	if i := t.columns[as].at; i >= 0 {
		return fields[i]
	}
	return nil
}

// row reads a row; why is what is wrong with it.
func (t *table) row(fields [][]byte, number int) (why string) {
	how := t.outcome(fields)
	if how == cached {
		t.cached++
		t.g.records++
		return ""
	}
	if t.noStarts != nil {
		took, ok := t.lengths.length(t.cell(fields, durationRole))
		if !ok || took < 0 {
			return t.fault(fields, durationRole)
		}
		t.noStarts.add(took)
		return ""
	}
	task := tasklog.Task{Ready: tasklog.Unknown, CPU: tasklog.Unknown, Slot: tasklog.Unknown, Unused: how == unused}
	begun, ended, why := t.when(fields, &task)
	switch {
	case why != "":
		return why
	case !begun:
		t.unstarted++
		t.g.records++
		return ""
	case !ended && how == waiting:
		t.unstarted++
		t.g.records++
		return ""
	case !ended:
		task.End = tasklog.Unknown
	}
	if !isUnknown(t.cell(fields, submitRole)) {
		ready, ok := t.moment(fields, submitRole)
		if !ok {
			return t.fault(fields, submitRole)
		}
		if ready > 0 || !t.moments.epoch {
			task.Ready = min(ready, task.Start)
		}
	}
	if cell := bytes.TrimSpace(t.cell(fields, slotRole)); len(cell) > 0 {
		task.Slot = t.slot(cell)
	}
	if cell := bytes.TrimSpace(t.cell(fields, cpusRole)); len(cell) > 0 {
		task.Weight = weightOf(cell)
	}
	task.Stage = t.g.stage(bytes.TrimSpace(t.cell(fields, stageRole)))
	if cell := t.cell(fields, keyRole); cell != nil {
		task.Key = t.g.key(bytes.TrimSpace(cell))
	}
	t.g.add(task, "line", number)
	return ""
}

// when reads when a task was; why is what is wrong.
func (t *table) when(fields [][]byte, task *tasklog.Task) (begun, ended bool, why string) {
	if !isUnknown(t.cell(fields, startRole)) {
		ns, ok := t.moment(fields, startRole)
		if !ok {
			return false, false, t.fault(fields, startRole)
		}
		task.Start, begun = ns, ns > 0 || !t.moments.epoch
	}
	if !isUnknown(t.cell(fields, endRole)) {
		ns, ok := t.moment(fields, endRole)
		if !ok {
			return false, false, t.fault(fields, endRole)
		}
		task.End, ended = ns, ns > 0 || !t.moments.epoch
	}
	if begun && ended {
		if t.moments.seen == timeOfDay && task.End < task.Start {
			task.End += day
		}
		return true, true, ""
	}
	if cell := t.cell(fields, durationRole); (begun || ended) && !isUnknown(cell) {
		took, ok := t.lengths.length(cell)
		if !ok {
			return false, false, t.fault(fields, durationRole)
		}
		switch {
		case begun:
			task.End = task.Start + took
		case t.columns[startRole].at < 0:
			task.Start = task.End - took
		default:
			return false, true, ""
		}
		return true, true, ""
	}
	return begun, ended, ""
}

// fault says that a cell is no time.
func (t *table) fault(fields [][]byte, as string) string {
	c := t.columns[as]
	such := "2026-11-28T19:09:57, or seconds"
	if as == durationRole {
		such = "90s, or seconds"
	}
	return lines.Plain(t.names[c.at]) + " " + lines.Quote(lines.Plain(string(fields[c.at]))) + " is no time, such as " + such
}

// outcome returns how a task ended.
func (t *table) outcome(fields [][]byte) outcome {
	c := t.columns[okRole]
	if c.at < 0 {
		return used
	}
	cell := bytes.TrimSpace(fields[c.at])
	code, signal, _ := bytes.Cut(cell, []byte{':'}) // as Slurm writes exit codes
	if n, err := strconv.Atoi(string(code)); err == nil {
		plain, _, _ := plainName(t.names[c.at])
		killed := len(bytes.Trim(signal, "0")) > 0
		if good := plain == "ok" || plain == "success" || plain == "succeeded"; killed || good == (n == 0) {
			return unused
		}
		return used
	}
	return outcomeOf(cell)
}

// slot returns the number of the slot of a name.
func (t *table) slot(name []byte) int32 {
	i, ok := t.slots[string(name)]
	if !ok {
		i = int32(len(t.slots))
		t.slots[string(name)] = i
	}
	return i
}
