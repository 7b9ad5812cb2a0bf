package analysis

import (
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/results"
)

// Why execution is not split is said where this machine has counters, and nowhere else.
func TestUnsplit(t *testing.T) {
	granted := &results.Probe{Counters: &results.CountersProbe{Access: counters.Granted}}
	counted := countedRun(1, 2, factors{1, 1, 1}, 1)
	bare := harness.Run{Workers: 2, Engine: "pool", Timing: harness.Timing{Workers: make([]harness.WorkerTiming, 2)}}
	whole := harness.Run{Workers: 2, Engine: "command", Timing: harness.Timing{Process: &harness.ProcessTiming{}}}
	remote := bare
	remote.Engine = "remote"
	for name, tt := range map[string]struct {
		header results.Header
		run    harness.Run
		want   Unsplit
	}{
		"split":               {results.Header{Engine: "pool", Schedule: "dynamic", Probe: granted}, counted, ""},
		"no counters":         {results.Header{Engine: "pool", Schedule: "queue", Pace: 1}, bare, ""},
		"the queue":           {results.Header{Engine: "pool", Schedule: "queue"}, counted, UnsplitQueue},
		"the queue, by probe": {results.Header{Engine: "pool", Schedule: "queue", Probe: granted}, bare, UnsplitQueue},
		"paced":               {results.Header{Engine: "pool", Schedule: "dynamic", Probe: granted, Pace: 1}, bare, UnsplitPaced},
		"remote":              {results.Header{Engine: "remote", Probe: granted}, remote, UnsplitRemote},
		"few files":           {results.Header{Engine: "pool", Schedule: "dynamic", Probe: granted}, bare, UnsplitSome},
		"a script":            {results.Header{Engine: "pool", Schedule: "dynamic", Probe: granted, Script: &harness.Script{}}, bare, UnsplitProgram},
		"pipe":                {results.Header{Engine: "pool", Schedule: "dynamic", Probe: granted, Request: &results.Request{Program: []string{"cat"}}}, bare, UnsplitProgram},
		"a whole program":     {results.Header{Engine: "command", Probe: granted}, whole, UnsplitProgram},
		"simulated":           {results.Header{Engine: "sim", Probe: granted}, bare, ""},
	} {
		l := &ledger{header: &tt.header, runs: []timedRun{{Run: tt.run}}}
		if got := l.unsplit(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
