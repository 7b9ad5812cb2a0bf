package logs

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/results/tasklog"
)

// spanOf is a complete span of a thread, µs.
func spanOf(category, name, thread string, at, took float64) string {
	return fmt.Sprintf(`{"ph":"X","cat":"%s","name":"%s","pid":1,"tid":%s,"ts":%v,"dur":%v}`, category, name, thread, at, took)
}

func spanBegin(name string, thread int, at float64) string {
	return fmt.Sprintf(`{"ph":"B","name":"%s","pid":0,"tid":%d,"ts":%v}`, name, thread, at)
}

func spanEnd(name string, thread int, at float64) string {
	return strings.Replace(spanBegin(name, thread, at), `"B"`, `"E"`, 1)
}

func traceOf(e ...string) string { return "[" + strings.Join(e, ",\n") + "\n]" }

// tasksOf describes tasks: name, slot, start and end in µs.
func tasksOf(r *tasklog.Run) (all []string) {
	for _, x := range r.Tasks {
		all = append(all, fmt.Sprintf("%s %d %g-%g", x.Key, x.Slot, float64(x.Start)/1000, float64(x.End)/1000))
	}
	return all
}

func slotsOf(r *tasklog.Run) (n int) {
	for _, s := range r.Slots {
		n += s.Count
	}
	return n
}

// Which spans are tasks goes by who wrote the trace, and of nested ones the outer is one.
func TestTrace(t *testing.T) {
	named := `{"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"w"}}`
	for name, tt := range map[string]struct {
		text   string
		span   string
		tasks  []string
		stages []string
		slots  int
		spans  *tasklog.Remark
	}{
		"nested": {
			traceOf(named, spanOf("", "in", "1", 11, 5), spanOf("", "job 1", "1", 10, 10), spanOf("", "job 2", "1", 20, 5.5), spanOf("", "job 3", `"w2"`, 10, 4)), "",
			[]string{"job 1 0 10-20", "job 2 0 20-25.5", "job 3 1 10-14"}, []string{"job"}, 2, &tasklog.Remark{Kind: tasklog.Spans, Count: 3, Of: 4, Text: "outermost"}},
		"begins and ends": {
			traceOf(spanBegin("a", 1, 10), spanBegin("b", 1, 11), spanEnd("b", 1, 12), spanBegin("a", 2, 12), spanEnd("a", 1, 15), spanEnd("a", 2, 14)), "",
			[]string{"a 0 10-15", "a 1 12-14"}, []string{"a"}, 2, &tasklog.Remark{Kind: tasklog.Spans, Count: 2, Of: 2, Text: "outermost"}},
		"an object": {
			`{"otherData":{"x":[1,"]"]},"traceEvents":` + traceOf(spanOf("", "a", "1", 1, 1)) + `,"displayTimeUnit":"ns"}`, "",
			[]string{"a 0 1-2"}, []string{"a"}, 1, &tasklog.Remark{Kind: tasklog.Spans, Count: 1, Of: 1, Text: "outermost"}},
		"Ray": {
			traceOf(spanOf("task:execute", "task:execute", "1", 11, 3), spanOf("task", "f", "1", 10, 5), spanOf("task::f", "task::f", "1", 10, 5), spanOf("ray.get", "ray.get", "9", 0, 99), spanOf("task::g", "task::g", "2", 20, 5)), "",
			[]string{"task::f 0 10-15", "task::g 1 20-25"}, []string{"f", "g"}, 2, &tasklog.Remark{Kind: tasklog.Spans, Count: 2, Of: 5, Text: "task::"}},
		"an older Ray": {
			traceOf(spanOf("task:execute", "task:execute", "1", 11, 3), spanOf("task", "f", "1", 10, 5)), "",
			[]string{"f 0 10-15"}, []string{"f"}, 1, &tasklog.Remark{Kind: tasklog.Spans, Count: 1, Of: 2, Text: "task"}},
		"Bazel": {
			traceOf(spanOf("critical path component", "action 'x'", "0", 0, 99),
				strings.Replace(spanOf("action processing", "Compiling a.cc", "22", 10, 5), "}", `,"args":{"target":"//a","mnemonic":"CppCompile"}}`, 1),
				spanOf("local action execution", "subprocess.run", "22", 11, 2), spanOf("action processing", "Linking a", "23", 20, 5)), "",
			[]string{"Compiling a.cc 0 10-15", "Linking a 1 20-25"}, []string{"CppCompile", "Linking"}, 2, &tasklog.Remark{Kind: tasklog.Spans, Count: 2, Of: 4, Text: "action processing"}},
		"a thread for each task": {
			traceOf(spanOf("", "job 1", "1", 10, 5), spanOf("", "job 2", "2", 20, 5), spanOf("", "job 3", "3", 30, 5)), "",
			[]string{"job 1 0 10-15", "job 2 1 20-25", "job 3 2 30-35"}, []string{"job"}, 0, &tasklog.Remark{Kind: tasklog.Spans, Count: 3, Of: 3, Text: "outermost"}},
		"chosen": {
			traceOf(spanOf("", "main", "1", 0, 99), spanOf("", "work a", "1", 1, 2), spanOf("", "work b", "1", 1.5, 1), spanOf("", "work c", "1", 4, 2)), "^work",
			[]string{"work a 0 1-3", "work c 0 4-6"}, []string{"work a", "work c"}, 1, nil},
	} {
		o := Options{}
		if tt.span != "" {
			o.Span = regexp.MustCompile(tt.span)
		}
		r := readText(t, tt.text, o)
		var stages []string
		for _, s := range r.Stages {
			stages = append(stages, s.Name)
		}
		if got := tasksOf(r); !reflect.DeepEqual(got, tt.tasks) || !reflect.DeepEqual(stages, tt.stages) || slotsOf(r) != tt.slots || r.Format != "trace" {
			t.Errorf("%s: %q, stages %q, slots %v", name, got, stages, r.Slots)
		}
		if got := remarkOf(r, tasklog.Spans); !reflect.DeepEqual(got, tt.spans) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Of `go build` an action is a task, ready when what it waited for was over; thread 0 coordinates, and its
// span is the run.
func TestGoTrace(t *testing.T) {
	flow := func(phase string, id, thread int, at float64) string {
		return fmt.Sprintf(`{"ph":"%s","name":"a -> b","pid":0,"tid":%d,"ts":%v,"id":%d,"cat":"flow"}`, phase, thread, at, id)
	}
	text := traceOf(spanBegin(goCommand, 0, 1), spanBegin("load", 0, 2), spanEnd("load", 0, 3),
		spanBegin("Executing action (build a)", 1, 10), spanBegin("Executing action (build b)", 2, 11), spanEnd("Executing action (build b)", 2, 12), spanEnd("Executing action (build a)", 1, 20),
		spanBegin("Executing action (link c)", 2, 25), flow("s", 1, 1, 20), flow("f", 1, 2, 25), flow("s", 2, 2, 12), flow("f", 2, 2, 25), spanEnd("Executing action (link c)", 2, 30), spanEnd(goCommand, 0, 40))
	r := readText(t, text, Options{})
	want := []string{"Executing action (build a) 0 10-20", "Executing action (build b) 1 11-12", "Executing action (link c) 1 25-30"}
	if got := tasksOf(r); !reflect.DeepEqual(got, want) || r.From != 1000 || r.To != 40_000 || r.Tasks[2].Ready != 20_000 {
		t.Errorf("%q, ready at %d, from %d to %d", got, r.Tasks[2].Ready, r.From, r.To)
	}
	if len(r.Stages) != 2 || r.Stages[0].Name != "build" || r.Stages[1].Name != "link" {
		t.Errorf("stages %+v", r.Stages)
	}
}

// The trace that is made in Ray's form of Dask's records has the same tasks.
func TestRayIsDask(t *testing.T) {
	ray, dask := readFile(t, "../testdata/chrome/ray-form-n4.json"), readFile(t, "../testdata/dask/task-stream-n4-r1.json")
	if len(ray.Tasks) != len(dask.Tasks) || ray.Slots[0].Count != dask.Slots[0].Count || len(ray.Stages) != len(dask.Stages) {
		t.Fatalf("%d tasks on %v, and %d on %v", len(ray.Tasks), ray.Slots, len(dask.Tasks), dask.Slots)
	}
	if off := (ray.To - ray.From) - (dask.To - dask.From); off < -1000 || off > 1000 {
		t.Errorf("the runs differ by %d ns", off)
	}
}

func TestTraceRemarks(t *testing.T) {
	one := spanOf("", "a", "1", 1, 1)
	for name, tt := range map[string]struct {
		text string
		want tasklog.Remark
	}{
		"no end of the list":   {"[" + one + ",\n" + one, tasklog.Remark{Kind: tasklog.Cut, Text: "record 3"}},
		"cut":                  {"[" + one + ",\n" + one[:30], tasklog.Remark{Kind: tasklog.Cut, Text: "record 2"}},
		"no dur":               {traceOf(one, `{"ph":"X","ts":1,"name":"b","pid":1,"tid":1}`), tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it has no dur that is a length of time"}},
		"no ts":                {traceOf(one, `{"ph":"B","name":"b","pid":1,"tid":1}`), tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it has no ts that is a number"}},
		"no ph":                {traceOf(one, `{"name":"b"}`), tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it has no ph"}},
		"an end without begin": {traceOf(one, spanEnd("b", 1, 5)), tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it ends a span that has no begin"}},
		"a begin without end":  {traceOf(spanBegin("a", 1, 1), spanEnd("a", 1, 2), spanBegin("a", 1, 3)), tasklog.Remark{Kind: tasklog.Unended, Count: 1, Of: 2}},
	} {
		r := readText(t, tt.text, Options{})
		if got := remarkOf(r, tt.want.Kind); got == nil || *got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, r.Remarks, tt.want)
		}
	}
}

// A pattern that matches no span is an error with a name that there is.
func TestTraceErrors(t *testing.T) {
	_, err := ReadFrom("x", strings.NewReader(traceOf(spanOf("", "job 1", "1", 1, 1))), Options{Span: regexp.MustCompile("task")})
	var flag *harness.FlagError
	if !errors.As(err, &flag) || flag.Flag != "span" || !strings.Contains(flag.Want, `"job 1"`) {
		t.Errorf("error %v", err)
	}
	for text, want := range map[string]string{
		`{"traceEvents":7}`:  "x: it has no list traceEvents, or breaks off before it: write the trace again",
		`{"traceEvents":[]}`: "x: read as trace, it has no task: name the log of a job that has run",
	} {
		if _, err := ReadFrom("x", strings.NewReader(text), Options{}); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %s", text, err, want)
		}
	}
}
