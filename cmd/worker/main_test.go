package main

import (
	"os/exec"
	"strings"
	"testing"
)

// What cannot be is refused in a line, with the exit codes of harness.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		args  string
		code  int
		wants string
	}{
		{"", exitUsage, "type --join FILE"},
		{"--join - --slots 0", exitUsage, "type a number from 1 to"},
		{"--join - more", exitUsage, `"more" is no option`},
		{"--slots x", exitUsage, "invalid value"},
		{"--join none.json", exitFailed, "none.json cannot be read"},
		{"--join -", exitFailed, "the standard input is no join file"},
	} {
		var errs strings.Builder
		code := run(t.Context(), strings.Fields(tt.args), strings.NewReader("{}"), &errs)
		if code != tt.code || !strings.Contains(errs.String(), tt.wants) {
			t.Errorf("worker %s: code %d, %s", tt.args, code, &errs)
		}
	}
}

// The program is small because it has neither the server nor the reports nor, built lean, Arrow.
func TestLeavesOut(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-tags", "lean", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	for _, pkg := range strings.Fields(string(out)) {
		seen = seen || pkg == "serialfraction/harness/remote/worker"
		for _, large := range []string{"github.com/nats-io/nats-server/", "github.com/apache/arrow-go/", "github.com/parquet-go/", "gonum.org/", "serialfraction/results", "serialfraction/harness/input"} {
			if strings.HasPrefix(pkg, large) {
				t.Errorf("the worker depends on %s", pkg)
			}
		}
	}
	if !seen {
		t.Error("the worker is not seen")
	}
}
