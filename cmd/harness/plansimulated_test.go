//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// A plan that the laws leave open has the answer of the simulation beside theirs, and one that they
// decide has none.
func TestPlanSimulated(t *testing.T) {
	t.Chdir("../..")
	for _, c := range []struct {
		typed  string
		opened bool
	}{
		{"plan --from docs/sweeps/predict/queue.jsonl --target 10ms --format json", true},
		{"plan --from docs/sweeps/predict/queue.jsonl --target 200ms --format json", false},
		{"plan --from docs/sweeps/predict/queue.jsonl --target 10ms --code-gain 2 --format json", false}, // the kernel would be another
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append([]string{"harness"}, strings.Fields(c.typed)...), &out, &errs); code != 0 {
			t.Fatalf("%s: exit code %d: %s", c.typed, code, errs.String())
		}
		var got struct {
			Reachable  string
			Simulation *struct {
				Reachable string
				Workers   int
				Seconds   struct{ Value, Lo, Hi float64 }
			}
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		switch s := got.Simulation; {
		case c.opened != (s != nil):
			t.Errorf("%s: reachable %s, simulation %v", c.typed, got.Reachable, s)
		case s == nil:
		case got.Reachable != "cannot tell" || s.Workers < 65 || s.Seconds.Value > 0.010 || s.Reachable == "no":
			t.Errorf("%s: reachable %s, simulation %+v", c.typed, got.Reachable, *s)
		}
	}
}
