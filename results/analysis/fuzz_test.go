package analysis

import (
	"bytes"
	"encoding/json"
	"os"
	"serialfraction/results"
	"slices"
	"testing"
)

// Whatever can be read can be analysed without a panic, or a number that JSON has no
// place for.
func FuzzAnalyze(f *testing.F) {
	sample, err := os.ReadFile("../testdata/sweep.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add(sample[:len(sample)/2])
	f.Add(bytes.Replace(sample, []byte(`"workers":2`), []byte(`"workers":1`), 1))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":1,\"workload\":\"w\",\"engine\":\"sim\",\"workers\":[1]}\n" +
		"{\"kind\":\"run\",\"engine\":\"sim\",\"workers\":1,\"wall_ns\":1,\"split_ns\":1}\n"))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":2}\n"))
	f.Add(slices.Concat(sample, []byte("{\"kind\":\"resume\",\"repeats\":3}\n{\"kind\":\"end\",\"stopped\":\"x\"}\n")))
	sweep, err := os.ReadFile("../testdata/amdahl.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sweep)
	for _, name := range []string{"1-queue-paced", "2-program", "3-resumed", "4-timeline", "5-request"} {
		vintage, err := os.ReadFile("../testdata/vintage/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		lines := bytes.SplitAfterN(vintage, []byte("\n"), 8)
		f.Add(bytes.Join(lines[:min(7, len(lines))], nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := results.Decode(bytes.NewReader(b))
		if err != nil {
			return
		}
		for _, scope := range []Scope{Steady, Compute, Pipeline, EndToEnd} {
			if a, err := Of(file, Options{Scope: scope}); err == nil {
				if _, err := json.Marshal(a); err != nil {
					t.Fatalf("scope %s: %v", scope, err)
				}
			}
		}
	})
}
