package logs

import (
	"bytes"
	"strings"

	"serialfraction/results/tasklog"
)

const (
	// daskRecords is how many tasks the scheduler of Dask keeps unless it is told otherwise. What came
	// before is gone. Source: distributed.yaml of Dask, dashboard.tasks.task-stream-length.
	daskRecords = 100_000

	// daskQuantum is what the clocks of workers are trusted to, in ns: each time is of the clock of a
	// worker, in digits that are finer than clocks agree.
	daskQuantum = 1e6
)

func isDask(head []byte) bool {
	return beginsJSONList(head) && bytes.Contains(head, []byte(`"startstops"`))
}

// A daskTask is a record of the task stream: what a thread of a worker did for a task, by the clock of the
// worker.
type daskTask struct {
	key            []byte // unquoted
	worker, thread []byte // as JSON has them
	failed         bool
	start, end     int64
	held           bool // the thread held it for a time, from start to end
	parts          daskParts
}

// daskParts are times by what was done, ns.
type daskParts struct{ compute, deserialize, disk, other, transfer int64 }

// readDask reads the records of Client.get_task_stream() as json.dump writes them. A slot is a thread of
// a worker. The key of a task names its stage, as the dashboard of Dask has it.
func readDask(s *source, o Options) (*tasklog.Run, error) {
	g := newGathering(daskQuantum)
	list := jsonList{s: s}
	list.open("")
	threads := map[string]int32{}
	var parts daskParts
	for value := list.next(); value != nil; value = list.next() {
		var t daskTask
		if why := t.read(value); why != "" {
			g.unreadable("record", list.number, why)
			continue
		}
		parts.add(t.parts)
		thread := string(t.worker) + " " + string(t.thread)
		slot, ok := threads[thread]
		if !ok {
			slot = int32(len(threads))
			threads[thread] = slot
		}
		g.add(tasklog.Task{
			Start: t.start, End: t.end, Ready: tasklog.Unknown, CPU: tasklog.Unknown,
			Stage: g.stage([]byte(daskStage(string(t.key)))), Slot: slot, Unused: t.failed, Key: g.key(t.key),
		}, "record", list.number)
		g.reserve(s)
	}
	if err := list.finish(g); err != nil {
		return nil, err
	}
	if g.records == daskRecords {
		g.remark(tasklog.Full, daskRecords, daskRecords, "")
	}
	if len(g.run.Tasks) > 0 {
		g.slots(len(threads))
		g.run.Parts = parts.list()
	}
	return g.finish(), nil
}

// read reads a record; why is what is wrong with it.
func (t *daskTask) read(value []byte) (why string) {
	record := jsonObject{text: value}
	var spans []byte
	for key, value := range record.members {
		switch string(key) {
		case "key":
			t.key = daskKey(value)
		case "worker":
			t.worker = value
		case "thread":
			t.thread = value
		case "status":
			t.failed = string(value) != `"OK"`
		case "startstops":
			spans = value
		}
	}
	if !record.whole {
		return "it is no record of a task"
	}
	for span := range elements(spans) {
		action, start, end, ok := daskSpan(span)
		if !ok {
			return "startstops has something else than an action with a start and a stop"
		}
		t.add(action, start, end)
	}
	if !t.held {
		return "it has no time in startstops"
	}
	return ""
}

// add adds what was done from start to end. Data are transferred for a task while the thread works on
// others.
func (t *daskTask) add(action string, start, end int64) {
	took := max(end-start, 0)
	switch {
	case action == "compute":
		accrue(&t.parts.compute, took)
	case action == "deserialize":
		accrue(&t.parts.deserialize, took)
	case action == "transfer":
		accrue(&t.parts.transfer, took)
		return
	case strings.HasPrefix(action, "disk"):
		accrue(&t.parts.disk, took)
	default:
		accrue(&t.parts.other, took)
	}
	if !t.held {
		t.held, t.start, t.end = true, start, end
	}
	t.start, t.end = min(t.start, start), max(t.end, end)
}

// daskSpan reads an action with its time: an object or, of releases before 2.15, a list.
func daskSpan(value []byte) (action string, start, end int64, ok bool) {
	var fields [3][]byte
	span := jsonObject{text: value}
	for key, value := range span.members {
		switch string(key) {
		case "action":
			fields[0] = value
		case "start":
			fields[1] = value
		case "stop":
			fields[2] = value
		}
	}
	n := 0
	for value := range elements(value) {
		if n < len(fields) {
			fields[n] = value
		}
		n++
	}
	start, _, started := decimalTime(fields[1], seconds)
	end, _, stopped := decimalTime(fields[2], seconds)
	return string(unquoted(fields[0])), start, end, started && stopped && fields[0] != nil
}

// daskKey returns the key of a task, which is a text or a list of one and numbers.
func daskKey(value []byte) []byte {
	if key := unquoted(value); key != nil {
		return key
	}
	return value
}

// daskStage returns the name that the dashboard groups a task by: its key without what tells it from
// others of its kind. Source: dask/utils.py, key_split.
func daskStage(key string) string {
	if strings.HasPrefix(key, "[") || strings.HasPrefix(key, "(") {
		key = strings.TrimLeft(key, "[('\" ")
		if end := strings.IndexAny(key, `'",`); end >= 0 {
			key = key[:end]
		}
	}
	words := strings.Split(key, "-")
	name := words[0]
	for _, word := range words[1:] {
		if !isAlphabetic(word) || len(word) == 8 && isHexadecimal(word) {
			break
		}
		name += "-" + word
	}
	if len(name) == 32 && isHexadecimal(name) {
		return "data"
	}
	return name
}

func isAlphabetic(word string) bool {
	return word != "" && strings.IndexFunc(word, func(c rune) bool { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') }) < 0
}

func isHexadecimal(word string) bool {
	return strings.IndexFunc(word, func(c rune) bool { return (c < 'a' || c > 'f') && (c < '0' || c > '9') }) < 0
}

func (p *daskParts) add(of daskParts) {
	accrue(&p.compute, of.compute)
	accrue(&p.deserialize, of.deserialize)
	accrue(&p.disk, of.disk)
	accrue(&p.other, of.other)
	accrue(&p.transfer, of.transfer)
}

// list returns the parts in the words of Dask.
func (p *daskParts) list() []tasklog.Part {
	all := []tasklog.Part{{Name: "compute", Nanoseconds: p.compute}}
	for _, part := range []tasklog.Part{
		{Name: "deserialize", Nanoseconds: p.deserialize}, {Name: "disk", Nanoseconds: p.disk}, {Name: "other", Nanoseconds: p.other},
		{Name: "transfer", Nanoseconds: p.transfer, Beside: true},
	} {
		if part.Nanoseconds > 0 {
			all = append(all, part)
		}
	}
	return all
}
