//go:build !race

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCI runs the commands of harness in the workflow that docs/ci.md shows, on a program
// that does nothing. It checks that harness accepts them and judges their conditions.
func TestCI(t *testing.T) {
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	workflow := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(page)
	if workflow == nil || bytes.ContainsRune(workflow[1], '\t') {
		t.Fatal("docs/ci.md has no workflow, or one with tabs, which YAML does not know")
	}
	t.Chdir(t.TempDir())
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, program := range []string{"old", "new"} {
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	verbs := map[string]int{}
	for line := range strings.Lines(string(workflow[1])) {
		command, _, _ := strings.Cut(strings.TrimSpace(line), " >> ")
		args := strings.Fields(strings.ReplaceAll(command, "'", "")) // no condition there has a space
		if len(args) < 2 || args[0] != "harness" {
			continue
		}
		verbs[args[1]]++
		if args[1] == "sweep" {
			args = append([]string{"harness", "sweep", "--force", "--quiet"}, args[2:]...)
		}
		var out, errs bytes.Buffer
		switch code := run(t.Context(), args, &out, &errs); code {
		case 0, exitCheck:
		default:
			t.Errorf("%s: exit code %d: %s", command, code, &errs)
		}
		if args[1] != "sweep" && (!strings.Contains(out.String(), "| condition |") || !strings.Contains(errs.String(), "S")) {
			t.Errorf("%s prints nothing about its conditions: %s%s", command, &out, &errs)
		}
	}
	if verbs["sweep"] != 2 || verbs["report"] != 1 || verbs["compare"] != 1 {
		t.Errorf("the workflow has %v", verbs)
	}
	if files, _ := filepath.Glob("*.jsonl"); len(files) != 2 {
		t.Errorf("there are %v", files)
	}
}
