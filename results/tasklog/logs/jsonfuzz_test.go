package logs

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"serialfraction/harness/input/content"
	"serialfraction/results/tasklog"
)

func FuzzSpark(f *testing.F) {
	text := sparkHead + sparkJobStart(0, 1900, "0") + sparkStageLine("Submitted", "0", 2, "", 2000, 0, "") + sparkTask("0", 0, 0, "1", 2010, 0, "") +
		sparkTask("0", 0, 0, "1", 2010, 2500, `,"Failed":true`) + sparkTask("0", 2, 0, "1", 2600, 3000, "") + sparkTask("0", 1, 1, "9", 2020, 3500, `,"Speculative":true`) +
		sparkStageLine("Completed", "0", 2, "", 2000, 3500, "") + sparkJobEnd(0, 4000) + sparkEnd
	f.Add(text)
	f.Add(`{"Event":"SparkListenerResourceProfileAdded","Resource Profile Id":1,"Task Resource Requests":{"cpus":{"Amount":4.0}}}` + "\n" + text)
	fuzzLog(f, "spark")
}

func FuzzDask(f *testing.F) {
	f.Add("[" + daskRecord("inc-1", "tcp://a:1", 7, "OK", daskCompute("100.5", "101")) + "," + daskRecord("inc-2", "b", 8, "error", `["transfer",1,2]`, `["disk-read",2,3e0]`) + "]")
	f.Add("[{},7,[1]")
	fuzzLog(f, "dask")
}

func FuzzTrace(f *testing.F) {
	f.Add(traceOf(spanBegin("a", 1, 10), spanBegin("b", 1, 11), spanEnd("b", 1, 12), spanEnd("a", 1, 15), spanOf("task::f", "f", "2", 1, 5)))
	f.Add(`{"otherData":{},"traceEvents":` + traceOf(spanOf("task", "f1", "2", 1, 5), spanOf("action processing", "C a", "2", 3, 5)))
	f.Add(traceOf(spanBegin(goCommand, 0, 1), spanBegin(goAction+" (build a)", 1, 2), `{"ph":"s","id":1,"ts":1}`, `{"ph":"f","id":1,"ts":2,"pid":0,"tid":1}`, spanEnd("", 1, 3), spanEnd("", 0, 4)))
	fuzzLog(f, "trace")
}

func FuzzSweep(f *testing.F) {
	text, err := os.ReadFile(sweeps[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Fuzz(func(t *testing.T, text string) {
		s, err := content.NewStream("x", strings.NewReader(text))
		if err != nil {
			return
		}
		defer s.Close()
		runs, err := sourceOf(s).readAs(Options{From: resultFormat}, true)
		if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("error %q", err)
		}
		for _, r := range runs {
			wellFormed(t, r)
		}
	})
}

// fuzzLog holds that a reader makes a run that is well formed of any text, or an error of one line.
func fuzzLog(f *testing.F, format string) {
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range []Options{{From: format}, {From: format, Only: []int{0}, Span: regexp.MustCompile("a")}} {
			r, err := ReadFrom("x", strings.NewReader(text), o)
			if err != nil {
				if strings.ContainsAny(err.Error(), "\n\r") {
					t.Fatalf("error %q", err)
				}
				continue
			}
			wellFormed(t, r)
		}
	})
}

// wellFormed holds what a run is to whoever reads it.
func wellFormed(t *testing.T, r *tasklog.Run) {
	t.Helper()
	if len(r.Tasks) == 0 || len(r.Stages) == 0 || r.Quantum < 1 || r.To < r.From {
		t.Fatalf("%d tasks in %d stages, a step of %d ns, from %d to %d", len(r.Tasks), len(r.Stages), r.Quantum, r.From, r.To)
	}
	for _, x := range r.Tasks {
		if x.Start < r.From || x.End < x.Start || r.To < x.End || x.Ready > x.Start || x.Stage < 0 || int(x.Stage) >= len(r.Stages) || x.Weight < 1 || x.CPU < tasklog.Unknown {
			t.Fatalf("from %d to %d: a task %+v", r.From, r.To, x)
		}
	}
	for i, s := range r.Stages {
		for _, before := range s.After {
			if before < 0 || int(before) >= len(r.Stages) || int(before) == i {
				t.Fatalf("stage %d follows %d of %d", i, before, len(r.Stages))
			}
		}
	}
	for _, s := range r.Slots {
		if s.Count < 1 || s.To <= s.From {
			t.Fatalf("slots %+v", s)
		}
	}
	for _, p := range r.Parts {
		if p.Nanoseconds < 0 {
			t.Fatalf("part %+v", p)
		}
	}
}
