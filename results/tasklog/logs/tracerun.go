package logs

import (
	"cmp"
	"slices"

	"serialfraction/harness/input/lines"
	"serialfraction/results/tasklog"
)

// A trace is what has been read of a trace: the spans that may be tasks. Once there is one of a
// dialect, those of dialects behind it are not kept.
type trace struct {
	*gathering
	options Options

	threads  map[string]int32
	open     [][]openSpan     // of each thread, the innermost last
	numbers  map[string]int32 // of the names, categories and mnemonics in texts
	texts    []string
	flows    map[string]int64 // when what a span waited for was over, by the ID of the flow
	spans    []traceSpan
	dialect  int // of the spans
	seen     int64
	example  string // the name of a span
	from, to int64  // of the whole command; both 0 where it is not told
}

type openSpan struct {
	name, category, mnemonic int32 // of texts
	start, ready             int64
}

type traceSpan struct {
	start, end, ready int64
	thread            int32
	name, mnemonic    int32 // of texts
}

func newTrace(o Options) *trace {
	return &trace{gathering: newGathering(traceQuantum), options: o, threads: map[string]int32{}, numbers: map[string]int32{}, flows: map[string]int64{}, dialect: outermost}
}

// thread returns the number of the thread of an event.
func (t *trace) thread(e *traceEvent) int32 {
	name := string(e.process) + " " + string(e.thread)
	i, ok := t.threads[name]
	if !ok {
		i = int32(len(t.threads))
		t.threads[name] = i
		t.open = append(t.open, nil)
	}
	return i
}

// number returns the number of a text.
func (t *trace) number(text []byte) int32 {
	i, ok := t.numbers[string(text)]
	if !ok {
		i = int32(len(t.texts))
		t.texts = append(t.texts, string(text))
		t.numbers[t.texts[i]] = i
	}
	return i
}

// add adds a span, if it may be a task.
func (t *trace) add(thread int32, e *traceEvent, start, end, ready int64) {
	if t.seen++; t.seen == 1 {
		t.example = string(e.name)
	}
	if string(e.name) == goCommand {
		t.from, t.to = start, end
	}
	if t.options.Span != nil {
		if !t.options.Span.Match(e.name) {
			return
		}
	} else {
		is := dialectOf(e)
		if is > t.dialect {
			return
		}
		if is < t.dialect {
			t.dialect, t.spans = is, nil
		}
	}
	t.spans = append(t.spans, traceSpan{start, end, ready, thread, t.number(e.name), t.number(e.mnemonic)})
}

// run makes the run of the spans that are tasks: of those of a thread the ones that lie in no other. The trace
// has so many records.
func (t *trace) run(records int64) *tasklog.Run {
	slices.SortStableFunc(t.spans, func(a, b traceSpan) int {
		return cmp.Or(cmp.Compare(a.thread, b.thread), cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	t.gathering.run.Tasks = make([]tasklog.Task, 0, len(t.spans))
	slots := int32(0)
	thread, end := int32(-1), int64(0)
	for _, s := range t.spans {
		switch {
		case s.thread != thread:
			thread, end = s.thread, s.end
			slots++
		case s.end <= end && s.start < end:
			continue
		}
		end = max(end, s.end)
		name := t.texts[s.name]
		t.gathering.add(tasklog.Task{
			Start: s.start, End: s.end, Ready: min(s.ready, s.start), CPU: tasklog.Unknown,
			Stage: t.stage([]byte(dialects[t.dialect].stage(name, t.texts[s.mnemonic]))), Slot: slots - 1, Key: name,
		}, "record", 0)
	}
	t.records = records
	if len(t.gathering.run.Tasks) == 0 {
		return t.finish()
	}
	if unended := t.unended(); unended > 0 {
		t.remark(tasklog.Unended, unended, unended+int64(len(t.gathering.run.Tasks)), "")
	}
	if t.options.Span == nil {
		t.remark(tasklog.Spans, int64(len(t.gathering.run.Tasks)), t.seen, dialects[t.dialect].tasks)
	}
	t.slots(int(slots))
	if t.from < t.to {
		t.gathering.run.From, t.gathering.run.To = t.from, t.to
		t.gathering.run.Slots = []tasklog.Slots{{From: t.from, To: t.to, Count: int(slots)}}
	}
	return t.finish()
}

// unended counts the threads with a task whose outermost span has no end.
func (t *trace) unended() (n int64) {
	tasks := map[int32]bool{}
	for _, s := range t.spans {
		tasks[s.thread] = true
	}
	for thread, stack := range t.open {
		if len(stack) > 0 && tasks[int32(thread)] {
			n++
		}
	}
	return n
}

// quoteName quotes the name of a span for a message.
func quoteName(name string) string { return lines.Quote(lines.Plain(name)) }
