package workloads_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A process that gets an order makes no work of another script than its coordinator has, before it
// starts anything.
func TestOrderWithScript(t *testing.T) {
	path := filepath.Join(t.TempDir(), "score.py")
	if err := os.WriteFile(path, []byte("def score(row): return 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ours := workloads.Order{Workload: "python", Settings: spec.Args{"call": {path + ":score"}, "interpreter": {"no-such-program"}}}.WithScript()
	if len(ours.SHA256) != 64 {
		t.Fatalf("SHA-256 %q", ours.SHA256)
	}
	text, err := json.Marshal(ours)
	if err != nil {
		t.Fatal(err)
	}
	data := &harness.Dataset{Cols: 1, Values: []float64{1}}
	build := func(want string) {
		t.Helper()
		if _, err := workloads.Build(t.Context(), text, data); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("error %v, want %q on one line", err, want)
		}
	}
	build("no-such-program")
	if err := os.WriteFile(path, []byte("def score(row): return 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	build(path + " is not the coordinator's script, which must be copied there (its SHA-256 begins with ")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	build("there is no script " + path + ": the coordinator's must be copied there")
	for _, o := range []workloads.Order{{Workload: "ttest"}, {Workload: "none"}, {Workload: "python"}} {
		if got := o.WithScript().SHA256; got != "" {
			t.Errorf("%s: SHA-256 %q", o.Workload, got)
		}
	}
}
