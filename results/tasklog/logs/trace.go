package logs

import (
	"bytes"

	"serialfraction/harness"
	"serialfraction/results/tasklog"
)

// traceQuantum is the step of the clock of a trace, whose times are microseconds: ns.
const traceQuantum = 1000

// traceFormat is the name of the format of trace events.
const traceFormat = "trace"

func isTrace(head []byte) bool {
	if begins := bytes.TrimLeft(head, " \t\r\n"); bytes.HasPrefix(begins, []byte{'{'}) {
		return bytes.Contains(head, []byte(`"traceEvents"`))
	}
	return beginsJSONList(head) && bytes.Contains(head, []byte(`"ph"`))
}

// isLongObject reports whether a text begins as an object of JSON that goes on beyond its first bytes.
func isLongObject(head []byte) bool {
	if len(head) < headBytes/2 || head[0] != '{' {
		return false
	}
	object := jsonObject{text: head}
	for range object.members { // each is passed over
	}
	return !object.whole
}

// readTrace reads trace events as Chrome shows them: complete spans, and those whose begin and end are
// events of their own, which nest within a thread. Which of them are tasks goes by who wrote the trace
// (dialects), or by the pattern of a person; the others are no tasks, whether they contain one or are
// contained in one. A slot is a thread that has a task.
// Source: Trace Event Format, Google, "JSON Array Format".
func readTrace(s *source, o Options) (*tasklog.Run, error) {
	t := newTrace(o)
	list := jsonList{s: s}
	if !list.open("traceEvents") && list.err == nil {
		if s.begins != nil {
			return nil, s.stranger(s.begins)
		}
		return nil, s.errorf("it has no list traceEvents, or breaks off before it: write the trace again")
	}
	for value := list.next(); value != nil; value = list.next() {
		if why := t.take(value); why != "" {
			t.unreadable("record", list.number, why)
		}
	}
	if err := list.finish(t.gathering); err != nil {
		return nil, err
	}
	if o.Span != nil && len(t.spans) == 0 && t.seen > 0 {
		return nil, &harness.FlagError{Flag: "span", Value: o.Span.String(), Want: "it matches no span, such as " + quoteName(t.example) + ": type what does"}
	}
	return t.run(int64(list.number)), nil
}

// A traceEvent is what is read of an event. Texts are unquoted; a thread is a process and a thread as
// JSON has them.
type traceEvent struct {
	phase            byte
	name, category   []byte
	process, thread  []byte
	id               []byte
	mnemonic         []byte // of an action of Bazel
	at, took         int64  // ns
	timed, hasLength bool
}

func (e *traceEvent) read(value []byte) (whole bool) {
	event := jsonObject{text: value}
	for key, value := range event.members {
		switch string(key) {
		case "ph":
			if phase := unquoted(value); len(phase) == 1 {
				e.phase = phase[0]
			}
		case "name":
			e.name = unquoted(value)
		case "cat":
			e.category = unquoted(value)
		case "pid":
			e.process = value
		case "tid":
			e.thread = value
		case "id":
			e.id = value
		case "ts":
			e.at, _, e.timed = decimalTime(value, micros)
		case "dur":
			e.took, _, e.hasLength = decimalTime(value, micros)
		case "args":
			args := jsonObject{text: value}
			for key, value := range args.members {
				if string(key) == "mnemonic" {
					e.mnemonic = unquoted(value)
				}
			}
		}
	}
	return event.whole
}

// take takes an event; why is what is wrong with it.
func (t *trace) take(value []byte) (why string) {
	var e traceEvent
	if !e.read(value) {
		return "it is no event"
	}
	switch e.phase {
	case 'X', 'B', 'E', 's', 'f':
	case 0:
		return "it has no ph"
	default: // names, counters, marks, and spans of no thread
		return ""
	}
	if !e.timed {
		return "it has no ts that is a number"
	}
	thread := t.thread(&e)
	switch e.phase {
	case 'X':
		if !e.hasLength || e.took < 0 {
			return "it has no dur that is a length of time"
		}
		t.add(thread, &e, e.at, e.at+e.took, tasklog.Unknown)
	case 'B':
		t.open[thread] = append(t.open[thread], openSpan{t.number(e.name), t.number(e.category), t.number(e.mnemonic), e.at, tasklog.Unknown})
	case 'E':
		return t.close(thread, e.at)
	case 's':
		t.flows[string(e.id)] = e.at
	case 'f':
		if stack := t.open[thread]; len(stack) > 0 {
			if from, ok := t.flows[string(e.id)]; ok {
				stack[len(stack)-1].ready = max(stack[len(stack)-1].ready, from)
			}
		}
		delete(t.flows, string(e.id))
	}
	return ""
}

// close ends the innermost span of a thread that is open. One within another is no task where tasks are the
// outermost, also where the other has no end.
func (t *trace) close(thread int32, at int64) (why string) {
	stack := t.open[thread]
	if len(stack) == 0 {
		return "it ends a span that has no begin"
	}
	inner := len(stack) - 1
	s := stack[inner]
	t.open[thread] = stack[:inner]
	e := traceEvent{name: []byte(t.texts[s.name]), category: []byte(t.texts[s.category]), mnemonic: []byte(t.texts[s.mnemonic])}
	if inner == 0 || t.options.Span != nil || dialectOf(&e) < outermost {
		t.add(thread, &e, s.start, max(at, s.start), s.ready)
	}
	return ""
}
