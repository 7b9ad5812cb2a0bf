package analysis

import (
	"bytes"
	"encoding/json"
	"testing"

	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// Every file that can be read can be analysed without a panic, and without a number that
// JSON cannot hold.
func FuzzAnalyze(f *testing.F) {
	runtest.Seeds(f, "../testdata")
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
