package logs

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

// A log whose lines end in carriage returns alone is the same log.
func TestCarriageReturns(t *testing.T) {
	for _, path := range []string{"parallel/skew-j4-r1.joblog", "ninja/ninja-j4.ninja_log", "gotest/gotest-p4.json", "nextflow/chipseq_trace_excerpt.txt"} {
		text, err := os.ReadFile("../testdata/" + path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := ReadFrom(path, bytes.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadFrom(path, bytes.NewReader(bytes.ReplaceAll(text, []byte{'\n'}, []byte{'\r'})), Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %d tasks, want %d as they are", path, len(got.Tasks), len(want.Tasks))
		}
	}
}

// The list of events of a trace may lie behind any number of other members; what has none is a stranger by its members.
func TestEventsBehindOtherMembers(t *testing.T) {
	const events = `[{"ph":"X","name":"a","pid":1,"tid":1,"ts":0,"dur":100},{"ph":"X","name":"b","pid":1,"tid":2,"ts":10,"dur":200}]`
	long := `{"stackFrames":{` + strings.Repeat(`"1":{"name":"f","category":"c"},`, 10_000) + `"2":{}},"displayTimeUnit":"ms",`
	r, err := ReadFrom("a.json", strings.NewReader(long+`"traceEvents":`+events+`}`), Options{})
	if err != nil || r.Format != traceFormat || len(r.Tasks) != 2 {
		t.Errorf("%v, %v", r, err)
	}
	_, err = ReadFrom("a.json", strings.NewReader(long+`"events":`+events+`}`), Options{})
	if err == nil || !strings.Contains(err.Error(), "JSON of no known kind, with the members stackFrames") {
		t.Errorf("%v", err)
	}
}
