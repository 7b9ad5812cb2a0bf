package logs

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

// daskRecord is a record of a task that a thread of a worker held from start to end, s.
func daskRecord(key, worker string, thread int, status string, spans ...string) string {
	return fmt.Sprintf(`{"worker": "%s", "thread": %d, "key": "%s", "status": "%s", "nbytes": 24, "startstops": [%s]}`, worker, thread, key, status, strings.Join(spans, ", "))
}

func daskCompute(start, stop string) string {
	return fmt.Sprintf(`{"action": "compute", "start": %s, "stop": %s}`, start, stop)
}

// A slot is a thread of a worker, a stage is what the dashboard calls a group of tasks, and a task has
// its thread while it reads, computes and writes, but not while its data are transferred.
func TestDask(t *testing.T) {
	text := "[\n" + strings.Join([]string{
		daskRecord("inc-1", "tcp://a:1", 7, "OK", `{"action": "transfer", "start": 1.0, "stop": 99.5}`, `{"action": "deserialize", "start": 100.25, "stop": 100.5}`, daskCompute("100.5", "101.0000005"), `{"action": "disk-write", "start": 101.5, "stop": 102}`),
		daskRecord("inc-0123abcd-2", "tcp://a:1", 8, "error", daskCompute("100.0", "101.0")),
		daskRecord("read-csv-5f", "tcp://b:1", 7, "OK", `["compute", 101, 103]`),
	}, ",\n") + "\n]\n"
	r := readText(t, text, Options{})
	readyByStage(r)
	want := []tasklog.Task{
		{Start: 100.25e9, End: 102e9, Ready: 100e9, CPU: tasklog.Unknown, Stage: 0, Slot: 0, Weight: 1, Key: "inc-1"},
		{Start: 100e9, End: 101e9, Ready: 100e9, CPU: tasklog.Unknown, Stage: 0, Slot: 1, Weight: 1, Key: "inc-0123abcd-2", Unused: true},
		{Start: 101e9, End: 103e9, Ready: 101e9, CPU: tasklog.Unknown, Stage: 1, Slot: 2, Weight: 1, Key: "read-csv-5f"},
	}
	if !reflect.DeepEqual(r.Tasks, want) || r.Format != "dask" || r.Remarks != nil {
		t.Errorf("run %+v", r)
	}
	if !reflect.DeepEqual(r.Slots, []tasklog.Slots{{From: 100e9, To: 103e9, Count: 3}}) || r.Stages[0].Name != "inc" || r.Stages[1].Name != "read-csv" {
		t.Errorf("slots %+v, stages %+v", r.Slots, r.Stages)
	}
	parts := []tasklog.Part{{Name: "compute", Nanoseconds: 3_500_000_500}, {Name: "deserialize", Nanoseconds: 250e6}, {Name: "disk", Nanoseconds: 500e6}, {Name: "transfer", Nanoseconds: 98.5e9, Beside: true}}
	if !reflect.DeepEqual(r.Parts, parts) {
		t.Errorf("parts %+v", r.Parts)
	}
}

func TestDaskStage(t *testing.T) {
	for key, want := range map[string]string{
		"x": "x", "x-1": "x", "hello-world-1": "hello-world", "('x', 1)": "x", `["x-1", 0, 1]`: "x", "ae05086432ca935f6eba409a8ecd4896": "data",
		"inc-abcdefab-1": "inc", "getitem-fa5e": "getitem", "": "", "x-": "x",
	} {
		if got := daskStage(key); got != want {
			t.Errorf("%q is of %q, want %q", key, got, want)
		}
	}
}

// What is missing is said: the rest of a list that breaks off, records without a time, and what the
// scheduler had no room for.
func TestDaskRemarks(t *testing.T) {
	one := daskRecord("inc-1", "tcp://a:1", 7, "OK", daskCompute("100.5", "101"))
	for name, tt := range map[string]struct {
		text string
		want tasklog.Remark
	}{
		"cut":        {"[" + one + "," + one[:90], tasklog.Remark{Kind: tasklog.Cut, Text: "record 2"}},
		"no end":     {"[" + one, tasklog.Remark{Kind: tasklog.Cut, Text: "record 2"}},
		"no time":    {"[" + one + "," + daskRecord("inc-2", "tcp://a:1", 7, "OK") + "]", tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it has no time in startstops"}},
		"another":    {"[" + one + ", 7]", tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: it is no record of a task"}},
		"no numbers": {"[" + one + "," + daskRecord("inc-2", "tcp://a:1", 7, "OK", daskCompute(`"a"`, "1")) + "]", tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 2, Text: "record 2: startstops has something else than an action with a start and a stop"}},
		"backwards":  {"[" + daskRecord("inc-2", "tcp://a:1", 7, "OK", daskCompute("101", "100")) + "]", tasklog.Remark{Kind: tasklog.Clipped, Count: 1, Of: 1, Text: "record 1"}},
		"full":       {"[" + strings.Repeat(one+",\n", daskRecords-1) + one + "]", tasklog.Remark{Kind: tasklog.Full, Count: daskRecords, Of: daskRecords}},
	} {
		r := readText(t, tt.text, Options{})
		if got := remarkOf(r, tt.want.Kind); got == nil || *got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, r.Remarks, tt.want)
		}
	}
}
