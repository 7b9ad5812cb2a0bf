package export

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
)

// Whatever tasks a log has, its trace is JSON with one event for each, and no two of a thread overlap.
func TestLogTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &tasklog.Run{Format: "planted", Source: "</script>\x1b", From: 100, To: 1000, Stages: []tasklog.Stage{{Name: "s"}}}
		for range rapid.IntRange(0, 30).Draw(t, "tasks") {
			start := rapid.Int64Range(100, 900).Draw(t, "start")
			r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + rapid.Int64Range(0, 100).Draw(t, "length"), Ready: tasklog.Unknown,
				Slot: int32(rapid.IntRange(-1, 3).Draw(t, "slot")), Weight: 1})
		}
		var b bytes.Buffer
		if err := WriteLogTrace(&b, r); err != nil {
			t.Fatal(err)
		}
		var trace struct {
			TraceEvents []struct {
				Phase string  `json:"ph"`
				Start float64 `json:"ts"`
				Dur   float64 `json:"dur"`
				Tid   int     `json:"tid"`
			}
		}
		if err := json.Unmarshal(b.Bytes(), &trace); err != nil {
			t.Fatal(err)
		}
		ends := map[int]float64{}
		tasks := 0
		for _, e := range trace.TraceEvents {
			if e.Phase != "X" {
				continue
			}
			tasks++
			if e.Start < ends[e.Tid]-1e-9 {
				t.Fatalf("thread %d: a task begins at %v, the one before ends at %v", e.Tid, e.Start, ends[e.Tid])
			}
			ends[e.Tid] = e.Start + e.Dur
		}
		if tasks != len(r.Tasks) {
			t.Fatalf("%d events for %d tasks", tasks, len(r.Tasks))
		}
	})
}
